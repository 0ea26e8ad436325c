import Canonical
import Conformance
import Formats
import Testing

@Suite struct NACHAFormatTests {
    private let format: any Format

    init() throws {
        format = try FormatKind.nacha.format(FormatSettings(library: CheckoutLibrary()))
    }

    private func codes(_ bytes: [UInt8]) throws -> [String] {
        try format.decodeAll(bytes).findings.all.filter { $0.severity == .error }.map(\.code)
    }

    private func changed(_ number: Int, _ change: (inout [Character]) -> Void) -> [UInt8] {
        var lines = NACHASample.lines
        var characters = Array(lines[number])
        change(&characters)
        lines[number] = String(characters)
        return NACHASample.file(lines)
    }

    @Test func `a file becomes a document for each header, entry and control`() throws {
        let (documents, findings) = try format.decodeAll(NACHASample.file())
        #expect(findings.isEmpty, "\(findings.all)")
        let records = documents.map { $0.root["record"]?.text }
        #expect(records == ["fileHeader", "batchHeader", "entry", "entry", "batchControl", "fileControl"])
        let entry = documents[2].root
        #expect(entry["amount"]?.text == "0000123456")
        #expect(entry["individualName"]?.text == "Anna Example")
        #expect(entry["addenda"]?[0]?["paymentRelatedInformation"]?.text == "Salary of November")
        #expect(documents[3].root["addenda"]?.count == 0)
        #expect(documents[5].root["layout"]?["fillRecords"]?.number == Number(3))
    }

    @Test(arguments: ["\n", "\r\n", ""])
    func `every line end comes back through JSON`(end: String) throws {
        let bytes = NACHASample.file(end: end)
        let documents = try format.decodeAll(bytes).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(documents).bytes == bytes)
    }

    @Test func `records without their trailing blanks and an open end come back`() throws {
        let lines = NACHASample.lines.map(\.trimmed)
        let bytes = Array(
            (lines + [NACHASample.fill, NACHASample.fill, NACHASample.fill]).joined(separator: "\n").utf8
        )
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(!findings.hasErrors, "\(findings.all)")
        #expect(try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }).bytes == bytes)
        let strict = try format.encodeAll(documents, mode: .strict).bytes
        #expect(strict == NACHASample.file())
    }

    @Test func `an addenda that is taken out of the JSON is not written`() throws {
        let documents = try format.decodeAll(NACHASample.file()).documents
            .map { document in
                guard case .object(var object) = document.value, object["record"] == "entry" else { return document }
                object["addenda"] = []
                return Document(.object(object))
            }
        let written = String(decoding: try format.encodeAll(documents).bytes, as: UTF8.self)
        #expect(!written.contains("Salary"))
    }

    @Test(arguments: [
        (2, 11, "5", "nacha.check-digit"), (2, 29, "X", "nacha.numeric"), (2, 78, "0", "nacha.addenda-indicator"),
        (4, 38, "9", "nacha.control-total"), (5, 9, "4", "nacha.control-total"), (6, 9, "9", "nacha.control-total"),
        (5, 44, "9", "nacha.batch-control"), (5, 93, "9", "nacha.batch-control"),
        (0, 39, "7", "nacha.code"), (1, 1, "3", "nacha.code"), (2, 0, "4", "nacha.record-type"),
        (0, 3, "\u{1}", "nacha.character"), (6, 60, "Z", "nacha.reserved"),
    ])
    func `what is wrong has a finding`(line: Int, column: Int, character: Character, code: String) throws {
        let bytes = changed(line) { $0[column] = character }
        #expect(try codes(bytes).contains(code))
    }

    @Test func `a service class that does not allow the batch's entries is a warning`() throws {
        let lines = NACHASample.lines.map {
            $0.hasPrefix("5220") ? "5225" + $0.dropFirst(4) : $0.hasPrefix("8220") ? "8225" + $0.dropFirst(4) : $0
        }
        let findings = try format.decodeAll(NACHASample.file(lines)).findings.all
        #expect(findings.map(\.code) == ["nacha.service-class"] && findings[0].severity == .warning)
    }

    @Test func `a person's entry names the person`() throws {
        let lines = NACHASample.lines.map { $0.replacing("PPDPAYROLL", with: "TELPAYROLL") }
        #expect(try codes(NACHASample.file(lines)).isEmpty)
        let zeros = lines.map { $0.replacing("Anna Example", with: "000000000000") }
        #expect(try codes(NACHASample.file(zeros)) == ["nacha.name"])
    }

    @Test func `records out of order are read and said`() throws {
        var lines = NACHASample.lines
        lines.swapAt(1, 2)
        #expect(try codes(NACHASample.file(lines)).contains("nacha.order"))
        #expect(try format.decodeAll(NACHASample.file(lines)).documents.count == 7)
    }

    @Test func `several files in one input are read one after the other`() throws {
        let bytes = NACHASample.file() + NACHASample.file(end: "\r\n")
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(documents.count == 12 && findings.isEmpty)
        #expect(try format.encodeAll(documents).bytes == bytes)
    }

    @Test func `a block that is filled in part was cut off, one that is not filled may be meant so`() throws {
        for (fill, severity) in [(0, Finding.Severity.warning), (1, .error), (2, .error), (3, nil)] {
            let findings = try format.decodeAll(NACHASample.file(fill: fill)).findings.all
            #expect(findings.map(\.code) == (fill == 3 ? [] : [fill == 0 ? "nacha.block-open" : "nacha.block-cut"]))
            #expect(findings.first?.severity == severity)
        }
    }

    @Test(arguments: ["\n", ""])
    func `a short record that the file ends in is an error, one that a line end follows a note`(end: String) throws {
        let lines = NACHASample.lines.dropLast() + [NACHASample.lines.last?.trimmed ?? ""]
        let bytes = Array((lines.joined(separator: "\n") + end).utf8)
        let short = try format.decodeAll(bytes).findings.all.filter { $0.severity != .warning }
        #expect(
            short.map(\.code) == (end.isEmpty ? ["nacha.record-short", "nacha.record-cut"] : ["nacha.record-short"])
        )
        #expect(try format.encodeAll(try format.decodeAll(bytes).documents).bytes == bytes)
    }

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents`(size: Int) throws {
        let bytes = NACHASample.file()
        let whole = try format.decodeAll(bytes).documents.map { $0.jsonBytes() }
        #expect(try decodeInWindows(bytes, size: size, format: format).documents.map { $0.jsonBytes() } == whole)
    }

    /// The sample's documents with the second entry's amount changed.
    private func documents(amount: DocumentValue) throws -> [Document] {
        var documents = try format.decodeAll(NACHASample.file(fill: 0)).documents
        var object = try #require(documents[3].value.object)
        object["amount"] = amount
        documents[3] = Document(.object(object))
        return documents
    }

    @Test func `strict writing pads numbers and fills the last block`() throws {
        #expect(try format.encodeAll(documents(amount: "65433"), mode: .strict).bytes == NACHASample.file())
        #expect(try format.encodeAll(documents(amount: "65433")).bytes != NACHASample.file())
    }

    @Test(arguments: ["12345678901", "12,5", ""])
    func `strict writing refuses a value that does not fit`(amount: String) throws {
        let fault = #expect(throws: Fault.self) {
            try format.encodeAll(documents(amount: .text(amount)), mode: .strict)
        }
        #expect(fault?.place?.path == "/amount")
    }

    @Test func `an amount that is changed is written, found, and refused in strict mode`() throws {
        let changed = try documents(amount: "0000065434")
        let written = try format.encodeAll(changed).bytes
        let findings = try format.decodeAll(written).findings.all.filter { $0.severity == .error }
        #expect(findings.map(\.code) == ["nacha.control-total", "nacha.control-total"])
        #expect(findings.map(\.place.line) == [6, 7])
        let fault = #expect(throws: Fault.self) { try format.encodeAll(changed, mode: .strict) }
        #expect(fault?.place?.path == "/totalCreditEntryDollarAmount" && fault?.place?.line == 6)
    }

    @Test func `an entry that is taken out is found, and refused in strict mode`() throws {
        var documents = try format.decodeAll(NACHASample.file()).documents
        documents.remove(at: 2)
        let codes = try codes(try format.encodeAll(documents).bytes)
        #expect(Set(codes) == ["nacha.control-total", "nacha.block-cut"] && codes.count > 5)
        let fault = #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
        #expect(fault?.place?.field == "entryAddendaCount")
    }

    @Test func `strict writing refuses a file without its control`() throws {
        let documents = try format.decodeAll(NACHASample.file()).documents.dropLast()
        #expect(throws: Fault.self) { try format.encodeAll(Array(documents), mode: .strict) }
    }

    @Test func `a place of an addenda has its path`() throws {
        let documents = try format.decodeAll(changed(3) { $0[1] = "9" }).documents
        let fault = #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
        #expect(fault?.place?.path?.hasPrefix("/addenda/0") == true)
    }

    @Test func `what is no NACHA file is refused`() {
        for text in ["", "{}", "{1:F01", "101"] where !text.isEmpty {
            let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatUnrecognised)
        }
    }

    @Test(arguments: 0..<20)
    func `changed files are read or refused, never a trap`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = random.mutate(NACHASample.file(), alphabet: Array("019 \r\nA\u{FF}".utf8))
            guard let documents = try? format.decodeAll(bytes).documents else { continue }  // refused
            #expect(try format.encodeAll(documents).bytes == bytes)
        }
    }

    @Test(.enabled(if: Corpora.isPresent))
    func `the corpora are read as expected`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try CorpusSets.nacha.run(folder)
        #expect(result.unexplained.isEmpty, "\(result.unexplained)")
        #expect(result.cases > 30)
    }
}

extension String {
    /// Without the blanks at its end.
    fileprivate var trimmed: String {
        var line = self[...]
        while line.hasSuffix(" ") { line = line.dropLast() }
        return String(line)
    }
}
