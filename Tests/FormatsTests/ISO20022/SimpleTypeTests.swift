import Testing

@testable import Formats

@Suite("Simple types of XML Schema")
struct SimpleTypeTests {
    private func isValid(_ text: String, _ base: SimpleType.Base, _ change: (inout SimpleType) -> Void = { _ in })
        -> Bool
    {
        var type = SimpleType(name: "T", base: base)
        change(&type)
        return CompiledSimpleType(type).violations(Array(text.utf8).span).isEmpty
    }

    @Test(arguments: [
        "1.", ".5", "+1.5", "-1.5", "01", "-0", " 1 ", "123456789012345678901234", "0000000000000000000000000000001",
        "0.000000000000000000000001",
    ])
    func `a decimal is taken`(text: String) {
        #expect(isValid(text, .decimal))
    }

    @Test(arguments: ["", ".", "+", "-.", "1e3", "1.5.2", "1 1", "1234567890123456789012345", "+ 1", "1,5"])
    func `no decimal is refused`(text: String) {
        #expect(!isValid(text, .decimal))
    }

    @Test(arguments: [
        ("1.500", true), ("1.501", false), ("0.05", true), ("00012345.00", false), ("1234.5", true), ("12345", false),
        ("0.00", true),
    ])
    func `digits are counted without zeros that mean nothing`(text: String, fits: Bool) {
        let seen = isValid(text, .decimal) {
            $0.totalDigits = text.hasPrefix("000") ? 4 : 5
            $0.fractionDigits = 2
            if text == "12345" { $0.totalDigits = 4 }
        }
        #expect(seen == fits)
    }

    @Test(arguments: [
        "2020-01-01", "2020-02-29", "-0001-01-01", "12020-01-01", "2020-01-01Z", "2020-01-01+14:00", "2000-02-29",
    ])
    func `a date is taken`(text: String) {
        #expect(isValid(text, .date))
    }

    @Test(arguments: [
        "2020-02-30", "1900-02-29", "0000-01-01", "02020-01-01", "2020-01-01+14:01", "2020-1-1", " 2020-01-01",
        "20200101", "",
        "99999999999999999999-01-01", "2020-01-01T00:00:00",
    ])
    func `no date is refused`(text: String) {
        #expect(!isValid(text, .date))
    }

    @Test(arguments: ["2020-01-01T24:00:00", "2020-01-01T23:59:59.999+01:00", "2020-01-01T00:00:00Z "])
    func `a date and time is taken`(text: String) {
        #expect(isValid(text, .dateTime))
    }

    @Test(arguments: [
        "2020-01-01T24:00:01", "2020-01-01T23:59:60", "2020-01-01T10:00", "2020-01-01T10:00:00.",
        "2020-01-01T00:00:00 ",
    ])
    func `no date and time is refused`(text: String) {
        #expect(!isValid(text, .dateTime))
    }

    @Test func `lengths are those of characters, or of octets`() {
        #expect(isValid("äöü", .string) { $0.lengthMax = 3 })
        #expect(!isValid("äöüß", .string) { $0.lengthMax = 3 })
        #expect(isValid("AAAA", .base64Binary) { $0.lengthMax = 3 })
        #expect(!isValid("AAAAAA==", .base64Binary) { $0.lengthMax = 3 })
        #expect(!isValid("AB==", .base64Binary))
    }

    @Test func `codes are compared as a whole, short or long`() {
        let codes = ["AB", "ABCDEFGHIJ", "ABCDEFGH"]
        for code in codes { #expect(isValid(code, .string) { $0.enumeration = codes }) }
        for text in ["A", "ABC", "ABCDEFGHI", "", "ab"] { #expect(!isValid(text, .string) { $0.enumeration = codes }) }
    }
}
