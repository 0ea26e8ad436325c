/// One step of a field's format in SWIFT's notation; a field's format is a list of them.
enum FieldElement: Sendable {
    /// Between `min` and `max` characters of a set, as many as there are.
    case run(FieldCharacters, Int, Int, FieldPart)
    /// This character and no other.
    case literal(UInt8)
    /// The elements, if the first of them (a literal) is there.
    case optional([FieldElement])
    /// `15d`: digits with exactly one comma after the first digit, at most that many characters.
    case amount(Int, FieldPart)
    /// `[/1!a][/34x]` and its line end; left out if the line does not begin with a slash.
    case partyIdentifier
    /// `[/34x]` and its line end, or `/34x` alone.
    case account
    /// `4!a2!a2!c[3!c]`, the first four being letters or digits (ISO 9362:2014).
    case bic
    /// `n*w x`: at least `min` and at most `max` lines of at most `width` characters.
    case lines(FieldCharacters, Int, Int, Int, FieldPart)
    /// `n*(1!n/33x)`: lines of names and addresses that begin with a number.
    case numberedLines(Int)
    /// `35x` or `/34x`: the first line of field 50F, an account or a code, a country and an identifier.
    case identifierLine

    static func exactly(_ count: Int, _ characters: FieldCharacters, _ part: FieldPart) -> FieldElement {
        .run(characters, count, count, part)
    }

    static func upTo(_ count: Int, _ characters: FieldCharacters, _ part: FieldPart) -> FieldElement {
        .run(characters, 1, count, part)
    }
}

/// What a component of a field is.
enum FieldPart: UInt8, Sendable {
    case value
    case code
    case time
    case sign
    case offset
    case date
    case currency
    case amount
    case partyCode
    case party
    case bic
    case line
}

/// The character sets of SWIFT fields (SWIFT User Handbook, General Information, character sets).
enum FieldCharacters: Sendable {
    /// Digits.
    case n
    /// Capital letters.
    case a
    /// Capital letters and digits.
    case c
    /// Letters, digits, `/ - ? : ( ) . , ' +` and space.
    case x
    /// x and `= ! " % & * < > ; { @ # _`.
    case z

    /// One bit for each ASCII character of the set: 0 to 63, and 64 to 127.
    ///
    /// They are constants in code, because look-ups are many and a global would be checked for being made each time.
    private var bits: (low: UInt64, high: UInt64) {
        switch self {
        case .n: (0x03FF_0000_0000_0000, 0x0000_0000_0000_0000)
        case .a: (0x0000_0000_0000_0000, 0x0000_0000_07FF_FFFE)
        case .c: (0x03FF_0000_0000_0000, 0x0000_0000_07FF_FFFE)
        case .x: (0x87FF_FB81_0000_0000, 0x07FF_FFFE_07FF_FFFE)
        case .z: (0xFFFF_FFEF_0000_0000, 0x0FFF_FFFE_87FF_FFFF)
        }
    }

    func contains(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        let (low, high) = bits
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 1
    }
}
