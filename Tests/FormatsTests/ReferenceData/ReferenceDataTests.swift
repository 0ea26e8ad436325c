import Canonical
import ReferenceData
import Testing

/// Tables and check digits.
@Suite struct ReferenceDataTests {
    @Test(arguments: [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("HUF", 2), ("XCG", 2)])
    func `currencies have the decimals of ISO 4217`(code: String, units: Int) {
        #expect(Currency(code: code)?.minorUnits == units)
    }

    @Test func `metals have no minor unit and unknown codes are none`() {
        #expect(Currency(code: "XAU") != nil && Currency(code: "XAU")?.minorUnits == nil)
        for code in ["", "EU", "EURO", "eur", "ZZZ", "E€R", "123"] { #expect(Currency(code: code) == nil) }
        #expect(Currency.codes.count == 184 && Currency.codes.allSatisfy { Currency(code: $0) != nil })
    }

    @Test func `countries are those of ISO 3166`() {
        #expect(Country.codes.count == 249 && Country.codes.allSatisfy { Country(code: $0) != nil })
        for code in ["", "D", "de", "XK", "XX", "DEU"] { #expect(Country(code: code) == nil) }
    }

    @Test(
        arguments: [
            ("DE89370400440532013000", nil), ("GB33BUKB20201555555555", nil), ("DE89370400440532013001", .checkDigits),
            ("DE8937040044053201300", .length), ("XX89370400440532013000", .country), ("US123456789", .country),
            ("DE89 3704 0044 0532 0130 00", .characters), ("de89370400440532013000", .characters), ("", .characters),
            ("DEX9370400440532013000", .characters), ("DEÜ", .characters),
        ] as [(String, IBAN.Defect?)]
    )
    func `IBANs are checked by characters, country, length and digits`(text: String, defect: IBAN.Defect?) {
        #expect(IBAN.check(text) == defect)
    }

    @Test(
        arguments: [
            ("DEMOGB2L", nil), ("DEMOGB2LXXX", nil), ("1234DE00", nil), ("DEMOXKPR", nil), ("DEMOGB2", .length),
            ("DEMOGB2LXX", .length), ("DEMO1B2L", .characters), ("demogb2l", .characters), ("DEMOXX2L", .country),
            ("NOTPROVIDED", .country),
        ] as [(String, BIC.Defect?)]
    )
    func `BICs are checked by structure and country`(text: String, defect: BIC.Defect?) {
        #expect(BIC.check(text) == defect)
    }

    @Test(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
    func `identifiers of public test sets are told apart`() throws {
        let ibans = try DocumentValue(json: try Corpora.bytes("schwifty-iban/iban.json"))
        // Senegal's numbers are not in the registry.
        for entry in ibans["valid"]?.items ?? [] where entry["note"] != "Senegal" {
            #expect(IBAN.check((entry["value"]?.text ?? "").replacing(" ", with: "")) == nil, "\(entry)")
        }
        for entry in ibans["invalid"]?.items ?? [] {
            #expect(IBAN.check((entry["value"]?.text ?? "").replacing(" ", with: "")) != nil, "\(entry)")
        }
        let bics = try DocumentValue(json: try Corpora.bytes("stdnum-identifiers/bic.json"))
        for entry in bics["valid"]?.items ?? [] { #expect(BIC.check(entry["value"]?.text ?? "") == nil, "\(entry)") }
    }
}
