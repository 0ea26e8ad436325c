extension IdentifierKind {
    /// Currency.
    package static let currency = IdentifierKind("currency", "Currency, by letters or digits (ISO 4217).") {
        text throws(IdentifierReason) in
        try text.expectLength(3)
        guard let currency = Currency(code: text.text) ?? Currency(numericCode: text.text) else {
            throw .part("code", "There is no such currency.")
        }
        return IdentifierReading(
            normalForm: currency.code,
            parts: [
                IdentifierPart("numericCode", currency.numericCode),
                IdentifierPart("minorUnits", currency.minorUnits.map { String($0) } ?? "none"),
            ]
        )
    }

    /// Country.
    package static let country = IdentifierKind(
        "country",
        "Country, by two letters, three letters or digits (ISO 3166-1)."
    ) {
        text throws(IdentifierReason) in
        try text.expectLength(2, 3)
        guard let country = Country(anyCode: text.text) else { throw .part("code", "There is no such country.") }
        return IdentifierReading(
            normalForm: country.code,
            parts: [IdentifierPart("alpha3", country.alpha3), IdentifierPart("numericCode", country.numericCode)]
        )
    }
}
