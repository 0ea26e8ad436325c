import Canonical
import Testing

/// What the strict reader accepts and what it refuses, and where it says the trouble is.
@Suite struct JSONReaderTests {
    private func read(_ text: String, _ limits: Limits = .standard) throws(Fault) -> DocumentValue {
        try DocumentValue(json: Array(text.utf8), limits: limits)
    }

    private func refusal(of bytes: [UInt8], _ limits: Limits = .standard) -> Fault? {
        do throws(Fault) {
            _ = try DocumentValue(json: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func `members keep their order and numbers keep their digits`() throws {
        let document = try read(#" {"b": 1.50, "a": [true, false, null, "x", -0.0, 1e3], "": {}} "#)
        #expect(document.object?.members.map(\.name) == ["b", "a", ""])
        #expect(
            String(decoding: document.jsonBytes(), as: UTF8.self)
                == #"{"b":1.50,"a":[true,false,null,"x",0.0,1000],"":{}}"#
        )
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u4E2d""#, "é中"), (#""\ud83D\uDE00""#, "😀"),
        ("\"é中😀\u{7F}\"", "é中😀\u{7F}"), (#""\u0000""#, "\0"), (#""""#, ""), (#""中\n""#, "中\n"),
    ])
    func `escapes and characters are read as the text they stand for`(json: String, text: String) throws {
        #expect(try read(json) == .text(text))
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("nul", 0), ("truex", 4), ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("{", 1), (#"{"a"}"#, 4),
        (#"{"a":1,}"#, 7), (#"{a:1}"#, 1), ("01", 0), ("-", 0), ("1.", 0), ("+1", 0), (".5", 0), ("1e", 0), ("[1]]", 3),
        (#""abc"#, 4), (#""\x""#, 1), (#""\u12G4""#, 5), (#""\u12"#, 5), (#""\"#, 2), ("'a'", 0), ("\"a\u{1}b\"", 2),
        (#""\ud800""#, 1), (#""\udc00""#, 1), (#""\ud800\u0041""#, 1), (#""a\ud800\n""#, 2), ("NaN", 0), ("[1]\0", 3),
        (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), ("\u{FEFF}{}", 0), ("{}//", 2), ("{\"a\":1\"b\":2}", 6),
    ])
    func `what is not strict JSON is refused with its offset`(json: String, offset: Int) throws {
        let fault = try #require(refusal(of: Array(json.utf8)))
        #expect(fault.code == .formatSyntax && fault.family == .message && fault.stage == .decode)
        #expect(fault.place?.byteOffset == offset)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xC3],
            [0xE4, 0xB8],
        ] as [[UInt8]]
    )
    func `text that is not UTF-8 is refused where it begins`(bytes: [UInt8]) throws {
        let plain = try #require(refusal(of: Array("\"ab".utf8) + bytes + Array("\"".utf8)))
        #expect(plain.place?.byteOffset == 3)
        let escaped = try #require(refusal(of: Array("\"\\n".utf8) + bytes + Array("\"".utf8)))
        #expect(escaped.place?.byteOffset == 3)
    }

    @Test func `the line is counted from one`() throws {
        let fault = try #require(refusal(of: Array("{\n\n  \"a\": x\n}".utf8)))
        #expect(fault.place?.line == 3)
        #expect(fault.place?.byteOffset == 10)
    }

    @Test func `a repeated name is found in large objects too`() throws {
        let members = (0..<500).map { "\"n\($0)\":0" }
        _ = try read("{\(members.joined(separator: ","))}")
        let fault = try #require(refusal(of: Array("{\((members + ["\"n250\":1"]).joined(separator: ","))}".utf8)))
        #expect(fault.code == .formatSyntax)
    }

    @Test func `depth, number of values and size have limits`() throws {
        var limits = Limits()
        limits.documentDepthMax = 3
        _ = try read("[[[]]]", limits)
        #expect(refusal(of: Array("[[[[]]]]".utf8), limits)?.code == .formatLimit)
        limits.documentValuesMax = 4
        _ = try read("[1,2,3]", limits)
        #expect(refusal(of: Array("[1,2,3,4]".utf8), limits)?.code == .formatLimit)
        limits.bodyBytesMax = 2
        #expect(refusal(of: Array("[1]".utf8), limits)?.code == .formatLimit)
    }

    @Test func `no limit lets hostile nesting reach the end of the stack`() throws {
        var limits = Limits()
        limits.documentDepthMax = .max
        let nested = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(refusal(of: nested, limits)?.code == .formatLimit)
        #expect(refusal(of: nested)?.code == .formatLimit)
    }

    @Test(arguments: ["1e7000", "-1e-7000", "0.1e-6144", String(repeating: "9", count: 39), "1e99999999999999999999"])
    func `numbers over the limits are told from numbers that are none`(json: String) throws {
        #expect(try #require(refusal(of: Array(json.utf8))).code == .formatLimit)
    }

    @Test func `no fault text shows a value`() throws {
        let fault = try #require(refusal(of: Array(#"{"account":"DE99SECRET","account":1}"#.utf8)))
        #expect(!fault.description.contains("SECRET") && !fault.description.contains("\"account\""))
    }
}
