import Canonical
import Conformance
import Formats
import Testing

/// Delimited files, by the shipped layouts, by options and by small layouts of the tests' own.
@Suite struct DelimitedTests {
    private static let statement = """
        Booking date,Value date,Payee,Text,Amount,Currency,Balance\r
        2026-11-02,2026-11-02,"Example, Ltd","He said ""no"" twice",-12.50,EUR,100.00\r
        2026-11-03,,Someone,"two
        lines",1000.00,EUR,1100.00\r

        """
    private static let semicolon = """
        "Buchungstag";"Valuta";"Name";"Verwendungszweck";"Betrag";"Währung"\r
        "02.11.2026";"02.11.2026";"Müller & Söhne";"Rechnung 17";-1234,50;"EUR"\r
        "03.11.2026";"04.11.2026";"Café d’Été";"";2000,00;"EUR"\r
        "Summe";"";"";"";765,50;"EUR"\r

        """

    private func options(_ options: [String: String]) throws -> any Format {
        try FormatKind.delimited.format(FormatSettings(options: options, library: CheckoutLibrary()))
    }

    private func again(_ bytes: [UInt8], _ format: any Format) throws -> [UInt8] {
        try format.encodeAll(try LayoutSamples.throughJSON(try format.decodeAll(bytes).documents)).bytes
    }

    @Test func `a statement is read with all its values and without findings`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let (documents, findings) = try format.decodeAll(Array(Self.statement.utf8))
        #expect(findings.all == [])
        #expect(documents.map { $0.value["record"] } == ["columnNames", "entry", "entry"])
        #expect(documents[1].value["payee"] == "Example, Ltd")
        #expect(documents[1].value["text"] == "He said \"no\" twice")
        #expect(documents[1].value["amount"] == "-12.50")
        #expect(documents[2].value["valueDate"] == .null)
        #expect(documents[2].value["text"] == "two\nlines")
        #expect(documents.allSatisfy { $0.value["layout"] == nil })
        #expect(try format.encodeAll(documents, mode: .strict).bytes == Array(Self.statement.utf8))
    }

    @Test func `decimal commas and sums are read and checked`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "statement-semicolon")
        let bytes = try LayoutSamples.bytes(Self.semicolon, .windows1252)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        #expect(documents[1].value["amount"] == "-1234.50")
        #expect(documents[2].value["payee"] == "Café d’Été")
        #expect(documents[3].value["record"] == "total")
        #expect(try format.encodeAll(documents, mode: .strict).bytes == bytes)
        let grouped = try LayoutSamples.bytes(Self.semicolon.replacing("-1234,50", with: "\"-1.234,50\""), .windows1252)
        #expect(try format.decodeAll(grouped).documents[1].value["amount"] == "-1234.50")
        #expect(try again(grouped, format) == grouped)
        let wrong = try LayoutSamples.bytes(Self.semicolon.replacing("765,50", with: "765,51"), .windows1252)
        let errors = try format.decodeAll(wrong).findings.all.filter { $0.severity == .error }
        #expect(errors.map(\.code) == ["layout.sum"])
        #expect(errors.first?.place.line == 4)
        #expect(errors.first?.place.field == "amount")
    }

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents`(size: Int) throws {
        for (name, text, encoding) in [
            ("card-statement-csv", Self.statement, TextEncoding.utf8),
            ("statement-semicolon", Self.semicolon, .windows1252),
        ] {
            let format = try LayoutSamples.format(.delimited, shipped: name)
            let bytes = try LayoutSamples.bytes(text, encoding)
            let whole = try format.decodeAll(bytes)
            let parts = try decodeInWindows(bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
            #expect(parts.findings.all == whole.findings.all)
        }
    }

    @Test func `a statement that is cut off within a row has an error`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "statement-semicolon")
        let bytes = try LayoutSamples.bytes(Self.semicolon, .windows1252)
        for count in 0..<bytes.count {
            #expect(try format.decodeAll(Array(bytes[..<count])).findings.hasErrors, "cut off at byte \(count)")
        }
    }

    @Test func `columns may stand in another order, be missing or unknown`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let text = "Amount,Payee,Colour,Booking date\r\n5.00,X,red,2026-01-02\r\n"
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        #expect(documents[1].value["amount"] == "5.00")
        #expect(documents[1].value["bookingDate"] == "2026-01-02")
        #expect(documents[1].value["Colour"] == "red")
        #expect(findings.all.filter { $0.code == "layout.header" }.count == 5)
        #expect(try again(Array(text.utf8), format) == Array(text.utf8))
    }

    @Test func `a header line is written where the documents bring none`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let (documents, _) = try format.decodeAll(Array(Self.statement.utf8))
        #expect(try format.encodeAll(Array(documents.dropFirst()), mode: .strict).bytes == Array(Self.statement.utf8))
        let without = Array(Self.statement.utf8.drop { $0 != 0x0A }.dropFirst())
        let read = try format.decodeAll(without)
        #expect(read.findings.all.map(\.code) == ["layout.header"])
        #expect(try again(without, format) == without)
    }

    @Test(arguments: [
        "a,b,c\r\n1,2,3\r\n", "a,b\r\n1\r\n1,2,3\r\n", "\"a\"\r\n", "\"a\",b\n\n\nx,y", " a , \"b\" ,c\r\n",
        "a\"b,\"c\"d,e\r\n",
        "\"open,x\r\nnext,y\r\n", "\"\",,\"\"\r\n", "\"a,b\",\"c\r\nd\"\r\n", ",\r\n", "\"a\"\"b\"\r\n", "x\r",
        "\u{FEFF}a,b\r\n", "\r\n",
        "\"\"\r\n", "a,b\rc,d\r\n", "  \"q\"  ,z\r\n",
    ])
    func `files without a layout come back as they were`(text: String) throws {
        for header in ["yes", "no"] {
            let format = try options(["header": header])
            #expect(try again(Array(text.utf8), format) == Array(text.utf8))
        }
    }

    @Test(arguments: [
        ["delimiter": "bar", "encoding": "gbk"], ["delimiter": "tab", "quote": "none"], ["escape": "backslash"],
        ["escape": "backslash", "quoting": "none", "comment": "#"], ["quoting": "all", "line-end": "lf"],
        ["encoding": "utf-16le", "header": "yes"], ["line-end": "cr"],
        ["quote": "single", "quoting": "text", "comment": "#"],
    ])
    func `mutants come back as they were`(settings: [String: String]) throws {
        let format = try options(settings)
        let encoding = try #require(TextEncoding(named: settings["encoding"] ?? "utf-8"))
        let sample = try LayoutSamples.bytes(
            "n,m|k\r\n\"a,\"\"b\",'c|\\x',\\\"y\r\n#c\n\n1,襖x|2\t3\r4,\" 5\"\n6, 'q' ,\\\\",
            encoding
        )
        let alphabet = Array("\"',|\\#\r\n\t ax".utf8) + [0x00, 0x81, 0xFE, 0xFF]
        var generator = SeededGenerator(seed: 4180)
        for _ in 0..<1_500 {
            let bytes = generator.mutate(sample, alphabet: alphabet)
            let documents = try LayoutSamples.throughJSON(try format.decodeAll(bytes).documents)
            let written = try format.encodeAll(documents).bytes
            if written != bytes {
                Issue.record(
                    "\(settings): \(String(decoding: bytes, as: UTF8.self).debugDescription) \(String(decoding: written, as: UTF8.self).debugDescription)"
                )
                return
            }
            _ = try? format.encodeAll(documents, mode: .strict)  // refused or not, it must not trap
        }
    }

    @Test func `columns take their names from the header line`() throws {
        let format = try options(["header": "yes", "delimiter": "semicolon"])
        let (documents, findings) = try format.decodeAll(Array("iban;amount\r\nX1;2\r\n".utf8))
        #expect(findings.all == [])
        #expect(documents[1].value == ["record": "row", "iban": "X1", "amount": "2"])
        let plain = try options([:]).decodeAll(Array("X1,2\r\n".utf8)).documents
        #expect(plain[0].value == ["record": "row", "column1": "X1", "column2": "2"])
    }

    @Test func `a row of more fields than the limit is refused wherever it stands`() throws {
        let row = Array((String(repeating: "\"\",", count: 2_000) + "\r\n").utf8)
        for format in [try options([:]), try LayoutSamples.format(.delimited, shipped: "card-statement-csv")] {
            let header = Array("Booking date,Amount,Currency\r\n".utf8)
            let fault = #expect(throws: Fault.self) { try format.decodeAll(header + row) }
            #expect(fault?.code == .formatLimit)
            #expect(fault?.place?.line == 2)
        }
    }

    @Test func `a bar within a Chinese character is no delimiter`() throws {
        let format = try options(["delimiter": "bar", "encoding": "gbk"])
        let (documents, _) = try format.decodeAll([0x81, 0x7C, 0x7C, 0x41, 0x0D, 0x0A])
        #expect(documents[0].value["column1"] == .text(String(decodingGBK: [0x81, 0x7C])))
        #expect(documents[0].value["column2"] == "A")
    }

    @Test(arguments: [
        (["delimiter": "ab"], "One ASCII character"), (["delimiter": "\""], "different characters"),
        (["quoting": "some"], "one of"),
        (["encoding": "klingon"], "encodings are"), (["nonsense": "1"], "no option"),
        (["layout": "no-such"], "no definition"),
    ])
    func `options that cannot be are refused`(settings: [String: String], reason: String) throws {
        let fault = #expect(throws: Fault.self) { try options(settings) }
        #expect(fault?.reason.contains(reason) == true)
    }

    @Test func `strict writing refuses what the layout has no place for`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let good: DocumentValue = [
            "record": "entry", "bookingDate": "2026-01-02", "amount": "5.1", "currency": "EUR", "payee": "a\r\nb\"c",
        ]
        let written = try format.encodeAll([Document(good)], mode: .strict).bytes
        #expect(String(decoding: written, as: UTF8.self).hasSuffix("\r\n2026-01-02,,\"a\r\nb\"\"c\",,5.10,EUR,\r\n"))
        for (member, value) in [("bookingDate", nil), ("amount", "x"), ("currency", "XXX"), ("colour", "red")] {
            guard case .object(var object) = good else { return }
            object[member] = value.map { .text($0) }
            #expect(throws: Fault.self) { try format.encodeAll([Document(.object(object))], mode: .strict) }
        }
    }
}

extension String {
    fileprivate init(decodingGBK bytes: [UInt8]) {
        var utf8: [UInt8] = []
        _ = TextEncoding.gbk.decode(bytes.span, into: &utf8)
        self = String(decoding: utf8, as: UTF8.self)
    }
}
