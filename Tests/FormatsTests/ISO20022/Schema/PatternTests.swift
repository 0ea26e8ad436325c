import Conformance
import Testing

@testable import Formats

/// XML Schema part 2, appendix F.
@Suite struct PatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String
        let matching: [String]
        let others: [String]
        var testDescription: String { pattern }

        init(_ pattern: String, _ matching: [String], not others: [String]) {
            self.pattern = pattern
            self.matching = matching
            self.others = others
        }
    }

    static let iso20022: [Case] = [
        Case("[A-Z]{3,3}", ["EUR"], not: ["", "EU", "EURO", "eur"]),
        Case(
            "[A-Z0-9]{4,4}[A-Z]{2,2}[A-Z0-9]{2,2}([A-Z0-9]{3,3}){0,1}",
            ["NORDDEFF", "NORDDEFFXXX"],
            not: ["NORDDEFFX", "NORDDEFFXX", "NORD1EFF", "NORDDEFFXXXX"]
        ),
        Case("\\+[0-9]{1,3}-[0-9()+\\-]{1,30}", ["+49-(0)30-1", "+1--"], not: ["49-1", "+49-", "+1234-1", "+49-a"]),
        Case(
            "[A-Z]{2,2}[0-9]{2,2}[a-zA-Z0-9]{1,30}",
            ["DE00a", "XX99" + String(repeating: "z", count: 30)],
            not: ["DE00", "XX99" + String(repeating: "z", count: 31)]
        ),
        Case("[\\+]{0,1}[0-9]{1,15}", ["1", "+123456789012345"], not: ["+", "++1", "1234567890123456"]),
        Case("[A-Z]{2,2}[B-DF-HJ-NP-TV-XZ0-9]{7,7}[0-9]{1,1}", ["DEBCDFGH01"], not: ["DEABCDFG01"]),
        Case("([0-9A-F][0-9A-F]){32}", [String(repeating: "0F", count: 32)], not: [String(repeating: "0F", count: 31)]),
        Case("[BEOVW]{1,1}[0-9]{2,2}|DUM", ["B01", "DUM"], not: ["A01", "DU", "B0"]),
        Case(".*Z", ["Z", "12Z", "ZZ", "ä€Z"], not: ["", "Za", "1\nZ"]),
        Case(
            "[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}",
            ["01234567-89ab-4def-8123-0123456789ab"],
            not: ["01234567-89ab-5def-8123-0123456789ab", "01234567-89AB-4def-8123-0123456789ab"]
        ),
    ]

    static let constructs: [Case] = [
        Case("", [""], not: ["a"]),
        Case("a?b*c+", ["c", "abbcc"], not: ["", "ab", "aac"]),
        Case("(ab|c){2}", ["abab", "abc", "cc"], not: ["ab", "ccc"]),
        Case("(a|b)*abb", ["abb", "babaabb"], not: ["ab", "abba"]),
        Case("a{2,}", ["aa", "aaaaa"], not: ["a", ""]),
        Case("a{0,2}", ["", "a", "aa"], not: ["aaa"]),
        Case("(a?){3}", ["", "a", "aaa"], not: ["aaaa"]),
        Case("a||b", ["a", "", "b"], not: ["ab"]),
        Case("^a$", ["^a$"], not: ["a"]),
        Case("[^a-c]", ["d", "ä", "€", "😀"], not: ["a", "c", "", "dd"]),
        Case("[a-z-[aeiou]]+", ["xyz"], not: ["xaz", ""]),
        Case("[a-z-[b-y-[m]]]+", ["amz"], not: ["b"]),
        Case("[-a]+", ["-a"], not: ["b"]),
        Case("[a-]+", ["-a"], not: ["b"]),
        Case("[\\-\\]\\[\\^]+", ["-]["], not: ["a"]),
        Case("\\d{2}", ["12", "٣٤"], not: ["1", "1a"]),
        Case("\\D", ["a"], not: ["1"]),
        Case(
            "\\w{1,140}",
            ["aÄ字1", String(repeating: "字", count: 140)],
            not: ["a b", ".", String(repeating: "字", count: 141)]
        ),
        Case("\\s\\S", [" a", "\ta"], not: ["aa", "  "]),
        Case("\\i\\c*", ["a-b.c", "_:", "字1"], not: ["-a", "1a"]),
        Case("\\p{Lu}\\p{Ll}+", ["Äb", "Abc"], not: ["ab", "AB"]),
        Case("\\p{L}\\P{L}", ["a1"], not: ["aa", "11"]),
        Case("[\\p{IsBasicLatin}-[\\s]]*", ["abc"], not: ["a b", "ä"]),
        Case("\\p{IsCJKUnifiedIdeographs}{2}", ["汉字"], not: ["汉", "ab"]),
        Case("\\.\\\\\\?\\*\\+\\(\\)\\{\\}\\|\\n\\r\\t", [".\\?*+(){}|\n\r\t"], not: ["."]),
        Case("[é-ü]", ["é", "ö", "ü"], not: ["e", "ý"]),
        Case("(((a)))", ["a"], not: ["aa"]),
    ]

    private func matches(_ text: String, _ pattern: Pattern) -> Bool { pattern.matches(text.utf8.span) }

    @Test(arguments: iso20022 + constructs)
    func `a pattern takes the whole text or refuses it`(_ example: Case) throws {
        let pattern = try Pattern(example.pattern)
        for text in example.matching { #expect(matches(text, pattern), "should match: \(text)") }
        for text in example.others { #expect(!matches(text, pattern), "should not match: \(text)") }
    }

    @Test(arguments: [
        "(", ")", "a)", "[", "[]", "[a", "[b-a]", "*", "a**", "a{", "a{2", "a{2,1}", "a{x}", "\\", "\\y", "[\\y]",
        "\\p{Xx}",
        "\\p{IsNowhere}", "\\pL", "a]", "a}", "[a-\\d]", "a{99999999999999999999}", "[a[b]]",
    ])
    func `what is no pattern is refused with its place`(_ pattern: String) {
        #expect(throws: PatternDefect.self) { try Pattern(pattern) }
    }

    @Test(arguments: [
        "(a{100}){1000}", "((((){9999}){9999}){9999}){9999}", "(a?){10000}", "(a|b)*a(a|b){20}",
        String(repeating: "(", count: 100) + String(repeating: ")", count: 100), String(repeating: "a", count: 5_000),
    ])
    func `a pattern that would need too much is refused`(_ pattern: String) {
        #expect(throws: PatternDefect.self) { try Pattern(pattern) }
    }

    @Test func `random patterns neither crash nor hang`() {
        var generator = SeededGenerator(seed: 20_022)
        let alphabet = Array("ab[]()-^|?*+{},12\\dwp.".utf8)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let bytes = (0..<count).map { _ in generator.pick(alphabet) }
            // Whether it is a pattern is of no matter here.
            let pattern = try? Pattern(String(decoding: bytes, as: UTF8.self))
            _ = pattern?.matches("ab12".utf8.span)
        }
    }

    @Test func `malformed text is not read beyond its end`() throws {
        let pattern = try Pattern(".*")
        for bytes: [UInt8] in [[0xF0], [0xE4, 0xB8], [0xC3], [0x80], [0xFF, 0x41]] { _ = pattern.matches(bytes.span) }
    }
}
