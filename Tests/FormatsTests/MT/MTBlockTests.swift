import Canonical
import Formats
import Testing

/// Messages without a table keep the nesting of their blocks, 16R to 16S.
@Suite struct MTBlockTests {
    private func read(_ lines: [String]) throws -> (document: Document, codes: [String]) {
        let text = "{1:F01ALFAGB2LAXXX0001000004}{2:I541BETAUS33XXXXN}{4:\r\n\(lines.joined(separator: "\r\n"))\r\n-}"
        let format = try MTSamples.format()
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        let document = try #require(documents.first)
        let written = try format.encodeAll([Document(json: document.jsonBytes())]).bytes
        #expect(String(decoding: written, as: UTF8.self) == text)
        #expect(try ShapeCheck(format.description(ofType: "mt.541")).misfit(document.value) == nil)
        return (document, findings.all.map(\.code))
    }

    /// A short form of the items: tags, and blocks in brackets.
    private func outline(_ value: DocumentValue?) -> String {
        (value?["fields"]?.items ?? [])
            .map { item in
                if let block = item["block"]?.text { return "\(block)[\(outline(item))]" }
                return item["tag"]?.text ?? "?"
            }
            .joined(separator: " ")
    }

    @Test(arguments: [
        ([":16R:A", ":23G:NEWM", ":16S:A"], "A[23G]"),
        ([":16R:A", ":16R:B", ":23G:NEWM", ":16S:B", ":16R:B", ":16S:B", ":16S:A"], "A[B[23G] B[]]"),
        ([":16R:A", ":16S:A", ":16R:A", ":16S:A"], "A[] A[]"),
        ([":16R:A", ":16R:A", ":16S:A", ":16S:A"], "A[A[]]"),
        ([":20C::SEME//A", ":16R:A", ":16S:A", ":20C::SEME//B"], "20C A[] 20C"),
    ])
    func `blocks nest as they are written`(_ lines: [String], _ expected: String) throws {
        let (document, codes) = try read(lines)
        #expect(outline(document.value["block4"]) == expected)
        #expect(codes == ["definition.unknown"])
    }

    @Test(arguments: [
        ([":16R:A", ":23G:NEWM"], "16R 23G", 1), ([":23G:NEWM", ":16S:A"], "23G 16S", 1),
        ([":16R:A", ":16R:B", ":16S:A"], "A[16R]", 1), ([":16R:A", ":16S:B", ":16S:A"], "A[16S]", 1),
        ([":16R:A", ":16R:B", ":16S:A", ":16S:B"], "A[16R] 16S", 2), ([":16R:a b", ":16S:a b"], "16R 16S", 2),
    ])
    func `marks without their partner are fields and errors`(
        _ lines: [String],
        _ expected: String,
        _ count: Int
    ) throws {
        let (document, codes) = try read(lines)
        #expect(outline(document.value["block4"]) == expected)
        #expect(codes.count { $0 == "mt.block-unbalanced" } == count)
    }

    @Test func `blocks deeper than the limit are fields and errors`() throws {
        let lines = (0..<20).map { ":16R:B\($0)" } + (0..<20).reversed().map { ":16S:B\($0)" }
        let (_, codes) = try read(lines)
        #expect(codes.count { $0 == "mt.block-unbalanced" } == 8)
    }

    @Test func `a block's code is one line`() throws {
        let document = try read([":16R:A", ":23G:NEWM", ":16S:A"]).document
        let json = String(decoding: document.jsonBytes(), as: UTF8.self)
        let changed = json.replacing("\"block\":\"A\"", with: "\"block\":\"A\\n:20C:B\"")
        #expect(throws: Fault.self) { try MTSamples.format().encodeAll([Document(json: Array(changed.utf8))]) }
    }
}
