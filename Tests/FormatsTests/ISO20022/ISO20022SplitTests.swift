import Canonical
import Testing

@testable import Formats

@Suite("ISO 20022 in pieces")
struct ISO20022SplitTests {
    static let inputs: [String] = [
        ISO20022Samples.statement(entries: 0), ISO20022Samples.statement(entries: 5),
        ISO20022Samples.statement(entries: 5, indented: true), ISO20022Samples.payment,
        ISO20022Samples.payment.replacing("<p:PmtId>", with: "<p:Bad/><p:PmtId >"),
        ISO20022Samples.statement(entries: 2) + ISO20022Samples.statement(entries: 2),
        ISO20022Samples.statement(entries: 2)
            .replacing(
                "</Stmt>",
                with: "</Stmt><Stmt><Id>2</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
                    + "<Ntry><Amt Ccy=\"EUR\">2</Amt></Ntry></Stmt>"
            ),
    ]

    @Test(arguments: inputs)
    func `the pieces put together are the message, with the same findings`(text: String) throws {
        let whole = try ISO20022Samples.shipped().decodeAll(Array(text.utf8))
        let format = try ISO20022Samples.shipped(split: "auto")
        let pieces = try format.decodeAll(Array(text.utf8))
        let again = try pieces.documents.map { try Document(json: $0.jsonBytes()) }
        #expect(String(decoding: try format.encodeAll(again).bytes, as: UTF8.self) == text)
        #expect(pieces.findings.all == whole.findings.all)
    }

    @Test func `entries are documents of their own`() throws {
        let format = try ISO20022Samples.shipped(split: "Ntry")
        let documents = try format.decodeAll(Array(ISO20022Samples.statement(entries: 3).utf8)).documents
        #expect(documents.map { $0.root["piece"]?.text } == ["head", "entry", "entry", "entry", "tail"])
        #expect(documents[1].root["Ntry"]?["Amt"]?["value"]?.text == "1.00")
        #expect(documents[0].root["open"]?.children.map { $0.text } == ["BkToCstmrStmt", "Stmt"])
    }

    @Test(arguments: ["banana", "Stmt ", "IBAN", "CdtTrfTxInf", ""])
    func `a name that no element to split at has is refused`(split: String) throws {
        let format = try ISO20022Samples.shipped(split: split)
        let bytes = Array(ISO20022Samples.statement(entries: 3).utf8)
        let fault = #expect(throws: Fault.self) { try format.decodeAll(bytes) }
        #expect(fault?.code == .configurationInvalid && fault?.place?.byteOffset != nil && fault?.advice != nil)
        // Names are for many kinds of message: one that fits is enough.
        #expect(try ISO20022Samples.shipped(split: split + ",Ntry").decodeAll(bytes).documents.count == 5)
    }

    @Test func `a window holds no more than an entry, however many there are`() throws {
        let format = try ISO20022Samples.shipped(split: "auto")
        let bytes = Array(ISO20022Samples.statement(entries: 20_000).utf8)
        var reader = format.makeReader()
        var (offset, size, largest, entries) = (0, 512, 0, 0)
        var findings = Findings()
        reading: while true {
            let end = min(bytes.count, offset + size)
            let window = bytes.span.extracting(offset..<end)
            switch try reader.read(window, isLast: end == bytes.count, findings: &findings) {
            case .document(let document, let consumed):
                entries += document.root["piece"]?.text == "entry" ? 1 : 0
                offset += consumed
                largest = max(largest, size)
                size = 512
            case .skipped(let consumed): offset += consumed
            case .more: size *= 2
            case .end: break reading
            }
        }
        #expect(entries == 20_000)
        #expect(largest <= 4_096)
        #expect(findings.isEmpty)
    }
}
