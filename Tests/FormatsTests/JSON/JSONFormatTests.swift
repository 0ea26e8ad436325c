import Canonical
import Conformance
import Testing

@testable import Formats

/// JSON values and JSON Lines as a format.
@Suite struct JSONFormatTests {
    private static let sample = Array(
        #"{"reference":"Ä-1","amount":"12.50","lines":["a\n",null,true,{}],"n":-1.50e-3}"#.utf8
    )

    private func format(_ options: [String: String] = [:], schema: String? = nil) throws(Fault) -> any Format {
        var settings = FormatSettings(options: options, library: CheckoutLibrary())
        if let schema { settings.definition = [DefinitionFile(name: "schema.json", bytes: Array(schema.utf8))] }
        return try FormatKind.json.format(settings)
    }

    @Test func `a text without white space comes back byte for byte`() throws {
        let (documents, findings) = try format().decodeAll(Self.sample)
        #expect(documents.count == 1 && findings.isEmpty)
        #expect(try format().encodeAll(documents).bytes == Self.sample)
        let lines = Self.sample + [0x0A] + Self.sample + [0x0A]
        let lined = try format(["lines": "true"]).decodeAll(lines)
        #expect(try format(["lines": "true"]).encodeAll(lined.documents).bytes == lines)
    }

    @Test func `an indented text comes back with that form`() throws {
        let indented = try Document(json: Self.sample).indentedJSONBytes()
        let format = try format(["form": "indented"])
        #expect(try format.encodeAll(try format.decodeAll(indented).documents).bytes == indented)
    }

    @Test func `the canonical form sorts members and drops zeros`() throws {
        let format = try format(["form": "canonical"])
        let documents = try format.decodeAll(Array(#"{"b":1.50,"a":[]}"#.utf8)).documents
        #expect(try format.encodeAll(documents).bytes == Array(#"{"a":[],"b":1.5}"#.utf8))
    }

    @Test func `several values are read with white space between them and written with line ends`() throws {
        let text = Array("  {\"a\":1}\n\n[2]\t\"x\" 3 null\r\n".utf8)
        let (documents, _) = try format().decodeAll(text)
        #expect(documents.count == 5)
        #expect(
            String(decoding: try format().encodeAll(documents).bytes, as: UTF8.self) == "{\"a\":1}\n[2]\n\"x\"\n3\nnull"
        )
    }

    @Test(arguments: [
        ("{} x", 3, 1), ("{}\n{}{}", 5, 2), ("{\"a\":1}\n\n{\"a\":1,\"a\":2}", 16, 3), ("", 0, 1), ("  \n", 3, 2),
        ("[1", 2, 1),
        ("1 2x", 3, 1), ("\u{FEFF}{}", 0, 1),
    ])
    func `what is no JSON is refused with its place in the whole input`(text: String, offset: Int, line: Int) throws {
        for size in [1, 7, 4_096] {
            do throws(Fault) {
                _ = try windowed(Array(text.utf8), size, format())
                Issue.record("read")
            } catch {
                #expect(error.place?.byteOffset == offset && error.place?.line == line, "\(error)")
            }
        }
    }

    private func windowed(_ bytes: [UInt8], _ size: Int, _ format: any Format) throws(Fault) -> [Document] {
        do {
            return try decodeInWindows(bytes, size: size, format: format).documents
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(.programmer, .invariantBroken, stage: .decode, reason: "\(error)")
        }
    }

    @Test(arguments: [1, 7, 4_096], [false, true])
    func `windows of any size give the same documents`(size: Int, hasLines: Bool) throws {
        let text = Self.sample + Array("\n12\n".utf8) + Self.sample + Array("\n  [1,2]".utf8)
        let format = try format(["lines": "\(hasLines)"])
        let whole = try format.decodeAll(text)
        let parts = try decodeInWindows(text, size: size, format: format)
        #expect(whole.documents.count == 4)
        #expect(parts.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
        #expect(parts.findings.all == whole.findings.all)
    }

    @Test func `a line that is no value becomes a finding and the others are read`() throws {
        let text = Array("{\"a\":1}\nnonsense\n\n{\"a\":2,}\r\n{\"a\":3}".utf8)
        let (documents, findings) = try format(["lines": "true"]).decodeAll(text)
        #expect(documents.count == 2)
        #expect(
            findings.all.map { "\($0.severity) \($0.code) \($0.place.line ?? 0) \($0.place.byteOffset ?? 0)" } == [
                "error json.line.syntax 2 8", "note json.line.empty 3 17", "error json.line.syntax 4 25",
            ]
        )
    }

    @Test func `documents are checked against the definition while they are read`() throws {
        let format = try format(schema: #"{"type":"object","properties":{"a":{"type":"integer"}}}"#)
        let (documents, findings) = try format.decodeAll(Array("{\"a\":1}\n {\"a\":\"x\"}".utf8))
        #expect(documents.count == 2)
        #expect(
            findings.all.map { "\($0.code) \($0.place.line ?? 0) \($0.place.byteOffset ?? 0) \($0.place.path ?? "")" }
                == [
                    "json-schema.type 2 10 /a"
                ]
        )
    }

    @Test(
        arguments: [
            (["lines": "maybe"], nil), (["form": "pretty"], nil), (["lines": "true", "form": "indented"], nil),
            (["schema": "x.json"], nil), (["schema": "x.json"], "{}"), ([:], "{\"nonsense\":1}"), ([:], "{"),
        ] as [([String: String], String?)]
    )
    func `options and definitions that cannot be used are refused`(options: [String: String], schema: String?) {
        do throws(Fault) {
            _ = try format(options, schema: schema)
            Issue.record("made")
        } catch {
            #expect(error.code == .configurationInvalid)
        }
    }

    @Test(arguments: [
        (" {\"a\"", Recognition.certain), ("{}", .certain), ("[{", .certain), ("[1", .possible), ("{1:F01", .no),
        ("<x>", .no),
        ("", .no), (":20:", .no), ("ISA*", .no),
    ])
    func `JSON is told from what else begins with a brace`(text: String, expected: Recognition) throws {
        #expect(try format().recognises(Array(text.utf8).span) == expected)
    }

    @Test func `a text cut anywhere is refused`() throws {
        for length in 0..<Self.sample.count {
            #expect(throws: Fault.self) { try format().decodeAll(Array(Self.sample.prefix(length))) }
        }
    }

    @Test func `changed bytes are read or refused`() throws {
        var random = SeededGenerator(seed: 29)
        let text = Self.sample + [0x0A] + Self.sample
        for hasLines in ["true", "false"] {
            let format = try format(["lines": hasLines])
            for _ in 0..<3_000 {
                var bytes = text
                for _ in 0..<3 {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                guard let read = try? format.decodeAll(bytes) else { continue }  // refused is one of the two answers
                let written = try format.encodeAll(read.documents).bytes
                #expect(
                    try format.decodeAll(written).documents.map { $0.jsonBytes() }
                        == read.documents.map { $0.jsonBytes() }
                )
            }
        }
    }

    @Test func `a document over the limits is refused`() throws {
        var limits = Limits()
        limits.bodyBytesMax = 8
        let format = JSONFormat(limits: limits)
        #expect(try format.decodeAll(Array("[1,2,3]\n[1,2,3]".utf8)).documents.count == 2)
        for size in [1, 4_096] {
            #expect(throws: Fault.self) { try decodeInWindows(Array("[1,2,3,4,5]".utf8), size: size, format: format) }
            let lines = JSONFormat(limits: limits, hasLines: true)
            let blank = try decodeInWindows([UInt8](repeating: 0x20, count: 5_000), size: size, format: lines)
            #expect(blank.documents.isEmpty && blank.findings.all.map(\.code) == ["json.line.limit"])
        }
    }

    @Test(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
    func `the parser tests of others are answered as they should be`() throws {
        let result = try CorpusSets.jsonParsing.run(try #require(CorpusFolder.fromEnvironment))
        #expect(result.unexplained.map { "\($0.file): \($0.reason)" } == [])
        #expect(result.cases > 90)
    }
}
