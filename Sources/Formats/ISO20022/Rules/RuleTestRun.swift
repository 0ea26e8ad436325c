import ReferenceData

/// Tests of one value.
enum RuleTestRun {
    /// Whether a value passes a test.
    static func passes(_ text: ArraySlice<UInt8>, _ test: RuleTest) -> Bool {
        switch test {
        case .oneOf(let words): words.contains(Array(text))
        case .noneOf(let words): !words.contains(Array(text))
        case .matches(let pattern): pattern.matches(text.span)
        case .begins(let count, let pattern): pattern.matches(beginning(text, count).span)
        case .lengthMax(let count): DocumentQuery.characters(text) <= count
        case .valid(let identifier): isValid(String(decoding: text, as: UTF8.self), identifier)
        case .countryOfBIC(let countries): text.count >= 6 && countries.contains(Array(text.dropFirst(4).prefix(2)))
        }
    }

    /// The first characters of a text.
    private static func beginning(_ text: ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
        var characters = 0
        for index in text.indices where text[index] & 0xC0 != 0x80 {
            if characters == count { return text[..<index] }
            characters += 1
        }
        return text
    }

    private static func isValid(_ text: String, _ identifier: RuleIdentifier) -> Bool {
        switch identifier {
        case .bic: BIC.check(text) == nil
        case .iban: IBAN.check(text) == nil
        case .lei: LegalEntityCode.isValid(text)
        case .country: Country(code: text) != nil
        case .currency: Currency(code: text) != nil
        }
    }
}

/// Legal entity identifiers (ISO 17442): 18 letters and digits and two check digits (ISO 7064, MOD 97-10).
enum LegalEntityCode {
    /// Whether a text is one by its form and check digits; whether it is assigned is for the register to say.
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count == 20 else { return false }
        var remainder = 0
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39: remainder = (remainder * 10 + Int(bytes[index] - 0x30)) % 97
            case 0x41...0x5A where index < 18: remainder = (remainder * 100 + Int(bytes[index] - 0x41) + 10) % 97
            default: return false
            }
        }
        return remainder == 1
    }
}
