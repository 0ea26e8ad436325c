/// A character set of mainframe files: bytes to UTF-8 and back.
///
/// The single-byte EBCDIC pages are permutations of 256 characters, so that every byte comes back as it was. The Chinese
/// pages 1388 and 935 mix single bytes with double bytes between shift-out (0x0E) and shift-in (0x0F); a few sequences,
/// such as a shift-out followed at once by a shift-in, are not what ``encode(_:into:)`` writes for their text.
/// An object, so that a field costs no reference counts for the page's tables.
package final class CodePage: Sendable {
    /// The page's name as options write it, such as `037`.
    package let name: String
    /// The byte of a blank.
    package let blank: UInt8
    /// Whether digits are 0xF0 to 0xF9, as in EBCDIC, and not 0x30 to 0x39.
    package let isEBCDIC: Bool
    /// The double-byte characters, in the Chinese pages.
    let doubleBytes: DoubleByteTable?
    /// For each byte its character in ASCII, or 0xFF for the slower way.
    let ascii: [UInt8]
    /// For each byte its Unicode scalar, or 0xFFFF.
    let scalars: [UInt16]
    /// For each scalar below 0x100 its byte, or 0xFFFF.
    private let bytes: [UInt16]
    /// The scalars of 0x100 and above, such as the euro sign, and their bytes.
    private let others: [(scalar: UInt16, byte: UInt8)]

    /// What a byte is read as that the page does not assign: SUBSTITUTE.
    package static let substitute: UInt8 = 0x1A

    init(_ name: String, blank: UInt8, isEBCDIC: Bool, scalars: [UInt16], doubleBytes: DoubleByteTable? = nil) {
        self.name = name
        self.blank = blank
        self.isEBCDIC = isEBCDIC
        self.scalars = scalars
        self.doubleBytes = doubleBytes
        ascii = scalars.map { $0 < 0x80 ? UInt8($0) : 0xFF }
        var bytes = [UInt16](repeating: 0xFFFF, count: 0x100)
        var others: [(scalar: UInt16, byte: UInt8)] = []
        for (byte, scalar) in scalars.enumerated() where scalar != 0xFFFF {
            if scalar < 0x100 { bytes[Int(scalar)] = UInt16(byte) } else { others.append((scalar, UInt8(byte))) }
        }
        self.bytes = bytes
        self.others = others
    }

    /// Whether text may hold double-byte characters between shift-out and shift-in.
    package var isMixed: Bool { doubleBytes != nil }

    /// Whether the page assigns every byte, so that each text comes back byte for byte.
    var isComplete: Bool { doubleBytes == nil && !scalars.contains(0xFFFF) }

    // MARK: - To UTF-8

    /// Appends the text of the bytes.
    ///
    /// - Returns: nil, or the offset of the first byte that is not in the page; each such byte is read as U+001A.
    package func decode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        if let doubleBytes { return decodeMixed(bytes, doubleBytes, into: &utf8) }
        var isPlain = true
        utf8.append(addingCapacity: bytes.count) { (output: inout OutputSpan<UInt8>) in
            for index in bytes.indices {
                let character = ascii[Int(bytes[index])]
                guard character < 0x80 else {
                    output.removeLast(output.count)
                    isPlain = false
                    return
                }
                output.append(character)
            }
        }
        return isPlain ? nil : decodeSlowly(bytes, into: &utf8)
    }

    private func decodeSlowly(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        var unknown: Int?
        for index in bytes.indices where !append(bytes[index], into: &utf8) {
            unknown = unknown ?? index
        }
        return unknown
    }

    /// Appends one single-byte character; false if the page does not have it.
    func append(_ byte: UInt8, into utf8: inout [UInt8]) -> Bool {
        let scalar = scalars[Int(byte)]
        utf8.appendScalar(scalar == 0xFFFF ? UInt16(Self.substitute) : scalar)
        return scalar != 0xFFFF
    }

    // MARK: - From UTF-8

    /// Appends the bytes of a text.
    ///
    /// - Returns: nil, or the offset of the first character that the page does not have; nothing is appended then.
    package func encode(_ utf8: Span<UInt8>, into output: inout [UInt8]) -> Int? {
        let start = output.count
        var isDouble = false
        var index = 0
        while index < utf8.count {
            let (scalar, length) = utf8.scalar(at: index)
            guard append(scalar, isDouble: &isDouble, into: &output) else {
                output.removeLast(output.count - start)
                return index
            }
            index += length
        }
        if isDouble { output.append(DoubleByteTable.shiftIn) }
        return nil
    }

    private func append(_ scalar: UInt32, isDouble: inout Bool, into output: inout [UInt8]) -> Bool {
        if let byte = byte(of: scalar) {
            if isDouble { output.append(DoubleByteTable.shiftIn) }
            isDouble = false
            output.append(byte)
            return true
        }
        guard let code = doubleBytes?.code(of: scalar) else { return false }
        if !isDouble { output.append(DoubleByteTable.shiftOut) }
        isDouble = true
        output.append(UInt8(code >> 8))
        output.append(UInt8(code & 0xFF))
        return true
    }

    /// The byte of a character, if it is one of the page's single-byte characters.
    func byte(of scalar: UInt32) -> UInt8? {
        if scalar < 0x100 {
            let byte = bytes[Int(scalar)]
            return byte == 0xFFFF ? nil : UInt8(byte)
        }
        for other in others where UInt32(other.scalar) == scalar { return other.byte }
        return nil
    }
}
