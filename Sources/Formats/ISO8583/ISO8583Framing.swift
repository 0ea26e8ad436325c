/// How the messages of an input are told apart.
enum ISO8583Framing: Sendable, Hashable {
    /// One follows the other; each ends where its last field ends.
    case none
    /// Each is followed by LF or CR LF.
    case line
    /// A length stands in front of each.
    case length(Length)

    struct Length: Sendable, Hashable {
        enum Encoding: String, Sendable, CaseIterable {
            case binary
            case ascii
            case bcd
            case hex
            case ebcdic
        }

        var encoding: Encoding
        /// How many bytes the length takes.
        var size: Int
        /// Whether it counts its own bytes too.
        var countsItself = false
    }

    /// Reads `none`, `line` or an encoding and a number of bytes such as `binary2`; nil for anything else.
    init?(_ text: String) {
        switch text {
        case "none": self = .none
        case "line": self = .line
        default:
            guard let encoding = Length.Encoding.allCases.first(where: { text.hasPrefix($0.rawValue) }),
                let size = Int(text.dropFirst(encoding.rawValue.utf8.count)), (1...8).contains(size)
            else { return nil }
            self = .length(Length(encoding: encoding, size: size))
        }
    }
}

extension ISO8583Framing.Length {
    /// The length at the beginning of a window that holds it; nil if its bytes tell none.
    func read(_ window: Span<UInt8>) -> Int? {
        var value = 0
        for index in 0..<size {
            let byte = window[index]
            let (factor, digit): (Int, Int)
            switch encoding {
            case .binary: (factor, digit) = (256, Int(byte))
            case .ascii: (factor, digit) = (10, Int(byte) - 0x30)
            case .ebcdic: (factor, digit) = (10, Int(byte) - 0xF0)
            case .bcd: (factor, digit) = (100, byte & 0xF > 9 ? -1 : Int(byte >> 4) * 10 + Int(byte & 0xF))
            case .hex: (factor, digit) = (16, ISO8583Digits.hexValue(byte).map(Int.init) ?? -1)
            }
            guard digit >= 0, digit < factor else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: factor)
            guard !overflow, product <= Int.max - digit else { return nil }
            value = product + digit
        }
        return value
    }

    /// The bytes of a length; nil if it is too great for them.
    func bytes(_ length: Int) -> [UInt8]? {
        var rest = length
        var bytes: [UInt8] = []
        for _ in 0..<size {
            switch encoding {
            case .binary:
                bytes.append(UInt8(rest % 256))
                rest /= 256
            case .ascii, .ebcdic:
                bytes.append(UInt8(rest % 10) + (encoding == .ascii ? 0x30 : 0xF0))
                rest /= 10
            case .bcd:
                bytes.append(UInt8(rest / 10 % 10) << 4 | UInt8(rest % 10))
                rest /= 100
            case .hex:
                bytes.append(ISO8583Digits.hexDigit(UInt8(rest % 16)))
                rest /= 16
            }
        }
        return rest == 0 ? bytes.reversed() : nil
    }
}
