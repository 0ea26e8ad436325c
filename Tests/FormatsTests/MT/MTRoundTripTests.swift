import Canonical
import Formats
import Testing

/// What is read comes back byte for byte from its JSON alone, in whatever surroundings it came.
@Suite struct MTRoundTripTests {
    private func written(_ documents: [Document], _ mode: WriteMode = .faithful) throws -> [UInt8] {
        let format = try MTSamples.format()
        return try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }, mode: mode).bytes
    }

    @Test(arguments: MTSamples.all)
    func `a message comes back and has no errors`(_ bytes: [UInt8]) throws {
        let (documents, findings) = try MTSamples.format().decodeAll(bytes)
        #expect(documents.count == 1)
        #expect(!findings.hasErrors, "\(findings.all)")
        #expect(try written(documents) == bytes)
    }

    @Test(arguments: MTSamples.surroundings)
    func `surroundings come back`(_ sample: (name: String, bytes: [UInt8])) throws {
        let documents = try MTSamples.format().decodeAll(sample.bytes).documents
        #expect(try written(documents) == sample.bytes, "\(sample.name)")
    }

    @Test(arguments: [
        ("RJE", 2), ("messages in lines", 2), ("DOS-PCC", 2), ("bare bodies", 2), ("LF", 1), ("DataPDU", 1),
    ])
    func `each message of a file is a document`(_ name: String, _ count: Int) throws {
        let sample = try #require(MTSamples.surroundings.first { $0.name == name })
        #expect(try MTSamples.format().decodeAll(sample.bytes).documents.count == count)
    }

    @Test(arguments: MTSamples.all, [1, 7, 4_096])
    func `windows give the same documents as the input in one piece`(_ bytes: [UInt8], _ size: Int) throws {
        let format = try MTSamples.format()
        let input = bytes + bytes
        let whole = try format.decodeAll(input)
        let pieces = try decodeInWindows(input, size: size, format: format)
        #expect(pieces.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
        #expect(pieces.findings.all == whole.findings.all)
    }

    @Test func `lines that end with LF are read with a note and written strictly with CR LF`() throws {
        let input = MTSamples.mt103.filter { $0 != 0x0D }
        let (documents, findings) = try MTSamples.format().decodeAll(input)
        #expect(findings.all.map(\.code) == ["mt.line-end"])
        #expect(findings.all.allSatisfy { $0.severity == .note })
        #expect(try written(documents, .strict) == MTSamples.mt103)
    }

    @Test func `a message with an error is not written strictly`() throws {
        let text = String(decoding: MTSamples.mt103, as: UTF8.self).replacing("261126EUR", with: "260230EUR")
        let documents = try MTSamples.format().decodeAll(Array(text.utf8)).documents
        #expect(throws: Fault.self) { try written(documents, .strict) }
        #expect(try written(documents) == Array(text.utf8))
    }

    @Test func `a date that does not exist is kept as text with a finding`() throws {
        let text = String(decoding: MTSamples.mt103, as: UTF8.self).replacing("261126EUR", with: "260230EUR")
        let (documents, findings) = try MTSamples.format().decodeAll(Array(text.utf8))
        #expect(documents.first?.value.value(at: ["block4", "32A", "date"])?.text == "260230")
        let finding = try #require(findings.all.first)
        #expect(finding.code == "T50" && finding.place.field == "32A" && finding.place.line != nil)
        #expect(!finding.message.contains("260230"))
    }

    @Test func `deleting a field from the JSON deletes it from the output`() throws {
        let document = try #require(try MTSamples.format().decodeAll(MTSamples.mt103).documents.first)
        guard case .object(var message) = document.value, case .object(var block4)? = message["block4"] else {
            Issue.record("the message has no block 4")
            return
        }
        block4["71F"] = nil
        message["block4"] = .object(block4)
        let output = try MTSamples.format().encodeAll([Document(.object(message))]).bytes
        let expected = String(decoding: MTSamples.mt103, as: UTF8.self).replacing(":71F:USD5,\r\n", with: "")
        #expect(output == Array(expected.utf8))
    }

    @Test func `a field that the table does not have is kept in its place`() throws {
        let text = String(decoding: MTSamples.mt103, as: UTF8.self).replacing(":71A:", with: ":99Q:OTHER\r\n:71A:")
        let (documents, findings) = try MTSamples.format().decodeAll(Array(text.utf8))
        #expect(findings.all.filter { $0.severity == .error }.map(\.code) == ["T13"])
        #expect(try written(documents) == Array(text.utf8))
    }

    @Test func `a field without its format keeps its text and what can be told apart`() throws {
        let text = String(decoding: MTSamples.mt103, as: UTF8.self).replacing("261126EUR1000,00", with: "261126EUR")
        let (documents, findings) = try MTSamples.format().decodeAll(Array(text.utf8))
        let field = documents.first?.value.value(at: ["block4", "32A"])
        #expect(field?["text"]?.text == "261126EUR")
        #expect(field?["currency"]?.text == "EUR")
        #expect(findings.all.filter { $0.severity == .error }.map(\.code) == ["mt.format"])
        #expect(try written(documents) == Array(text.utf8))
    }

    @Test(arguments: [
        ("32A:261126EUR1000,00", "32A:261126EUR1000", "T43"), ("32A:261126EUR1000,00", "32A:261126EUR1,000,00", "T43"),
        ("32A:261126EUR1000,00", "32A:261126EUR,50", "T40"), ("36:0,909", "36:1", "T43"), ("36:0,909", "36:,5", "T40"),
        ("71F:USD5,", "71F:USD5", "T43"), ("32A:261126EUR1000,00", "32A:2611EUR1000", "mt.format"),
        ("32A:261126EUR1000,00", "32A:261126EUR1234567890123456", "mt.format"),
        ("32A:261126EUR1000,00", "32A:261126EUR10.00", "mt.format"),
    ])
    func `an amount that alone is wrong has the code of amounts`(right: String, wrong: String, code: String) throws {
        let text = String(decoding: MTSamples.mt103, as: UTF8.self).replacing(right, with: wrong)
        let (documents, findings) = try MTSamples.format().decodeAll(Array(text.utf8))
        let errors = findings.all.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [code])
        #expect(errors.first?.place.field == String(right.prefix { $0 != ":" }))
        #expect(try written(documents) == Array(text.utf8))
    }

    @Test func `what is no message is refused`() throws {
        for text in ["", "HELLO", "{\"a\":1}", "<Document/>", "ISA*00*", "101 091000019"] {
            #expect(throws: Fault.self) { try MTSamples.format().decodeAll(Array(text.utf8)) }
        }
    }

    @Test func `a message that is too large is refused`() throws {
        var limits = Limits.standard
        limits.bodyBytesMax = 200
        let settings = FormatSettings(limits: limits, library: MTSamples.library)
        let format = try FormatKind.mt.format(settings)
        #expect(throws: Fault.self) { try format.decodeAll(MTSamples.mt103) }
    }
}
