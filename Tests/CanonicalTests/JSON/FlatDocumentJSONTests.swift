import Canonical
import Testing

/// Flat documents from JSON and back, without the tree between.
@Suite struct FlatDocumentJSONTests {
    private func read(_ text: String, _ limits: Limits = .standard) throws(Fault) -> Document {
        try Document(json: Array(text.utf8), limits: limits)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test(arguments: [
        #"{"b":1.50,"a":[true,false,null,"x",-0.0,1e3,1E+30],"":{},"c":[],"é":"中😀","n":0.10e-2}"#, "[]", "{}", "1",
        #""a\"b\\\u0001\n""#, "[[[[1]],[]],{\"a\":{\"a\":{\"a\":[]}}}]",
    ])
    func `compact JSON comes back byte for byte`(json: String) throws {
        #expect(text(try read(json).jsonBytes()) == json)
    }

    @Test func `indented JSON has a line per value and says the same`() throws {
        let document = try read(#"{"a":[1,{"b":null}],"c":{},"d":[]}"#)
        let expected = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": {},
              "d": []
            }
            """
        #expect(text(document.indentedJSONBytes()) == expected)
        #expect(try read(expected).jsonBytes() == document.jsonBytes())
    }

    @Test func `random documents are the same flat and as values`() throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<500 {
            let value = random.document(depth: 4)
            let document = try Document(json: value.jsonBytes())
            #expect(document.value == value)
            #expect(document.canonicalJSONBytes() == value.canonicalJSONBytes())
            #expect(try Document(json: document.indentedJSONBytes()).jsonBytes() == document.jsonBytes())
        }
    }

    @Test(arguments: [
        (#"{"é":1,"e\u0301":2}"#, 8), ("{\"\u{212A}\":1,\"K\":2}", 9), (#"{"K":1,"\u212a":2}"#, 7),
        (#"{"longer name than eight":1,"x":2,"longer name than eight":3}"#, 34),
    ])
    func `names that are canonically equivalent are the same name`(json: String, offset: Int) throws {
        do throws(Fault) {
            _ = try read(json)
            Issue.record("read")
        } catch {
            #expect(error.code == .formatSyntax && error.place?.byteOffset == offset)
        }
    }

    @Test func `names that look alike are told apart`() throws {
        let names = ["", "a", "aa", "a\u{0}", "abcdefgh", "abcdefgi", "abcdefghi", "xbcdefghi", "abcdefgh12345678x"]
        let members = names.map { name in text(DocumentValue.text(name).jsonBytes()) + ":1" }
        #expect(try read("{\(members.joined(separator: ","))}").root.count == names.count)
        for member in members {
            #expect(throws: Fault.self) { try read("{\((members + [member]).joined(separator: ","))}") }
        }
    }

    @Test func `repeated names are found in large objects that hold large objects`() throws {
        func object(_ inner: String, _ more: String = "") -> String {
            "{\((0..<40).map { "\"name\($0)\":\(inner)" }.joined(separator: ","))\(more)}"
        }
        #expect(try read(object(object("1"))).nodes.count == 1 + 40 + 1_600)
        #expect(throws: Fault.self) { try read(object(object("1", ",\"name3\":0"))) }
        #expect(throws: Fault.self) { try read(object(object("1"), ",\"name39\":0")) }
    }

    @Test func `a name over 65,535 bytes is refused`() throws {
        let name = String(repeating: "n", count: 65_535)
        #expect(try read("{\"\(name)\":1}").root.count == 1)
        #expect(throws: Fault.self) { try read("{\"\(name)n\":1}") }
    }

    @Test func `a value that is not all there asks for more, and says how much it took`() throws {
        let value = Array(#"{"a":[1,-2.5e3,"x\n\u00e9é"],"b":{"c":true,"d":false,"e":null}}"#.utf8)
        var reader = JSONReader()
        for length in 0..<value.count {
            #expect(try reader.read(first: value.span.extracting(first: length), isLast: false) == nil, "\(length)")
        }
        let more = value + Array("\n{\"a\":".utf8)
        let (document, consumed) = try #require(try reader.read(first: more.span, isLast: false))
        #expect(consumed == value.count && document.root.count == 2)
        #expect(try reader.read(first: Array("12".utf8).span, isLast: false) == nil)
        #expect(try reader.read(first: Array("12".utf8).span, isLast: true)?.1 == 2)
        #expect(throws: Fault.self) { try reader.read(first: Array("[1,]".utf8).span, isLast: false) }
        #expect(throws: Fault.self) { try reader.read(first: Array("[1,".utf8).span, isLast: true) }
    }
}
