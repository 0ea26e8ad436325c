import Canonical
import Conformance
import Formats
import Testing

/// What readers, writers and definitions once stumbled over: each input here must be read, refused or said.
@Suite struct HostileInputTests {
    private func format(
        _ kind: FormatKind,
        options: [String: String] = [:],
        definition: String? = nil
    ) throws -> any Format {
        let files = definition.map { [DefinitionFile(name: "definition", bytes: Array($0.utf8))] } ?? []
        return try kind.format(FormatSettings(options: options, definition: files, library: CheckoutLibrary()))
    }

    @Test func `an error counts however many lesser findings come before it`() {
        var findings = Findings()
        for _ in 0..<20_000 { findings.add(.note, "mt.line-end", at: Place(), "A note.") }
        findings.add(.error, "mt.format", at: Place(), "An error.")
        #expect(findings.hasErrors && findings.all.contains { $0.severity == .error })
    }

    @Test func `a tag of block 3 may be longer than a name can be`() throws {
        let text = "{1:F01SAMPDEFFAXXX0000000000}{3:{\(String(repeating: "A", count: 70_000)):x}}{4:\r\n:20:A\r\n-}"
        let mt = try format(.mt)
        let (documents, findings) = try mt.decodeAll(Array(text.utf8))
        #expect(findings.hasErrors)
        #expect(try mt.encodeAll(documents).bytes == Array(text.utf8))
    }

    @Test func `layout facts of the wrong kind do not stop the writer of MT`() throws {
        let lists = String(repeating: "[],", count: 5_000) + "[]"
        let json = #"{"type":"mt.103","layout":{"order":[[\#(lists)]]}}"#
        _ = try? format(.mt).encodeAll([Document(json: Array(json.utf8))])  // written or refused, both are right
    }

    @Test(arguments: [-1, 1_000_000_000_000])
    func `no number of columns is taken on trust`(columns: Int) throws {
        let json = #"{"record":"row","column1":"a","layout":{"columns":\#(columns)}}"#
        let delimited = try format(.delimited)
        #expect(throws: Fault.self) { try delimited.encodeAll([Document(json: Array(json.utf8))]) }
    }

    @Test func `column titles that come twice or are empty get names of their own`() throws {
        for header in ["column2,", "column2,column2", "a,a,a_", "extra.0,b"] {
            let bytes = Array("\(header)\r\n1,2\r\n".utf8)
            let delimited = try format(.delimited, options: ["header": "yes"])
            let documents = try delimited.decodeAll(bytes).documents.map { try Document(json: $0.jsonBytes()) }
            #expect(try delimited.encodeAll(documents).bytes == bytes, "\(header)")
        }
    }

    @Test func `fill records that run together come back as they were`() throws {
        let fill = String(repeating: "9", count: 94 * 3)
        let bytes = NACHASample.file(fill: 0) + Array(fill.utf8)
        let nacha = try format(.nacha)
        #expect(try nacha.encodeAll(try nacha.decodeAll(bytes).documents).bytes == bytes)
    }

    @Test func `a batch header that is cut off keeps the layout of the one before`() throws {
        let header = "5220                FF3               US123456789 IATTRADEPAYMTCADUSD261219   1091000010000001"
        let lines = [
            NACHASample.lines[0], header, NACHASample.lines[5], String(header.prefix(45)), NACHASample.lines[5],
        ]
        let bytes = NACHASample.file(lines)
        let nacha = try format(.nacha)
        let copies = try nacha.decodeAll(bytes).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try nacha.encodeAll(copies).bytes == bytes)
    }

    @Test(arguments: [
        "       01 R.\n          05 FILLER PIC 9(2) USAGE POINTER.\n", "       01 R.\n          05 A PIC Z9 COMP-1.\n",
        "       01 R.\n          05 \(String(repeating: "A", count: 70_000)) PIC X.\n",
    ])
    func `a copybook that means nothing is refused`(text: String) {
        #expect(throws: Fault.self) { try format(.copybook, definition: text) }
    }

    @Test func `a pattern that repeats nothing for ever is compiled at once`() throws {
        let schema: DocumentValue = ["pattern": "((((){10000}){10000}){10000}){10000}"]
        _ = try? JSONSchema(schema)  // compiled or refused, both are right
    }

    @Test func `members that a record or tag does not have are refused, not dropped`() throws {
        let cases = [
            ("nacha", #"{"record":"batchControl","serviceClasCode":"200"}"#, "/serviceClasCode"),
            ("fedwire", #"{"2000":{"amuont":"000000000001"}}"#, "/2000/amuont"),
        ]
        for (name, json, path) in cases {
            let format = try format(FormatKinds.kind(named: name))
            let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(json: Array(json.utf8))]) }
            #expect(fault?.place?.path == path)
        }
    }

    @Test func `attributes that a template has already are written once`() throws {
        let text =
            #"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08" "#
            + #"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><FIToFICstmrCdtTrf>"#
            + #"<GrpHdr xsi:foo="v"><MsgId>A</MsgId></GrpHdr></FIToFICstmrCdtTrf></Document>"#
        let xml = try format(.iso20022)
        let documents = try xml.decodeAll(Array(text.utf8)).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try xml.encodeAll(documents).bytes == Array(text.utf8))
    }

    @Test func `text behind a part in an envelope is read in one go`() throws {
        let noise = String(repeating: "\ra", count: 200_000)
        let text = "<E><Document xmlns=\"urn:example:x\"><a/></Document>\(noise)</E>"
        _ = try? format(.iso20022).decodeAll(Array(text.utf8))  // read or refused, both are right
    }

    @Test func `segments of a block stay in their block when a parent is closed`() throws {
        let copybook = """
                   01 R.
                      05 KIND PIC X.
                      05 HEAD.
                         10 TITLE PIC X(3).
                      05 ITEM REDEFINES HEAD.
                         10 AMOUNT PIC X(3).
            """
        let options = [
            "record-format": "VB", "code-page": "ascii", "segment-field": "KIND", "segment-map": "HEAD=H;ITEM=I",
            "segment-children": "HEAD=ITEM",
        ]
        let records = ["Habc", "I001", "Hdef"].flatMap { text -> [UInt8] in [0, 8, 0, 0] + Array(text.utf8) }
        let bytes: [UInt8] = [0, UInt8(records.count + 4), 0, 0] + records
        let format = try format(.copybook, options: options, definition: copybook)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(documents.count == 2 && !findings.hasErrors, "\(findings.all)")
        #expect(try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }).bytes == bytes)
    }
}
