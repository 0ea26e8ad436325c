import Canonical
import Conformance
import Formats
import Testing

/// RFC 4180 and the dialects beside it: the values, the same bytes back from the JSON alone, and windows of any size.
@Suite struct DelimitedDialectTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var name: String
        var options: [String: String] = [:]
        var text: String
        /// The fields of each row that is no header line, comment or empty line; nil for a field that is absent.
        var rows: [[String?]]

        var testDescription: String { name }
    }

    private static let samples = [
        Sample(
            name: "rule 1: a record on each line",
            text: "aaa,bbb\r\nzzz,yyy\r\n",
            rows: [["aaa", "bbb"], ["zzz", "yyy"]]
        ),
        Sample(
            name: "rule 2: no line end at the end",
            text: "aaa,bbb\r\nzzz,yyy",
            rows: [["aaa", "bbb"], ["zzz", "yyy"]]
        ),
        Sample(
            name: "rule 3: a header line",
            options: ["header": "yes"],
            text: "column1,b\r\n1,2\r\n",
            rows: [["1", "2"]]
        ),
        Sample(name: "rule 4: blanks are part of a field", text: " a , b\r\n", rows: [[" a ", " b"]]),
        Sample(name: "rule 5: quotes that are not needed", text: "\"aaa\",\"\"\r\n", rows: [["aaa", ""]]),
        Sample(
            name: "rule 6: line ends and delimiters in quotes",
            text: "\"a\r\nb\",\"c,d\"\r\n\"e\nf\",\"\r\"\r\n",
            rows: [["a\r\nb", "c,d"], ["e\nf", "\r"]]
        ),
        Sample(name: "rule 7: doubled quotes", text: "\"a\"\"b\",\"\"\"\"\r\n", rows: [["a\"b", "\""]]),
        Sample(name: "a quote within a field", text: "a\"b,c\r\n", rows: [["a\"b", "c"]]),
        Sample(
            name: "empty, quoted and absent",
            text: "a,b,c\r\n,\"\",\r\nx\r\n",
            rows: [["a", "b", "c"], ["", "", ""], ["x", nil, nil]]
        ),
        Sample(
            name: "backslashes",
            options: ["escape": "backslash"],
            text: "\"a\\\"b\",c\\,d\r\n\"\\\\\",e\\\r\nf\r\n",
            rows: [["a\"b", "c,d"], ["\\", "e\r\nf"]]
        ),
        Sample(
            name: "tabs, no quotes",
            options: ["delimiter": "tab", "quote": "none"],
            text: "\"a\tb\"\r\n",
            rows: [["\"a", "b\""]]
        ),
        Sample(name: "semicolons", options: ["delimiter": "semicolon"], text: "1,5;2,5\r\n", rows: [["1,5", "2,5"]]),
        Sample(
            name: "a bar in a Chinese character",
            options: ["delimiter": "bar", "encoding": "gbk"],
            text: "乗|丨|b\r\n",
            rows: [["乗", "丨", "b"]]
        ),
        Sample(
            name: "another delimiter and quote",
            options: ["delimiter": "^", "quote": "single"],
            text: "'a^b'^'it''s'\r\n",
            rows: [["a^b", "it's"]]
        ),
        Sample(
            name: "lines that end with LF",
            options: ["line-end": "lf"],
            text: "a,\"b\r\nc\"\nd,e\n",
            rows: [["a", "b\r\nc"], ["d", "e"]]
        ),
        Sample(
            name: "lines that end with CR",
            options: ["line-end": "cr"],
            text: "a,b\rc,\"d\re\"\r",
            rows: [["a", "b"], ["c", "d\re"]]
        ),
        Sample(name: "lines that end otherwise", text: "a,b\nc,d\r\n\n", rows: [["a", "b"], ["c", "d"]]),
        Sample(name: "a byte order mark", text: "\u{FEFF}a,b\r\n", rows: [["a", "b"]]),
        Sample(
            name: "UTF-16",
            options: ["encoding": "utf-16be"],
            text: "\u{FEFF}中,\"𝄞,\"\"\r\n\"\r\n",
            rows: [["中", "𝄞,\"\r\n"]]
        ),
        Sample(
            name: "comments",
            options: ["comment": "#"],
            text: "# a,\"b\r\nc,#d\r\n\"#e\",f\r\n",
            rows: [["c", "#d"], ["#e", "f"]]
        ),
        Sample(
            name: "quotes everywhere",
            options: ["quoting": "all"],
            text: "\"a\",\"1\"\r\n\"\",\"\"\r\n",
            rows: [["a", "1"], ["", ""]]
        ),
        Sample(
            name: "long fields",
            text: "\(String(repeating: "x", count: 99)),\"\(String(repeating: "é,", count: 99))\"\r\n",
            rows: [[String(repeating: "x", count: 99), String(repeating: "é,", count: 99)]]
        ),
    ]

    private func format(_ options: [String: String]) throws -> any Format {
        try FormatKind.delimited.format(FormatSettings(options: options, library: CheckoutLibrary()))
    }

    private func bytes(_ sample: Sample) throws -> [UInt8] {
        try LayoutSamples.bytes(sample.text, try #require(TextEncoding(named: sample.options["encoding"] ?? "utf-8")))
    }

    @Test(arguments: samples)
    func `a dialect is read, and comes back from its JSON`(sample: Sample) throws {
        let format = try format(sample.options)
        let bytes = try bytes(sample)
        let (documents, findings) = try format.decodeAll(bytes)
        let rows = documents.filter { $0.value["record"] == "row" }
        #expect(rows.count == sample.rows.count)
        for (row, fields) in zip(rows, sample.rows) {
            let names = sample.options["header"] == nil ? ["column1", "column2", "column3"] : ["column1", "b"]
            for (name, field) in zip(names, fields) { #expect(row.value[name] == field.map { .text($0) }, "\(name)") }
            #expect(
                row.root.children.filter { $0.name != "layout" && $0.name != "record" }.count
                    == fields.count { $0 != nil }
            )
        }
        // A row of another length is the one error among these samples.
        #expect(findings.hasErrors == sample.rows.contains { $0.contains(nil) })
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
        for size in [1, 7, 4_096] {
            let parts = try decodeInWindows(bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == documents.map { $0.jsonBytes() }, "windows of \(size)")
            #expect(parts.findings.all == findings.all)
        }
    }

    @Test(arguments: samples)
    func `what is written strictly has the same values and no findings`(sample: Sample) throws {
        let format = try format(sample.options)
        let rows = try format.decodeAll(try bytes(sample)).documents.filter { !"\($0.value)".contains("columns") }
        let written = try format.encodeAll(rows, mode: .strict).bytes
        let (again, findings) = try format.decodeAll(written)
        #expect(findings.all.filter { $0.severity > .note } == [])
        func values(_ documents: [Document]) -> [DocumentValue] {
            documents.map(\.value).filter { $0["record"] == "row" }
                .map { value in
                    guard case .object(var object) = value else { return value }
                    object["layout"] = nil
                    return .object(object)
                }
        }
        #expect(values(again) == values(rows))
    }

    @Test(arguments: samples)
    func `a dialect cut off anywhere is read without a trap, and comes back`(sample: Sample) throws {
        let format = try format(sample.options)
        let bytes = try bytes(sample)
        for count in 0..<bytes.count {
            let cut = Array(bytes[..<count])
            let documents = try LayoutSamples.throughJSON(try format.decodeAll(cut).documents)
            // Of a byte order mark with nothing behind it there is no document.
            if documents.isEmpty { continue }
            #expect(try format.encodeAll(documents).bytes == cut, "cut off at byte \(count)")
        }
    }

    @Test func `a file cut off within a row has an error, and none where a row ends`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let text =
            "Booking date,Value date,Payee,Text,Amount,Currency,Balance\r\n"
            + "2026-11-02,,\"Example, Ltd\",\"two\r\nlines \"\"x\"\"\",-12.50,EUR,100.00\r\n2026-11-03,,,,1.00,EUR,\r\n"
        let bytes = Array(text.utf8)
        let ends = [bytes.count] + bytes.indices.filter { bytes[..<$0].reversed().starts(with: [0x0A, 0x0D]) }
        for count in 0...bytes.count {
            // The line end within quotes ends no row.
            let isWhole = ends.contains(count) && bytes[..<count].count { $0 == 0x22 } % 2 == 0
            let findings = try format.decodeAll(Array(bytes[..<count])).findings
            #expect(findings.hasErrors != isWhole, "cut off at byte \(count)")
        }
    }

    @Test func `escapes of a value that has changed are made anew`() throws {
        let format = try format(["escape": "backslash", "quoting": "none", "comment": "#"])
        let bytes = Array("a\\bc,d\\ne\r\n".utf8)
        guard case .object(var object) = try #require(try format.decodeAll(bytes).documents.first).value else { return }
        for value in ["a,bc", "#bc", "a\r\nc", "\\", "\"a\""] {
            object["column1"] = .text(value)
            let written = try format.encodeAll([Document(.object(object))]).bytes
            let again = try format.decodeAll(written).documents
            #expect(again.count == 1)
            #expect(again.first?.value["column1"] == .text(value), "\(value.debugDescription)")
            #expect(again.first?.value["column2"] == object["column2"])
        }
    }

    @Test func `lines are counted through line ends in quotes and behind backslashes`() throws {
        let format = try format(["escape": "backslash"])
        let text = "\"a\r\nb\",c\r\nd\\\r\ne,f\r\n\r\n"
        let findings = try format.decodeAll(Array(text.utf8)).findings.all
        #expect(findings.last?.code == "layout.empty-line")
        #expect(findings.last?.place.line == 5)
    }
}
