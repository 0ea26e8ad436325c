import Canonical
import Conformance
import Formats
import Testing

/// Files of fixed width, by the shipped layout of a Chinese bank and by small layouts of the tests' own.
@Suite struct FixedWidthTests {
    private static let small = """
        layout small "For tests"
        form fixed
        encoding gb18030
        line-end crlf
        record line
        field name    1  10  text
        field amount  +   8  number decimals=2 sign=leading
        field day     +   8  date yyyyMMdd null="00000000"
        field side    +   1  code C|D mandatory
        field wide    +   6  text pad="\\u{3000}"
        """

    private func read(_ line: String) throws -> (document: DocumentValue, findings: Findings) {
        let format = try LayoutSamples.format(.fixed, Self.small)
        let (documents, findings) = try format.decodeAll(try LayoutSamples.bytes(line + "\r\n", .gb18030))
        return (try #require(documents.first).value, findings)
    }

    /// What is written from a line's document after it has been JSON.
    private func again(_ line: String, end: String = "\r\n") throws -> [UInt8] {
        let format = try LayoutSamples.format(.fixed, Self.small)
        let (documents, _) = try format.decodeAll(try LayoutSamples.bytes(line + end, .gb18030))
        return try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes
    }

    @Test func `bytes between fields never take a field's name`() throws {
        let layout = """
            layout gap "For tests"
            form fixed
            encoding utf-8
            line-end lf
            record line
            field bytes1  3  2  text
            field bytes5  7  2  text
            """
        let format = try LayoutSamples.format(.fixed, layout)
        let bytes = Array("xxabyyzz\n".utf8)
        let documents = try format.decodeAll(bytes).documents
        #expect(documents.first?.value["bytes1"] == "ab")
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
    }

    @Test func `a batch file is read with all its values and without findings`() throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let (documents, findings) = try format.decodeAll(try LayoutSamples.batchPayment())
        #expect(findings.all == [])
        #expect(documents.count == 4)
        #expect(documents[0].value["payerName"] == "上海示例贸易有限公司")
        #expect(documents[0].value["total"] == "1234.56")
        #expect(documents[1].value["purpose"] == "十一月工资")
        #expect(documents[2].value["payeeName"] == "李䶮")
        #expect(documents[2].value["remark"] == "备注")
        #expect(documents[3].value["accountHash"] == "400000000000000058")
        #expect(documents.allSatisfy { $0.value["layout"] == nil })
    }

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents`(size: Int) throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let bytes = try LayoutSamples.batchPayment()
        let whole = try format.decodeAll(bytes)
        let parts = try decodeInWindows(bytes, size: size, format: format)
        #expect(parts.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
        #expect(parts.findings.all == whole.findings.all)
    }

    @Test func `a batch file comes back byte by byte from its JSON, strictly too`() throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let bytes = try LayoutSamples.batchPayment()
        let documents = try LayoutSamples.throughJSON(try format.decodeAll(bytes).documents)
        #expect(try format.encodeAll(documents).bytes == bytes)
        #expect(try format.encodeAll(documents, mode: .strict).bytes == bytes)
    }

    @Test func `a batch that is cut off anywhere has an error`() throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let bytes = try LayoutSamples.batchPayment()
        for count in 0..<bytes.count {
            let (_, findings) = try format.decodeAll(Array(bytes[..<count]))
            #expect(findings.hasErrors, "cut off at byte \(count)")
        }
    }

    @Test(arguments: [
        ("D1\nT9\n", [String]()), ("D1\nS9\n", []), ("D1\nT9\nD2\nT9\n", []), ("D1\n", ["layout.record-missing"]),
        ("D1\nT9\nD2\n", ["layout.record-missing"]), ("", ["layout.record-missing"]),
    ])
    func `a group without the record that closes it has an error, once or not`(text: String, codes: [String]) throws {
        let layout = """
            layout closed "For tests"
            form fixed
            line-end lf
            record payment when 1 = D
            field kind 1 1 code D
            field amount + 1 number
            record trailer when 1 = T last
            field kind 1 1 code T
            field count + 1 number
            record short when 1 = S last
            field kind 1 1 code S
            field count + 1 number
            """
        let format = try LayoutSamples.format(.fixed, layout)
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        #expect(findings.all.map(\.code) == codes && findings.all.allSatisfy { $0.severity == .error })
        #expect(try format.encodeAll(documents).bytes == Array(text.utf8))
        guard !codes.isEmpty else { return }
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    @Test(arguments: [
        (from: "T000002", to: "T000003", code: "layout.count", field: "count"),
        (from: "0000000023456", to: "0000000023457", code: "layout.sum", field: "total"),
        (from: "6200000000000000025", to: "6200000000000000026", code: "layout.hash", field: "accountHash"),
    ])
    func `a wrong control total is an error at its place`(from: String, to: String, code: String, field: String) throws
    {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        var bytes = try LayoutSamples.batchPayment()
        let index = try #require(bytes.indices.first { bytes[$0...].starts(with: Array(from.utf8)) })
        bytes.replaceSubrange(index..<(index + from.utf8.count), with: Array(to.utf8))
        let errors = try format.decodeAll(bytes).findings.all.filter { $0.severity == .error }
        #expect(errors.contains { $0.code == code && $0.place.field == field })
        #expect(errors.allSatisfy { $0.code == code })
        let documents = try format.decodeAll(bytes).documents
        #expect(try format.encodeAll(documents).bytes == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    @Test func `control totals that a document leaves out are computed`() throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let bytes = try LayoutSamples.batchPayment()
        var values = try format.decodeAll(bytes).documents.map(\.value)
        for name in ["count", "total", "accountHash"] {
            guard case .object(var object) = values[3] else { return }
            object[name] = nil
            values[3] = .object(object)
        }
        #expect(try format.encodeAll(values.map { Document($0) }, mode: .strict).bytes == bytes)
    }

    @Test func `several batches in one input are checked one by one`() throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let bytes = try LayoutSamples.batchPayment()
        let (documents, findings) = try format.decodeAll(bytes + bytes)
        #expect(documents.count == 8)
        #expect(findings.all == [])
        #expect(try format.encodeAll(documents).bytes == bytes + bytes)
        let cut = try format.decodeAll(Array(bytes[..<404]) + bytes).findings.all.map(\.code)
        #expect(cut.contains("layout.record-missing"))
    }

    // MARK: - Values

    @Test(arguments: [
        ("张三      0000012320261126C" + "　　　", "张三", "1.23", "2026-11-26"),
        ("A         -000012320261126D" + "　　　", "A", "-1.23", "2026-11-26"),
        ("          0000000020261126C" + "　　　", "", "0.00", "2026-11-26"),
    ])
    func `values lose their padding`(line: String, name: String, amount: String, day: String) throws {
        let (document, findings) = try read(line)
        #expect(findings.all == [])
        #expect(document["name"] == .text(name))
        #expect(document["amount"] == .text(amount))
        #expect(document["day"] == .text(day))
        #expect(document["layout"] == nil)
    }

    @Test func `absent, empty and null differ`() throws {
        #expect(try read("X         0000012300000000C　　　").document["day"] == .null)
        #expect(try read("X                 20261126C　　　").document["amount"] == .null)
        #expect(try read("          0000012320261126C　　　").document["name"] == "")
        #expect(try read("X         00000123").document["day"] == nil)
    }

    @Test(arguments: [
        "  张三    0000012320261126C　　　", "张三      +000012320261126C　　　", "张三          123 20261126C　　　",
        "张三         -12320261126C　　　", "张三　　 0000012320261126C　　　", "张三      0000012320261126C甲    ",
        "张三      00x0012320260230E　　　", "张三      000001232026112", "张三", "", "张三      00000123        C　　　",
        "张三      0000012320261126C　　　more", "张三      000012-320261126C      ", "张三      0000-01220261126C  甲　",
    ])
    func `what is unusual comes back as it was`(line: String) throws {
        for end in ["\r\n", "\n", ""] {
            #expect(try again(line, end: end) == LayoutSamples.bytes(line + end, .gb18030))
        }
    }

    @Test func `bytes that are no characters are reported and come back`() throws {
        let format = try LayoutSamples.format(.fixed, Self.small)
        var bytes = try LayoutSamples.bytes("张三      0000012320261126C　　　\r\n", .gb18030)
        bytes[4] = 0xFF
        bytes[3] = 0x20
        let (documents, findings) = try format.decodeAll(bytes)
        let codes = findings.all.filter { $0.severity == .error }
        #expect(codes.map(\.code) == ["layout.undecodable"])
        #expect(codes.first?.place == Place(byteOffset: 2, line: 1, field: "name", path: "/name"))
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    @Test func `findings hold no values`() throws {
        let (_, findings) = try read("SECRET    SECRET!!SECRET!!SSECRET")
        #expect(findings.hasErrors)
        for finding in findings.all { #expect(!"\(finding)".contains("SECRET")) }
    }

    // MARK: - Writing

    private func write(_ member: String, _ value: DocumentValue?, layout: String = small) throws -> [UInt8] {
        var object = DocumentObject()
        object["record"] = "line"
        for (name, value) in [("name", "N"), ("amount", "1.00"), ("day", "2026-11-26"), ("side", "C")] {
            object[name] = .text(value)
        }
        object[member] = value
        let format = try LayoutSamples.format(.fixed, layout)
        return try format.encodeAll([Document(.object(object))], mode: .strict).bytes
    }

    private static let refused: [(member: String, value: DocumentValue?)] = [
        ("name", "一二三四五六"), ("amount", "123456789.00"), ("amount", "1.234"), ("amount", "x"),
        ("day", "2026-02-30"), ("side", "X"), ("side", nil), ("side", ""), ("name", "€\u{10FE80}"), ("name", "a\nb"),
        ("other", "x"), ("name", ["list"]), ("wide", "一二三四"), ("record", "no such"),
    ]

    @Test(arguments: refused)
    func `strict writing refuses what does not fit`(member: String, value: DocumentValue?) throws {
        let fault = #expect(throws: Fault.self) { try write(member, value) }
        #expect(fault?.code == .schemaViolation)
        #expect(fault?.place?.path == "/\(member)")
    }

    @Test func `text is cut on a character boundary where the layout says so`() throws {
        let layout = Self.small.replacing("10  text", with: "9  text cut")
        #expect(try write("name", "一二三四五六", layout: layout).starts(with: LayoutSamples.bytes("一二三四 ", .gb18030)))
        #expect(try write("name", "abc㐂六㐂", layout: layout).starts(with: LayoutSamples.bytes("abc㐂六", .gb18030)))
    }

    @Test func `a field that the document leaves out is blank`() throws {
        #expect(try write("name", nil).starts(with: Array("          00000100".utf8)))
        #expect(try write("amount", .null).starts(with: Array("N                 2026".utf8)))
    }

    @Test func `facts that no longer go with a value are left aside`() throws {
        let format = try LayoutSamples.format(.fixed, Self.small)
        let line = try LayoutSamples.bytes("  张三    +000012320261126C　　　\r\n", .gb18030)
        guard case .object(var object) = try #require(try format.decodeAll(line).documents.first).value else { return }
        object["name"] = "王小五儿"
        object["amount"] = "-7.00"
        let bytes = try format.encodeAll([Document(.object(object))]).bytes
        #expect(bytes == (try LayoutSamples.bytes("王小五儿  -000070020261126C　　　\r\n", .gb18030)))
    }

    // MARK: - Other shapes of files

    @Test func `records without line ends are cut by their length`() throws {
        let layout = """
            layout blocks
            form fixed
            encoding utf-16le
            line-end none
            record-length 16
            byte-order-mark yes
            record block
            field text 1 12 text
            field number 13 4 number
            """
        let format = try LayoutSamples.format(.fixed, layout)
        let text = try LayoutSamples.bytes("žlutý 01kůň   22", .utf16LittleEndian)
        let bytes = [0xFF, 0xFE] + text
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        #expect(documents.map { $0.value["text"] } == ["žlutý", "kůň"])
        #expect(documents.map { $0.value["number"] } == ["1", "22"])
        #expect(try format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes == bytes)
        #expect(try format.decodeAll(bytes.dropLast()).findings.hasErrors)
    }

    @Test func `a record longer than the limit is refused`() throws {
        let format = try LayoutSamples.format(.fixed, Self.small)
        let bytes = [UInt8](repeating: 0x41, count: 1_100_000)
        let fault = #expect(throws: Fault.self) { try format.decodeAll(bytes) }
        #expect(fault?.code == .formatLimit)
    }

    @Test(arguments: 0..<40)
    func `mutants come back as they were`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let sample = try LayoutSamples.batchPayment()
        let alphabet: [UInt8] = [
            0x00, 0x0A, 0x0D, 0x20, 0x2B, 0x2D, 0x30, 0x39, 0x44, 0x54, 0x80, 0x81, 0xA1, 0xFE, 0xFF,
        ]
        for _ in 0..<50 {
            let bytes = generator.mutate(sample, alphabet: alphabet)
            let documents = try LayoutSamples.throughJSON(try format.decodeAll(bytes).documents)
            #expect(try format.encodeAll(documents).bytes == bytes)
            _ = try? format.encodeAll(documents, mode: .strict)  // refused or not, it must not trap
        }
    }
}
