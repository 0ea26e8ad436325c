import Canonical
import Testing

@testable import Mapping

@Suite struct FittingTests {
    private func fitted(_ shape: TextShape, _ fit: CheckedFit) -> CheckedMapping {
        checked(put("x", .of(.fitted(.field("x"), shape, fit), .any), .any))
    }

    private func fit(_ length: CheckedFit.Length, _ characters: CheckedFit.Characters = .fits) -> CheckedFit {
        CheckedFit(length: length, characters: characters, refusesOthers: false)
    }

    @Test func `a cut keeps whole characters, and is reported only where it cuts`() throws {
        let mapping = fitted(TextShape(lengthMax: 3), fit(.cut))
        var findings = Findings()
        #expect(try run(mapping, #"{"x": "äöü"}"#, findings: &findings) == #"{"x":"äöü"}"#)
        #expect(findings.isEmpty)
        #expect(try run(mapping, #"{"x": "äöüß"}"#, findings: &findings) == #"{"x":"äöü"}"#)
        #expect(
            findings.all == [
                Finding(
                    .warning,
                    "loss.cut",
                    at: Place(path: "/x"),
                    "The value was longer than the target and lost its end."
                )
            ]
        )
    }

    @Test func `refusing, splitting and overflowing`() throws {
        let shape = TextShape(lengthMax: 5)
        #expect(faultCode(fitted(shape, fit(.refuse)), #"{"x": "123456"}"#) == "mapping.too-long /x")
        #expect(try run(fitted(shape, fit(.split)), #"{"x": "ab cd efghijk l"}"#) == #"{"x":["ab cd","efghi","jk l"]}"#)
        let overflow = checked(
            put("x", .of(.fitted(.field("x"), shape, fit(.overflow(variable: 3))))),
            put("rest", .variable(3, .text))
        )
        #expect(try run(overflow, #"{"x": "12345678"}"#) == #"{"x":"12345","rest":"678"}"#)
        #expect(try run(overflow, #"{"x": "12345"}"#) == #"{"x":"12345"}"#)
    }

    @Test func `characters outside the set are refused or replaced`() throws {
        let shape = TextShape(characters: "x")
        #expect(faultCode(fitted(shape, fit(.fits, .refuse)), #"{"x": "a#b"}"#) == "mapping.characters /x")
        var findings = Findings()
        #expect(
            try run(fitted(shape, fit(.fits, .replace("."))), #"{"x": "a#ß"}"#, findings: &findings) == #"{"x":"a.."}"#
        )
        #expect(findings.all.map(\.code) == ["loss.transliterated"])
    }

    @Test(arguments: [
        (TextShape(lengthMax: 3), #""äöü""#, true), (TextShape(lengthMax: 3), #""abcd""#, false),
        (TextShape(lengthMin: 2), #""ä""#, false), (TextShape(lengthMin: 1), #""""#, false),
        (TextShape(codes: ["A", "LONG CODE OF MORE"]), #""A""#, true), (TextShape(codes: ["A"]), #""a""#, false),
        (TextShape(codes: ["A", "LONG CODE OF MORE"]), #""LONG CODE OF MORE""#, true),
        (TextShape(pattern: "[A-Z]{2,3}"), #""AB""#, true), (TextShape(pattern: "[A-Z]{2,3}"), #""ABCD""#, false),
        (TextShape(pattern: "^(?:[A-Z]+)$"), #""ABCD""#, true), (TextShape(characters: "n"), #""12,5""#, true),
        (TextShape(characters: "n"), #""1A""#, false), (TextShape(.decimal), #""-1.50""#, true),
        (TextShape(.decimal), #""1,5""#, false), (TextShape(.decimal), "1.5", true), (TextShape(), "true", false),
        (TextShape(.date), #""2024-02-29""#, true), (TextShape(.date), #""2023-02-29""#, false),
        (TextShape(.date), #""2024-02-29+01:00""#, true), (TextShape(), "null", false), (TextShape(), "[]", false),
        (TextShape(), "{}", false),
    ])
    func `what is written is checked once more`(shape: TextShape, value: String, fits: Bool) {
        let mapping = checked(put("y", .field("x", .any), .text(shape)))
        #expect(faultCode(mapping, "{\"x\": \(value)}") == (fits ? nil : "mapping.source-invalid /x"))
    }

    @Test func `other kinds are checked too, and what was worked out is the target's`() {
        let integer = DocumentShape.number(isInteger: true)
        #expect(faultCode(checked(put("y", .field("x"), integer)), #"{"x": 12.0}"#) == nil)
        #expect(faultCode(checked(put("y", .field("x"), integer)), #"{"x": 12.5}"#) == "mapping.source-invalid /x")
        #expect(faultCode(checked(put("y", .field("x"), .boolean)), #"{"x": true}"#) == nil)
        #expect(faultCode(checked(put("y", .field("x"), .choice([.null, .boolean]))), #"{"x": null}"#) == nil)
        let joined = CheckedExpression.field("x").calculated(.joined, .field("x"))
        let short = DocumentShape.text(TextShape(lengthMax: 3))
        #expect(faultCode(checked(put("y", joined, short)), #"{"x": "12"}"#) == "mapping.target-invalid /y")
    }

    @Test func `an object that the type promises and the message lacks breaks it`() {
        let shape = DocumentShape.object([DocumentMember("a", .text)], isOpen: false)
        let mapping = checked(put("y", .field("o", shape).at("a")))
        #expect(faultCode(mapping, #"{"o": "text"}"#) == "mapping.source-invalid /o")
        #expect(faultCode(mapping, #"{"o": null}"#) == "mapping.target-empty ")
    }
}
