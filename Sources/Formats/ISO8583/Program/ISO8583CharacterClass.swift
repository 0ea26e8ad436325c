/// What the characters of a value may be: classes by byte, so that a value is checked with one look-up a byte.
enum ISO8583CharacterClass {
    static let digit: UInt8 = 1
    static let letterOrBlank: UInt8 = 2
    static let letterDigitOrBlank: UInt8 = 4
    static let printable: UInt8 = 8

    /// The classes that each byte of UTF-8 belongs to; none for control characters and parts of other characters.
    static let table: [UInt8] = (0...255)
        .map { (byte: UInt8) -> UInt8 in
            switch byte {
            case 0x30...0x39: digit | letterDigitOrBlank | printable
            case 0x41...0x5A, 0x61...0x7A, 0x20: letterOrBlank | letterDigitOrBlank | printable
            case 0x21...0x7E: printable
            default: 0
            }
        }

    /// The classes that all bytes belong to.
    @inline(__always)
    static func common(_ bytes: Span<UInt8>, from start: Int, table: [UInt8]) -> UInt8 {
        var common: UInt8 = 0xFF
        for index in start..<bytes.count { common &= table[Int(bytes[index])] }
        return common
    }

    /// The class that a kind of value asks for; 0 for bytes.
    static func required(_ kind: ISO8583ValueKind) -> UInt8 {
        switch kind {
        case .digits, .signedDigits: digit
        case .letters: letterOrBlank
        case .lettersAndDigits: letterDigitOrBlank
        case .text, .track: printable
        case .bytes: 0
        }
    }
}
