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
