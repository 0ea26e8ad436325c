import Canonical

/// The encodings of XML that are read and written; all but UTF-8 are turned into it first.
enum XMLEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case latin1 = "ISO-8859-1"
    case utf16BigEndian = "UTF-16BE"
    case utf16LittleEndian = "UTF-16LE"

    /// Recognises the encoding of an input from its first bytes (XML 1.0 appendix F).
    ///
    /// - Throws: `format.syntax` for an encoding that is not read.
    static func of(_ bytes: Span<UInt8>) throws(Fault) -> XMLEncoding {
        if bytes.count >= 2 {
            if bytes[0] == 0xFE, bytes[1] == 0xFF { return .utf16BigEndian }
            if bytes[0] == 0xFF, bytes[1] == 0xFE { return .utf16LittleEndian }
            if bytes[0] == 0, bytes[1] == UInt8(ascii: "<") { return .utf16BigEndian }
            if bytes[0] == UInt8(ascii: "<"), bytes[1] == 0 { return .utf16LittleEndian }
        }
        if XMLDeclaration.isUsual(bytes) { return .utf8 }
        guard let name = XMLDeclaration.encoding(bytes) else { return .utf8 }
        switch name.uppercased() {
        case "UTF-8", "UTF8", "US-ASCII", "ASCII": return .utf8
        case "ISO-8859-1", "ISO8859-1", "LATIN1", "ISO_8859-1": return .latin1
        default:
            throw Fault(
                .message,
                .formatSyntax,
                stage: .decode,
                place: Place(byteOffset: 0, line: 1),
                reason: "The XML declaration names an encoding that is not read.",
                advice: "Read are UTF-8, ISO-8859-1 and UTF-16."
            )
        }
    }

    /// The input in UTF-8; nil if it is not well-formed.
    func decode(_ bytes: Span<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        switch self {
        case .utf8: return bytes.withUnsafeBufferPointer { Array($0) }
        case .latin1:
            for index in bytes.indices { UTF8Scalar.append(UInt32(bytes[index]), to: &output) }
            return output
        case .utf16BigEndian, .utf16LittleEndian: return decodeUTF16(bytes, into: &output) ? output : nil
        }
    }

    private func decodeUTF16(_ bytes: Span<UInt8>, into output: inout [UInt8]) -> Bool {
        guard bytes.count % 2 == 0 else { return false }
        var high: UInt32?
        for index in 0..<bytes.count / 2 {
            let (first, second) = (UInt32(bytes[2 * index]), UInt32(bytes[2 * index + 1]))
            let unit = self == .utf16BigEndian ? first << 8 | second : second << 8 | first
            if let before = high {
                guard (0xDC00...0xDFFF).contains(unit) else { return false }
                UTF8Scalar.append(0x10000 + (before - 0xD800) << 10 + (unit - 0xDC00), to: &output)
                high = nil
            } else if (0xD800...0xDBFF).contains(unit) {
                high = unit
            } else {
                guard !(0xDC00...0xDFFF).contains(unit) else { return false }
                UTF8Scalar.append(unit, to: &output)
            }
        }
        return high == nil
    }

    /// Text in this encoding; characters that it lacks become references.
    func encode(_ text: Span<UInt8>) -> [UInt8] {
        if self == .utf8 { return text.withUnsafeBufferPointer { Array($0) } }
        var output: [UInt8] = []
        var index = 0
        while index < text.count, let scalar = UTF8Scalar(text, at: index) {
            append(scalar.value, to: &output)
            index += scalar.length
        }
        return output
    }

    private func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if self == .latin1 {
            if scalar < 0x100 { output.append(UInt8(scalar)) } else { output += "&#\(scalar);".utf8 }
            return
        }
        if scalar >= 0x10000 {
            appendUnit(0xD800 + (scalar - 0x10000) >> 10, to: &output)
            appendUnit(0xDC00 + (scalar - 0x10000) & 0x3FF, to: &output)
        } else {
            appendUnit(scalar, to: &output)
        }
    }

    private func appendUnit(_ unit: UInt32, to output: inout [UInt8]) {
        let (high, low) = (UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit))
        if self == .utf16BigEndian { output += [high, low] } else { output += [low, high] }
    }
}
