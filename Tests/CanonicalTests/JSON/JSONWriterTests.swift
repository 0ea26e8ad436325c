import Canonical
import Testing

/// Compact and canonical JSON out.
@Suite struct JSONWriterTests {
    private func canonical(_ json: String) throws -> String {
        String(decoding: try DocumentValue(json: Array(json.utf8)).canonicalJSONBytes(), as: UTF8.self)
    }

    @Test func `canonical members are sorted at every level`() throws {
        #expect(
            try canonical(#"{"b":{"z":1,"y":2},"a":[{"d":1,"c":2}],"":0,"B":3}"#)
                == #"{"":0,"B":3,"a":[{"c":2,"d":1}],"b":{"y":2,"z":1}}"#
        )
    }

    /// The example of RFC 8785 section 3.2.3.
    @Test func `the order is by UTF-16 code units`() throws {
        let json = #"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#
        let document = try DocumentValue(json: Array(json.utf8))
        let sorted = try DocumentValue(json: document.canonicalJSONBytes())
        #expect(sorted.object?.members.map(\.value) == [2, 4, 6, 7, 1, 5, 3].map { .number(Number($0)) })
    }

    @Test(arguments: [
        ("1.50", "1.5"), ("1.5", "1.5"), ("1.0", "1"), ("100", "100"), ("1e2", "100"), ("-0", "0"), ("0.000", "0"),
        ("-1.10e1", "-11"), ("12345678901234567890.10", "12345678901234567890.1"), ("1e30", "1E30"), ("10e29", "1E30"),
    ])
    func `canonical numbers depend on the amount alone`(json: String, expected: String) throws {
        #expect(try canonical(json) == expected)
    }

    @Test func `escapes are minimal`() throws {
        let text = "\"\\/\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}é中😀"
        let expected = #""\"\\/\b\t\n\f\r\u0001\u001f"# + "\u{7F}é中😀\""
        #expect(String(decoding: DocumentValue.text(text).jsonBytes(), as: UTF8.self) == expected)
        #expect(String(decoding: DocumentValue.text(text).canonicalJSONBytes(), as: UTF8.self) == expected)
    }

    @Test func `what is written is read back as the same document`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let document = random.document(depth: 4)
            #expect(try DocumentValue(json: document.jsonBytes()) == document)
            let canonical = document.canonicalJSONBytes()
            #expect(try DocumentValue(json: canonical).canonicalJSONBytes() == canonical)
        }
    }
}
