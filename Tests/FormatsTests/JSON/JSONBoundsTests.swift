import Canonical
import Conformance
import Testing

@testable import Formats

/// Sizes, depths and characters at which JSON is refused, and where reading goes on.
@Suite struct JSONBoundsTests {
    private func limits(_ bytes: Int) -> Limits {
        var limits = Limits.standard
        limits.bodyBytesMax = bytes
        return limits
    }

    @Test(arguments: [1, 7, 4_096])
    func `a line that is too long is a finding, and the lines around it are read`(size: Int) throws {
        let format = JSONFormat(limits: limits(16), hasLines: true)
        let long = "[" + String(repeating: "1,", count: 5_000) + "1]"
        for end in ["", "\n", "\r\n"] {
            let text = Array("{\"a\":1}\n\(long)\nnonsense\n[2]\n\(long)\(end)".utf8)
            let (documents, findings) = try decodeInWindows(text, size: size, format: format)
            #expect(documents.map { String(decoding: $0.jsonBytes(), as: UTF8.self) } == ["{\"a\":1}", "[2]"])
            #expect(
                findings.all.map { "\($0.code) \($0.place.line ?? 0) \($0.place.byteOffset ?? 0)" } == [
                    "json.line.limit 2 8", "json.line.syntax 3 10012", "json.line.limit 5 10025",
                ]
            )
        }
    }

    @Test(arguments: [1, 7, 4_096])
    func `a value that is too long is refused, and those before it are read`(size: Int) throws {
        let format = JSONFormat(limits: limits(16))
        let fault = #expect(throws: Fault.self) {
            try decodeInWindows(
                Array("[1]\n[\"\(String(repeating: "x", count: 5_000))\"]".utf8),
                size: size,
                format: format
            )
        }
        #expect(fault?.code == .formatLimit && fault?.place?.byteOffset == 20)
    }

    @Test(arguments: ["1E400", "-1e-400", "0.10", "1.50E+3", "-0", "10000000000000000000000000000000000001", "1e+0"])
    func `a number keeps the digits that it was written with`(number: String) throws {
        for text in [number, "[\(number)]", "{\"a\":\(number)}"] {
            let format = JSONFormat()
            #expect(try format.encodeAll(format.decodeAll(Array(text.utf8)).documents).bytes == Array(text.utf8))
        }
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#, #"{"\udfff":1}"#, #""\ud83d\u0041""#,
    ])
    func `half a pair of surrogates is refused`(text: String) throws {
        let fault = #expect(throws: Fault.self) { try JSONFormat().decodeAll(Array(text.utf8)) }
        #expect(fault?.code == .formatSyntax)
        let (documents, findings) = try JSONFormat(hasLines: true).decodeAll(Array("1\n\(text)\n2".utf8))
        #expect(documents.count == 2 && findings.all.map(\.code) == ["json.line.syntax"])
    }

    @Test func `a byte order mark is refused, before the first line only that line`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let fault = #expect(throws: Fault.self) { try JSONFormat().decodeAll(mark + Array("{}".utf8)) }
        #expect(fault?.code == .formatSyntax && fault?.place?.byteOffset == 0)
        let (documents, findings) = try JSONFormat(hasLines: true).decodeAll(mark + Array("{}\n{}".utf8))
        #expect(documents.count == 1 && findings.hasErrors)
    }

    @Test func `values are nested as deep as the limit and no deeper`() throws {
        var limits = Limits.standard
        limits.documentDepthMax = 20
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            #expect(try JSONFormat(limits: limits).decodeAll(nested(20, open, close)).documents.count == 1)
            let fault = #expect(throws: Fault.self) {
                try JSONFormat(limits: limits).decodeAll(nested(21, open, close))
            }
            #expect(fault?.code == .formatLimit)
            let unlimited = #expect(throws: Fault.self) { try JSONFormat().decodeAll(nested(200_000, open, close)) }
            #expect(unlimited?.code == .formatLimit)
        }
    }
}
