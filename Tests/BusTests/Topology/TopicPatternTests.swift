import Canonical
import Testing

@Suite("Topic pattern")
struct TopicPatternTests {
    @Test(arguments: [
        ("a.b.c", "a.b.c", true), ("a.b.c", "a.b", false), ("a.*.c", "a.b.c", true), ("a.*.c", "a.c", false),
        ("a.#", "a", true), ("a.#", "a.b.c", true), ("a.#", "ab", false), ("#", "", true), ("#", "a.b", true),
        ("*", "", false), ("*", "a", true), ("*", "a.b", false), ("#.c", "c", true), ("#.c", "a.b.c", true),
        ("#.c", "a.b", false), ("a.#.#.c", "a.c", true), ("a.*.#", "a", false), ("a.*.#", "a.b", true), ("", "", true),
        ("", "a", false), ("a..b", "a..b", true), ("a.*.b", "a..b", true), ("A", "a", false), ("#.#", "", true),
    ])
    func `it matches as a topic exchange does`(pattern: String, key: String, isMatch: Bool) {
        #expect(TopicPattern(pattern).matches(key) == isMatch)
    }

    @Test
    func `many hashes take no more time than their product`() {
        let pattern = TopicPattern(Array(repeating: "#.a", count: 60).joined(separator: "."))
        #expect(!pattern.matches(Array(repeating: "a", count: 59).joined(separator: ".")))
        #expect(pattern.matches(Array(repeating: "a", count: 60).joined(separator: ".")))
    }
}
