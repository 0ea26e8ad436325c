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

    /// Whether all bytes are what a kind of value asks for.
    @inline(__always)
    static func areAll(_ kind: ISO8583ValueKind, _ bytes: Span<UInt8>, from start: Int, table: [UInt8]) -> Bool {
        let required = required(kind)
        if required == digit { return areDigits(bytes, from: start) }
        var common: UInt8 = 0xFF
        for index in start..<bytes.count { common &= table[Int(bytes[index])] }
        return common & required != 0
    }

    /// Looks at digits eight at a time: what is left of one without 30 is less than 10, so that adding 6 stays below 16.
    private static func areDigits(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        while bytes.count - index >= 8 {
            let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x3030_3030_3030_3030
            guard (word | word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return false }
            index += 8
        }
        while index < bytes.count {
            guard bytes[index] &- 0x30 <= 9 else { return false }
            index += 1
        }
        return true
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
