import Canonical
import Testing

@testable import Formats

/// Regular expressions of schemas, of both kinds: no pattern and no text takes them long, or much memory.
@Suite struct PatternBoundsTests {
    private static let exploding = ["(a|aa)*b", "(a+)+b", "(a*)*b", "(a|a)*b", "(.*a){20}b", "((a?){50}a{50})*b"]
    private static let long = Array(String(repeating: "a", count: 20_000).utf8)

    @Test(arguments: exploding)
    func `a pattern of XML Schema takes as many steps as the text has characters`(pattern: String) throws {
        guard let compiled = try? Pattern(pattern) else { return }  // refused for its size is one of the two answers
        let isMatched = compiled.matches(Self.long.span)
        #expect(!isMatched)
    }

    @Test(arguments: exploding)
    func `a pattern of ECMA 262 is decided or given up`(pattern: String) throws {
        var steps = Int.max
        let match = try ECMAPattern("^(\(pattern))$").isMatched(by: Self.long.span, stepsLeft: &steps)
        #expect(match != .yes)
        #expect(Int.max - steps <= 2 * ECMAPattern.stepsMax)
    }

    @Test(arguments: [
        "a{1,100000}", "a{1,100000}{1,100000}", "(a{1,100000}){1,100000}", "(a{1,9999}){1,9999}", "(a{9999}){9999}",
        "((a{99}){99}){99}", "(((a?){99}){99}){99}", "(a|b)*a(a|b){9999}", "(a|b|c|d)*a(a|b|c|d){2000}",
        "((((){9999}){9999}){9999}){9999}", "(a*){9999}", "(a?b?c?d?){0,2000}",
    ])
    func `a pattern that is too large is refused when it is loaded`(pattern: String) throws {
        #expect(throws: PatternDefect.self) { try Pattern(pattern) }
    }

    @Test(arguments: [
        "a{1,100000}", "a{1,100000}{1,100000}", "(a{1,100000}){1,100000}", "(a{1,9999}){1,9999}", "(a{9999}){9999}",
        "((a{99}){99}){99}", "(((a?){99}){99}){99}", "((a|b){9999}){9}", "[a-\u{0}]", "(a{0,9999}){0,9}",
    ])
    func `a pattern of ECMA 262 that is too large is refused when it is loaded`(pattern: String) {
        #expect(throws: ECMAPatternError.self) { try ECMAPattern(pattern) }
    }

    @Test func `many long texts under a pattern of many steps are given up together`() throws {
        let schema = try JSONSchema(["items": ["pattern": "^(a{0,2000}){0,4}$"]])
        let text = DocumentValue.text(String(repeating: "a", count: 2_000) + "b")
        var findings = Findings()
        #expect(!schema.validate(Document(.list([DocumentValue](repeating: text, count: 20))), into: &findings))
        #expect(findings.all.count == 20)
    }

    @Test func `names are checked within the bounds of the document`() throws {
        let doubling: DocumentValue = ["anyOf": [["$ref": "#/$defs/a"], ["$ref": "#/$defs/a"]]]
        let schema = try JSONSchema(["propertyNames": ["$ref": "#/$defs/a"], "$defs": ["a": doubling]])
        var object = DocumentObject()
        for number in 0..<1_000 { object["\(number)"] = .null }
        var findings = Findings()
        #expect(!schema.validate(Document(.object(object)), into: &findings))
        #expect(findings.all.map(\.code) == ["json-schema.limit"])
    }
}
