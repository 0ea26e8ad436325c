import Canonical
import Testing

@testable import Formats

/// Inputs at which searches that look at everything for each thing found would not end.
@Suite struct UsageRulesScaleTests {
    private static let count = 20_000

    @Test func `a text is found in a text that almost repeats it`() {
        let text = [UInt8](repeating: 0x61, count: 2 * Self.count)
        let part = [UInt8](repeating: 0x61, count: Self.count)
        #expect(ByteSearch.contains(text[...], part[...]))
        #expect(!ByteSearch.contains(text[...], (part + [0x62])[...]))
        #expect(!ByteSearch.containsWord(text[...], part[...]))
        #expect(ByteSearch.containsWord((text + [0x20] + part)[...], part[...]))
    }

    @Test(arguments: [("aab", "aaab", true), ("abab", "ababab", true), ("abac", "ababac", true), ("ac", "abc", false)])
    func `a text is found within another one`(part: String, text: String, isFound: Bool) {
        #expect(ByteSearch.contains(Array(text.utf8)[...], Array(part.utf8)[...]) == isFound)
        let words = "x\(text) \(part) \(text)x"
        #expect(ByteSearch.containsWord(Array(words.utf8)[...], Array(part.utf8)[...]))
        #expect(!ByteSearch.containsWord(Array("x\(part) \(part)x".utf8)[...], Array(part.utf8)[...]))
    }

    @Test func `many places are found in one pass`() {
        let text = "<Document>\n" + String(repeating: "<Tx><A b=\"1\"/></Tx>\n", count: Self.count) + "</Document>"
        let paths = Set((1...Self.count).map { "/Document/Tx[\($0)]/A/b" })
        let places = ElementPlaces.find(paths, in: Array(text.utf8).span, InputPosition())
        #expect(places.count == Self.count)
        #expect(places["/Document/Tx[1]/A/b"]?.line == 2)
        #expect(places["/Document/Tx[\(Self.count)]/A/b"]?.line == Self.count + 1)
    }

    @Test func `many misfit elements are found where they stood`() throws {
        let items: [DocumentValue] = (1...Self.count).map { _ in ["A": "1"] }
        let misfits: [DocumentValue] = (1...Self.count)
            .map { number in
                ["at": .text("/Document/Tx[\(number)]"), "position": .number(Number(0)), "element": ["name": "p:Bad"]]
            }
        let document = Document(["Document": ["Tx": .list(items)], "unexpected": .list(misfits)])
        let query = DocumentQuery(document)
        let found = query.elements(RulePath(root: Array("Tx".utf8)), from: 0)
        #expect(found.count == Self.count)
        let element = try #require(document.root["Document"]?["Tx"]?[Self.count - 1]?.index)
        let misfit = try #require(query.elements(in: element, except: Array("A".utf8)).first)
        var paths: NodePaths?
        #expect(query.path(of: misfit, &paths) == "/Document/Tx[\(Self.count)]/Bad")
        #expect(query.path(of: element, &paths) == "/Document/Tx[\(Self.count)]")
        for node in stride(from: 0, to: document.nodes.count, by: 50) { _ = query.path(of: node, &paths) }
    }
}
