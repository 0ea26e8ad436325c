import Conformance
import Testing

@testable import Formats

/// The automaton for the patterns of schemas.
@Suite struct ECMAPatternTests {
    private func match(_ pattern: String, _ text: String) throws -> ECMAPattern.Match {
        var steps = Int.max
        return try ECMAPattern(pattern).isMatched(by: Array(text.utf8).span, stepsLeft: &steps)
    }

    @Test(arguments: [
        ("a+", "xxaayy"), ("^a*$", ""), ("^a*$", "aaa"), ("^(ab|cd)+$", "abcdab"), ("^[A-Z]{6,6}[A-Z2-9]", "DEMODEFF"),
        ("^\\d{1,3}(\\.\\d{2})?$", "12.50"), ("^[^\\s]+$", "abc"), ("\\bword\\b", "a word here"), ("^.$", "😀"),
        ("^\\u4e2d$", "中"), ("^\\u{1F600}$", "😀"), ("^\\ud83d\\ude00$", "😀"), ("^\\p{Lu}\\p{Ll}+$", "Élan"),
        ("^\\p{Letter}+$", "日本"), ("^[\\p{L}\\d -]+$", "Ä 1-b"), ("^(?:a|b|)c$", "c"), ("^(a*)*b$", "aaab"),
        ("^[a-z-]+$", "a-b"), ("^[\\-+.,'/?:() ]+$", "(+)-"), ("a{0}b", "b"), ("^a{2,}$", "aaaa"),
        ("^\\P{Nd}+$", "abc"), ("(?<year>\\d{4})-", "2026-11"), ("^[\\x41-\\x43]$", "B"), ("^\\cJ$", "\n"), ("", "x"),
        ("^[^]$", "x"), ("foo$", "xfoo"), ("a.*?c", "abbc"), ("^\\S{1,35}$", "12345678901234567890123456789012345"),
    ])
    func `a text that fits is matched`(pattern: String, text: String) throws {
        #expect(try match(pattern, text) == .yes)
    }

    @Test(arguments: [
        ("^a*$", "aab"), ("a+", "bbb"), ("^[A-Z]{3}$", "AB"), ("^[A-Z]{3}$", "ABCD"), ("^.$", "\n"),
        ("\\bword\\b", "sword"),
        ("^\\d+$", "١٢"), ("^\\w$", "é"), ("^\\p{Lu}$", "a"), ("[]", "x"), ("^(a|b){2,3}$", "aaaa"), ("\\Bx", "x"),
        ("^$", "a"), ("^[^a-c]+$", "xbx"), ("a^b", "ab"), ("^\\P{Nd}+$", "a1"), ("^[^\\P{Lu}]$", "a"),
    ])
    func `a text that does not fit is not matched`(pattern: String, text: String) throws {
        #expect(try match(pattern, text) == .no)
    }

    @Test(arguments: [
        "(", ")", "[a", "a{2", "a{3,2}", "*a", "a**", "\\", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(a)\\1", "\\k<n>",
        "\\p{Script=Greek}", "\\p{Nonsense}", "\\q", "[z-a]", "[\\d-x]", "a{99999}", "(a{1000}){1000}", "(?i)a",
        "\\u12",
        "\\u{110000}", "{2}", "a]", "^*", String(repeating: "(", count: 100) + String(repeating: ")", count: 100),
    ])
    func `what cannot be used is refused when it is loaded`(pattern: String) {
        #expect(throws: ECMAPatternError.self) { try ECMAPattern(pattern) }
    }

    @Test func `patterns that explode elsewhere are decided in one pass`() throws {
        #expect(try match("^(a+)+$", String(repeating: "a", count: 5_000) + "b") == .no)
        #expect(try match("^(a|a)*$", String(repeating: "a", count: 5_000) + "b") == .no)
        #expect(try match("^(a{0,2000}){0,4}$", String(repeating: "a", count: 20_000) + "b") == .tooMuchWork)
    }

    @Test func `random patterns are compiled or refused, and random texts matched or not`() {
        var random = SeededGenerator(seed: 23)
        let pieces = [
            "a", "b", "(", ")", "[", "]", "*", "+", "?", "{1,3}", "|", "^", "$", "\\d", "\\", ".", "-", "(?:", "é",
        ]
        for _ in 0..<5_000 {
            let text = (0..<8).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
            guard let pattern = try? ECMAPattern(text) else { continue }  // refused is one of the two answers
            var steps = Int.max
            _ = pattern.isMatched(by: Array("ab1é-ba".utf8).span, stepsLeft: &steps)
        }
    }
}
