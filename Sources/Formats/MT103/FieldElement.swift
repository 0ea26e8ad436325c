/// One step of a field's format in SWIFT's notation; a field's format is a list of them.
indirect enum FieldElement: Sendable {
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
enum FieldCharacters: UInt8, Sendable {
    /// Digits.
    case n = 1
    /// Capital letters.
    case a = 2
    /// Capital letters and digits.
    case c = 4
    /// Letters, digits, `/ - ? : ( ) . , ' +` and space.
    case x = 8
    /// x and `= ! " % & * < > ; { @ # _`.
    case z = 16

    /// For each byte the sets that it is in, as bits.
    private static let table: [UInt8] = (0...255)
        .map { byte in
            var bits: UInt8 = 0
            let isDigit = (0x30...0x39).contains(byte)
            let isCapital = (0x41...0x5A).contains(byte)
            if isDigit { bits |= n.rawValue | c.rawValue }
            if isCapital { bits |= a.rawValue | c.rawValue }
            let isInX = isDigit || isCapital || (0x61...0x7A).contains(byte) || "/-?:().,'+ ".utf8.contains(UInt8(byte))
            if isInX { bits |= x.rawValue | z.rawValue }
            if "=!\"%&*<>;{@#_".utf8.contains(UInt8(byte)) { bits |= z.rawValue }
            return bits
        }

    func contains(_ byte: UInt8) -> Bool {
        Self.table[Int(byte)] & rawValue != 0
    }
}
