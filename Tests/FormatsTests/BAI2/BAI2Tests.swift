import Canonical
import Conformance
import Formats
import Testing

/// BAI2 files: what they become, their totals and counts, and that they come back byte for byte.
@Suite struct BAI2Tests {
    private let format: any Format

    init() throws {
        format = try FormatKind.bai2.format(FormatSettings(library: CheckoutLibrary()))
    }

    private func roundTrip(_ bytes: [UInt8]) throws -> [UInt8] {
        let documents = try format.decodeAll(bytes).documents
        return try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }).bytes
    }

    private func text(_ bytes: [UInt8], _ change: (inout String) -> Void) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        change(&text)
        return Array(text.utf8)
    }

    @Test func `a file becomes groups, accounts, summaries and transactions`() throws {
        let (documents, findings) = try format.decodeAll(BAI2Sample.plain)
        #expect(findings.all == [])
        let file = try #require(documents.first?.value)
        let account = file.value(at: ["groups", "0", "accounts", "0"])
        #expect(account?["summaries"]?.items?.count == 4)
        #expect(
            account?.value(at: ["summaries", "0"]) == [
                "type": "010", "amount": "+4350000", "itemCount": "", "fundsType": "",
            ]
        )
        let payment = account?.value(at: ["transactions", "1"])
        #expect(payment?["text"] == "SAMPLE PAYMENTS" && payment?["customerReference"] == " ")
        let check = account?.value(at: ["transactions", "2"])
        #expect(check?["valueDate"] == "261127" && check?["text"] == "CHECK 1, 2 AND 3\nSECOND LINE/WITH SLASH")
        let distributed = account?.value(at: ["transactions", "3"])
        #expect(distributed?["distributions"]?.items?.last == ["days": "2", "amount": "500000"])
        #expect(file["numberOfRecords"] == "12")
    }

    @Test(arguments: [BAI2Sample.plain, BAI2Sample.awkward, BAI2Sample.plain + BAI2Sample.awkward])
    func `a file comes back from its JSON alone`(bytes: [UInt8]) throws {
        #expect(try roundTrip(bytes) == bytes)
    }

    @Test func `what real files do is read with warnings only`() throws {
        let (documents, findings) = try format.decodeAll(BAI2Sample.awkward)
        #expect(findings.all.map(\.code) == ["bai2.terminator"])
        #expect(documents.count == 1 && documents.first?.value["fileLayout"]?["lineEnd"] == "CRLF")
    }

    @Test func `several files in one input are several documents`() throws {
        let bytes = BAI2Sample.plain + BAI2Sample.plain + BAI2Sample.awkward
        #expect(try format.decodeAll(bytes).documents.count == 3)
        for size in [1, 7, 4_096] {
            let pieces = try decodeInWindows(bytes, size: size, format: format)
            let whole = try format.decodeAll(bytes)
            #expect(pieces.documents.map(\.value) == whole.documents.map(\.value))
            #expect(pieces.findings.all == whole.findings.all)
        }
    }

    @Test(arguments: [
        "49,11547500,8/": "49,11547501,8/", "49,11547500": "49,X", "98,11547500": "98,1", "99,11547500": "99,1",
    ])
    func `a wrong control total is an error`(right: String, wrong: String) throws {
        let bytes = text(BAI2Sample.plain) { $0 = $0.replacing(right, with: wrong) }
        let findings = try format.decodeAll(bytes).findings
        #expect(findings.hasErrors && findings.all.allSatisfy { $0.code == "bai2.control-total" })
        #expect(try roundTrip(bytes) == bytes)
    }

    @Test(arguments: [",8/": ",9/", ",1,10/": ",2,10/", ",1,12/": ",0,12/"])
    func `a wrong count is an error`(right: String, wrong: String) throws {
        let bytes = text(BAI2Sample.plain) { $0 = $0.replacing("11547500" + right, with: "11547500" + wrong) }
        let findings = try format.decodeAll(bytes).findings
        #expect(findings.hasErrors && findings.all.allSatisfy { $0.code == "bai2.count" })
    }

    @Test(arguments: [
        ("16,115,450000,S", "16,115,45.00,S", "bai2.amount"), ("261126,0200", "261326,0200", "bai2.date"),
        ("261126,0200", "261126,2500", "bai2.date"), ("16,165,", "16,1X5,", "bai2.code"),
        ("1500000,1,", "1500000,7,", "bai2.code"), ("122099999,1,2611", "122099999,9,2611", "bai2.code"),
        ("USD,010", "US,010", "bai2.code"), ("16,165", "17,165", "bai2.record"),
    ])
    func `a value that breaks a rule is an error and is kept`(right: String, wrong: String, code: String) throws {
        let bytes = text(BAI2Sample.plain) { $0 = $0.replacing(right, with: wrong) }
        let findings = try format.decodeAll(bytes).findings
        #expect(findings.all.contains { $0.code == code && $0.severity == .error && $0.place.line != nil })
        #expect(try roundTrip(bytes) == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(try format.decodeAll(bytes).documents, mode: .strict) }
    }

    @Test(arguments: ["02", "03", "49", "98", "99"])
    func `a missing record is an error and stays missing`(code: String) throws {
        let lines = String(decoding: BAI2Sample.plain, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let bytes = Array(lines.filter { !$0.hasPrefix("\(code),") }.joined(separator: "\n").utf8)
        #expect(try format.decodeAll(bytes).findings.all.contains { $0.code == "bai2.order" })
        #expect(try roundTrip(bytes) == bytes)
    }

    @Test func `strict mode writes what is right`() throws {
        let documents = try format.decodeAll(BAI2Sample.plain).documents
        #expect(try format.encodeAll(documents, mode: .strict).bytes == BAI2Sample.plain)
    }

    @Test func `strict mode continues records that are too long on records 88`() throws {
        let text = """
            01,122099999,123456789,261126,0200,1,40,1,2/
            02,031001234,122099999,1,261125,,USD,2/
            03,0123456789,USD,010,500,,,015,500,,,040,500,,,045,500,,/
            49,2000,3/
            98,2000,1,5/
            99,2000,1,8/

            """
        let documents = try format.decodeAll(Array(text.utf8)).documents
        let written = try format.encodeAll(documents, mode: .strict).bytes
        let lines = String(decoding: written, as: UTF8.self).split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 40 } && lines.count == 8)
        #expect(lines[3...4] == ["03,0123456789,USD,010,500,,,015,500,,/", "88,040,500,,,045,500,,/"])
        // The counts are of lines: with others the trailers have to say others.
        let wide = text.replacing(",1,40,", with: ",1,60,")
        let fault = #expect(throws: Fault.self) {
            try format.encodeAll(try format.decodeAll(Array(wide.utf8)).documents, mode: .strict)
        }
        #expect(fault?.place?.field == "numberOfRecords")
        let narrow = text.replacing(",1,40,", with: ",1,9,")
        #expect(throws: Fault.self) {
            try format.encodeAll(try format.decodeAll(Array(narrow.utf8)).documents, mode: .strict)
        }
    }

    @Test(arguments: [
        (["groups", "0", "accounts", "0", "transactions", "0", "amount"], "1", "/groups/0/accounts/0"),
        (
            ["groups", "0", "accounts", "0", "transactions", "2", "valueDate"], "261301",
            "/groups/0/accounts/0/transactions/2"
        ),
        (["groups", "0", "numberOfAccounts"], "7", "/groups/0"),
    ])
    func `a change is written, found, and refused in strict mode`(
        path: [String],
        value: String,
        place: String
    ) throws {
        var document = try #require(try format.decodeAll(BAI2Sample.plain).documents.first?.value)
        document = replace(document, path, .text(value))
        let written = try format.encodeAll([Document(document)]).bytes
        #expect(try format.decodeAll(written).findings.hasErrors)
        let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(document)], mode: .strict) }
        #expect(fault?.place?.path == place)
    }

    private func replace(_ value: DocumentValue, _ path: [String], _ new: DocumentValue) -> DocumentValue {
        guard let step = path.first else { return new }
        if case .object(var object) = value {
            object[step] = object[step].map { replace($0, Array(path.dropFirst()), new) } ?? new
            return .object(object)
        }
        guard case .list(var items) = value, let index = Int(step) else { return value }
        items[index] = replace(items[index], Array(path.dropFirst()), new)
        return .list(items)
    }

    @Test func `a transaction removed from the document is removed from the file`() throws {
        let bytes = text(BAI2Sample.plain) {
            $0 = $0.replacing("16,165,1500000,1,REF1620, ,SAMPLE PAYMENTS\n", with: "")
        }
        var value = try #require(try format.decodeAll(BAI2Sample.plain).documents.first?.value)
        value = remove(value, ["groups", "0", "accounts", "0", "transactions", "1"])
        #expect(try format.encodeAll([Document(value)]).bytes == bytes)
    }

    private func remove(_ value: DocumentValue, _ path: [String]) -> DocumentValue {
        guard let step = path.first else { return value }
        if case .object(var object) = value, let member = object[step] {
            object[step] = remove(member, Array(path.dropFirst()))
            return .object(object)
        }
        guard case .list(var items) = value, let index = Int(step) else { return value }
        if path.count == 1 {
            items.remove(at: index)
        } else {
            items[index] = remove(items[index], Array(path.dropFirst()))
        }
        return .list(items)
    }

    @Test(arguments: [BAI2Sample.plain, BAI2Sample.awkward])
    func `documents are as described`(bytes: [UInt8]) throws {
        let checker = try ShapeCheck(try format.description(ofType: "bai2"))
        for document in try format.decodeAll(bytes).documents { #expect(checker.misfit(document.value) == nil) }
    }

    @Test func `an input of another format is refused`() throws {
        for text in ["0", "02,1,2/", "{1:F01", "<a/>"] {
            let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatUnrecognised)
        }
    }

    @Test func `cut at each byte, a file comes back`() throws {
        for length in 3..<BAI2Sample.plain.count {
            let bytes = Array(BAI2Sample.plain.prefix(length))
            #expect(try roundTrip(bytes) == bytes)
        }
    }

    @Test(arguments: ["", "\n"])
    func `a file whose last record has no slash is not whole`(end: String) throws {
        let bytes = text(BAI2Sample.plain) { $0 = $0.replacing("99,11547500,1,12/\n", with: "99,11547500,1,12" + end) }
        let findings = try format.decodeAll(bytes).findings.all
        #expect(findings.map(\.code) == ["bai2.terminator"] && findings.first?.severity == .error)
        #expect(try roundTrip(bytes) == bytes)
    }

    @Test func `many empty lines behind a file cost little`() throws {
        let bytes = BAI2Sample.plain + [UInt8](repeating: 0x0A, count: 100_000)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(!findings.hasErrors && findings.dropped == 90_000)
        #expect(try format.encodeAll(documents).bytes == bytes)
    }

    @Test(arguments: [1, 2, 3, 4])
    func `changed at random`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789,,//\n\n\r 18VSDZ+-.".utf8) + [0xC3, 0xE4]
        for _ in 0..<1_500 {
            let bytes = random.mutate(random.pick([BAI2Sample.plain, BAI2Sample.awkward]), alphabet: alphabet)
            guard bytes.starts(with: Array("01,".utf8)) else { continue }
            let written = try roundTrip(bytes)
            if written != bytes { Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription)") }
        }
    }
}
