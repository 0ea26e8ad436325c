import Canonical
import Testing

/// The value tree.
@Suite struct DocumentTests {
    private let document: DocumentValue = ["a": ["b": ["x", ["c": "deep"]]], "n": .null]

    @Test func `paths lead through objects and lists`() {
        #expect(document.value(at: ["a", "b", "1", "c"]) == "deep")
        #expect(document.value(at: []) == document && document.value(at: ["n"]) == .null)
        for path in [["a", "b", "2"], ["a", "b", "-1"], ["a", "b", "x"], ["z"], ["n", "x"], ["a", "b", "0", "0"]] {
            #expect(document.value(at: path) == nil)
        }
    }

    @Test func `members are read, replaced, appended and removed in place`() {
        var object = DocumentObject()
        object["a"] = "1"
        object["b"] = "2"
        object["a"] = "3"
        object["c"] = nil
        #expect(object.members.map(\.name) == ["a", "b"] && object["a"] == "3")
        object["a"] = nil
        #expect(object.members.map(\.name) == ["b"] && object["a"] == nil)
    }

    @Test func `accessors give what is there and nothing else`() {
        #expect(document["a"]?["b"]?.items?.first?.text == "x")
        #expect(
            document.text == nil && document.items == nil && DocumentValue.null.object == nil
                && DocumentValue.text("x")["a"] == nil
        )
        #expect(document["n"] != nil && document["m"] == nil)
    }

    @Test func `the order of members is part of a document, not of its canonical text`() {
        let left: DocumentValue = ["a": "1", "b": "2"]
        let right: DocumentValue = ["b": "2", "a": "1"]
        #expect(left != right && left.canonicalJSONBytes() == right.canonicalJSONBytes())
    }
}
