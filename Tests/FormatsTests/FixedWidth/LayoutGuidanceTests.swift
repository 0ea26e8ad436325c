import Canonical
import Conformance
import Formats
import Testing

/// Layouts as an analyst writes them for the first time, and what is said of the usual mistakes.
@Suite struct LayoutGuidanceTests {
    /// Fixed records without line ends, in ISO 8859-1.
    private static let collection = """
        layout direct-debits "Collection file of a public utility"
        form fixed
        encoding iso-8859-1
        line-end none
        record-length 40

        record header when 1 = 01 first once
        field kind      1   2 code 01
        field creditor  +  20 text mandatory
        field created   +   6 date yyMMdd mandatory

        record debit when 1 = 02
        field kind      1   2 code 02
        field debtor    +  20 text mandatory cut
        field amount    +   9 number decimals=2 mandatory
        field due       +   8 date ddMMyyyy null="00000000"

        record trailer when 1 = 99 last once
        field kind      1   2 code 99
        field count     +   6 number mandatory check="count of debit"
        field total     +  12 number decimals=2 mandatory check="sum of debit.amount"
        """

    private static let debits =
        "01Stadtwerke Müllheim 261126            " + "02François Élément    00000125001122026 "
        + "02O'Brien, Séan       00000000100000000 " + "99000002000000001251                    "

    @Test func `fixed records without line ends are read, checked and written`() throws {
        let format = try LayoutSamples.format(.fixed, Self.collection)
        let bytes = try LayoutSamples.bytes(Self.debits, .latin1)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        #expect(documents.map { $0.value["record"] } == ["header", "debit", "debit", "trailer"])
        #expect(documents[1].value["debtor"] == "François Élément")
        #expect(documents[1].value["due"] == "2026-12-01")
        #expect(documents[2].value["due"] == .null)
        for mode in [WriteMode.faithful, .strict] {
            #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents), mode: mode).bytes == bytes)
        }
        for count in 0..<bytes.count {
            #expect(try format.decodeAll(Array(bytes[..<count])).findings.hasErrors, "cut off at byte \(count)")
        }
        for size in [1, 7, 4_096] {
            let parts = try decodeInWindows(bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == documents.map { $0.jsonBytes() })
        }
    }

    /// A spreadsheet's export as "Unicode text".
    private static let export = """
        layout export "Payments as a spreadsheet saves them"
        form delimited
        encoding utf-16le
        byte-order-mark yes
        delimiter tab
        header yes
        record total when 1 = "合计" last once
        field label   text title="收款人"
        field amount  number decimals=2 mark="." group="," check="sum of payment.amount" title="金额"
        field count   number check="count of payment" title="备注"
        record payment
        field payee   text mandatory title="收款人"
        field amount  number decimals=2 mark="." group="," mandatory title="金额"
        field remark  text title="备注"
        """

    private static let rows = "收款人\t金额\t备注\r\n王样本\t\"1,250.00\"\t\"a\tb\"\r\n李䶮\t0.50\t\r\n合计\t1250.50\t2\r\n"

    @Test func `a spreadsheet in UTF-16 is read, checked and comes back`() throws {
        let format = try LayoutSamples.format(.delimited, Self.export)
        let bytes = [0xFF, 0xFE] + (try LayoutSamples.bytes(Self.rows, .utf16LittleEndian))
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all.filter { $0.severity > .note } == [])
        #expect(documents.map { $0.value["amount"] } == [nil, "1250.00", "0.50", "1250.50"])
        #expect(documents[1].value["remark"] == "a\tb")
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
        for count in 0..<bytes.count {
            #expect(try format.decodeAll(Array(bytes[..<count])).findings.hasErrors, "cut off at byte \(count)")
        }
        for size in [1, 7, 4_096] {
            let parts = try decodeInWindows(bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == documents.map { $0.jsonBytes() })
            #expect(parts.findings.all == findings.all)
        }
    }

    @Test(arguments: [
        ("1250.50\t2", "1250.51\t2", "layout.sum", "amount"), ("1250.50\t2", "1250.50\t3", "layout.count", "count"),
    ])
    func `a wrong total in a delimited file is an error at its field`(
        from: String,
        to: String,
        code: String,
        field: String
    ) throws {
        let format = try LayoutSamples.format(.delimited, Self.export)
        let text = Self.rows.replacing(from, with: to)
        let bytes = [0xFF, 0xFE] + (try LayoutSamples.bytes(text, .utf16LittleEndian))
        let (documents, findings) = try format.decodeAll(bytes)
        let errors = findings.all.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [code])
        #expect(errors.first?.place.field == field)
        #expect(errors.first?.place.line == 4)
        #expect(try format.encodeAll(documents).bytes == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    @Test func `strict writing computes what a trailer leaves out, and asks for what a header does`() throws {
        let format = try LayoutSamples.format(.delimited, Self.export)
        let payment: DocumentValue = ["record": "payment", "payee": "X", "amount": "7"]
        let written = try format.encodeAll(
            [Document(payment), Document(["record": "total", "label": "合计"])],
            mode: .strict
        )
        let text = "收款人\t金额\t备注\r\nX\t7.00\t\r\n合计\t7.00\t1\r\n"
        #expect(written.bytes == [0xFF, 0xFE] + (try LayoutSamples.bytes(text, .utf16LittleEndian)))

        let batch = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let header: DocumentValue = ["record": "header", "batchNumber": "1", "submitted": "2026-11-26"]
        let fault = #expect(throws: Fault.self) {
            var header = header
            if case .object(var object) = header {
                object["payerAccount"] = "1"
                object["payerName"] = "X"
                header = .object(object)
            }
            return try batch.encodeAll([Document(header)], mode: .strict)
        }
        #expect(fault?.place?.path == "/count")
        #expect(fault?.reason.contains("count of payment cannot be computed here") == true)
    }

    @Test func `the mark of another encoding says that the layout's is wrong`() throws {
        let format = try LayoutSamples.format(.delimited, Self.export.replacing("utf-16le", with: "utf-16be"))
        let bytes = [0xFF, 0xFE] + (try LayoutSamples.bytes("收款人\t金额\r\n", .utf16LittleEndian))
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(
            findings.all.contains { $0.severity == .warning && $0.message.contains("the byte order mark of utf-16le") }
        )
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
    }

    // MARK: - Mistakes

    private static let mistakes: [(line: String, instead: String, reason: String)] = [
        ("encoding iso-8859-1", "encoding latin-9000", "The encodings are us-ascii, utf-8"),
        ("encoding iso-8859-1", "encoding iso-8859-1\nbyte-order-mark yes", "no byte order mark"),
        ("encoding iso-8859-1", "encoding utf-16le", "takes 4 bytes, and the field has 2"),
        (
            "record-length 40", "record-length 40\nencoding utf-16le\nrecord x when 1 = X\nfield y 1 3 text",
            "a WIDTH is even"
        ),
        ("record-length 40", "", "have a `record-length`"),
        ("record-length 40", "record-length 25", "behind the record, which has 25 bytes"),
        ("record-length 40", "header yes", "no `header` in a layout of the form fixed"),
        ("field creditor  +  20 text mandatory", "field creditor text mandatory", "START is a number from 1"),
        (
            "field creditor  +  20 text mandatory", "field creditor 2 20 text",
            "the one before ends at byte 2, this begins at 2"
        ),
        ("field creditor  +  20 text mandatory", "field creditor + 20 string", "The types are text, number"),
        (
            "field creditor  +  20 text mandatory", "feild creditor + 20 text",
            "A line begins with `record` or `field` here"
        ),
        (
            "field created   +   6 date yyMMdd mandatory", "field created + 8 date YYYYMMDD",
            "A pattern such as yyyyMMdd"
        ),
        (
            "field created   +   6 date yyMMdd mandatory", "field created + 6 date yyMMdd default=261126",
            "cannot hold its default"
        ),
        ("field created   +   6 date yyMMdd mandatory", "field created + 6 text pad=中", "does not have the characters"),
        (
            "field created   +   6 date yyMMdd mandatory", "field created + 6 code DEBTORS",
            "takes 7 bytes, and the field has 6"
        ),
        ("record debit when 1 = 02", "record debit when 1=02", "with blanks around the `=`"),
        ("record debit when 1 = 02", "record debit when 40 = 02", "looks behind the record, which has 40 bytes"),
        ("record debit when 1 = 02", "record debit", "No record can follow one without `when`"),
        ("check=\"count of debit\"", "check=\"count of debits\"", "A check names records of the layout"),
        ("check=\"sum of debit.amount\"", "check=\"sum of debit.debtor\"", "A sum is made of number fields"),
        ("check=\"sum of debit.amount\"", "check=\"sum of debit.amount where sort = C\"", "behind `where` is a field"),
    ]

    @Test(arguments: mistakes.indices)
    func `a mistake is refused with its line and what was expected`(number: Int) throws {
        let mistake = Self.mistakes[number]
        #expect(Self.collection.contains(mistake.line))
        let text = Self.collection.replacing(mistake.line, with: mistake.instead)
        let fault = #expect(throws: Fault.self) { try LayoutSamples.format(.fixed, text) }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.reason.contains(mistake.reason) == true, "\(fault?.reason ?? "")")
        #expect(fault?.place?.line != nil)
        #expect(fault?.advice?.contains("schemas/layouts/README.md") == true)
    }

    @Test func `a record of UTF-16 has whole characters`() {
        let layout = "layout x\nencoding utf-16be\nrecord-length 41\nrecord y\nfield z 1 2 text"
        let fault = #expect(throws: Fault.self) { try LayoutSamples.format(.fixed, layout) }
        #expect(fault?.reason.contains("is a multiple of 2 bytes") == true)
    }

    @Test func `a file of another layout says what does not fit`() throws {
        let format = try LayoutSamples.format(.fixed, Self.collection)
        let findings = try format.decodeAll(try LayoutSamples.batchPayment()).findings.all
        #expect(findings.first?.message.contains("no `when` fits its bytes") == true)
        #expect(findings.first?.place.byteOffset == 0)
    }
}
