import Canonical
import Conformance
import Formats
import Testing

/// Statements of any size are read and written in pieces: head, entries, tail.
@Suite("SWIFT MT in pieces")
struct MTSplitTests {
    private static func format(
        split: String = "auto",
        bytesMax: Int = 1 << 24,
        rules: Set<String> = []
    ) throws -> any Format {
        var limits = Limits.standard
        limits.bodyBytesMax = bytesMax
        let settings = FormatSettings(
            limits: limits,
            options: ["split": split],
            library: MTSamples.library,
            ruleSets: rules
        )
        return try FormatKind.mt.format(settings)
    }

    private static func statement(entries: Int) -> [UInt8] {
        var text = "{1:F01ALFAGB2LAXXX0001000003}{2:I940BETAUS33XXXXN}{4:\r\n:20:STATEMENT-0001\r\n:25:1234567890\r\n"
        text += ":28C:1/1\r\n:60F:C261125EUR1000,\r\n"
        for number in 0..<entries {
            text += ":61:2611261126C10,NTRFREF-\(number)\r\n:86:166?00CREDIT?20EREF+E-\(number)?32HOLLOW OAK\r\nLTD\r\n"
        }
        return Array("\(text):62F:C261126EUR1005,\r\n-}{5:{CHK:0123456789AB}}".utf8)
    }

    private static let bareWithoutEnd = Array(MTSamples.bare.dropLast(2)) + MTSamples.bare
    private static let inLines = Array(
        String(decoding: MTSamples.statement, as: UTF8.self).replacing("}{", with: "}\r\n{").utf8
    )

    static let inputs: [(name: String, bytes: [UInt8])] = [
        ("a statement", MTSamples.statement), ("no entries", statement(entries: 0)), ("entries", statement(entries: 5)),
        ("another message", MTSamples.mt103), ("all messages", MTSamples.all.flatMap { $0 }),
        ("bare", MTSamples.bare), ("two bare ones", MTSamples.bare + MTSamples.bare),
        ("bare, without end", bareWithoutEnd),
        ("bare, without 62F", Array(MTSamples.bare.prefix(98)) + MTSamples.bare),
        ("LF", statement(entries: 3).filter { $0 != 0x0D }),
        ("some LF", replaced(statement(entries: 4), "?32HOLLOW OAK\r\nLTD\r\n:61", "?32HOLLOW OAK\nLTD\r\n:61")),
        ("RJE", statement(entries: 2) + Array("$".utf8) + statement(entries: 1) + Array("$".utf8) + MTSamples.mt103),
        ("DOS-PCC", sector(statement(entries: 9)) + sector(statement(entries: 2)) + sector(MTSamples.mt103)),
        ("DOS-PCC, cut off", Array(sector(statement(entries: 9)).dropLast(400))),
        ("blocks in lines", inLines + Array("\r\n".utf8) + inLines),
        ("no end", Array(statement(entries: 2).prefix(300))),
        ("no tail", replaced(statement(entries: 2), ":62F:C261126EUR1005,\r\n", "")),
        ("an unknown field", replaced(statement(entries: 2), ":62F", ":99Q:OTHER\r\n:62F")),
        ("a field of the head among entries", replaced(statement(entries: 2), ":62F", ":60F:C261125EUR1,\r\n:62F")),
        ("an entry behind the tail", replaced(statement(entries: 2), "-}", ":61:2611261126C10,NTRFREF-1\r\n-}")),
        ("information without an entry", replaced(statement(entries: 2), ":61:", ":86:A\r\n:61:")),
        ("ISO 8859-1", replaced(statement(entries: 3), "REF-1\r", with: [0x52, 0xD6, 0x0D])),
        ("UTF-8", replaced(statement(entries: 3), "REF-1\r", "RÖ\r")),
        ("no hyphen line", replaced(statement(entries: 3), "\r\n-}", "-}")),
        (
            "an acknowledged statement",
            Array(MTSamples.acknowledged.dropLast(MTSamples.mt103.count)) + statement(entries: 1)
        ),
        ("text behind", statement(entries: 1) + Array("TEXT".utf8) + statement(entries: 1)),
        ("a header before", Array("HEADER\r\n".utf8) + statement(entries: 2)),
    ]

    private static func sector(_ message: [UInt8]) -> [UInt8] {
        let used = message.count + 2
        return [0x01] + message + [0x03] + [UInt8](repeating: 0x20, count: (512 - used % 512) % 512)
    }

    private static func replaced(_ bytes: [UInt8], _ text: String, _ other: String) -> [UInt8] {
        replaced(bytes, text, with: Array(other.utf8))
    }

    private static func replaced(_ bytes: [UInt8], _ text: String, with other: [UInt8]) -> [UInt8] {
        let wanted = Array(text.utf8)
        let start = bytes.indices.last { bytes[$0...].starts(with: wanted) } ?? 0
        return Array(bytes[..<start]) + other + Array(bytes[(start + wanted.count)...])
    }

    private static func again(_ documents: [Document]) throws -> [Document] {
        try documents.map { try Document(json: $0.jsonBytes()) }
    }

    @Test(arguments: inputs)
    func `the pieces put together are the message, with the same findings`(
        _ input: (name: String, bytes: [UInt8])
    ) throws {
        let whole = try Self.format(split: "never", rules: ["network"]).decodeAll(input.bytes)
        let format = try Self.format(rules: ["network"])
        let pieces = try format.decodeAll(input.bytes)
        let written = try format.encodeAll(try Self.again(pieces.documents)).bytes
        #expect(written == input.bytes, "\(input.name): \(String(decoding: written, as: UTF8.self).debugDescription)")
        let codes = { (findings: Findings) in findings.all.map { "\($0.code) \($0.severity) \($0.place)" }.sorted() }
        // A message that is not in UTF-8, or has mixed line ends, is told of where the first such piece begins.
        guard !["ISO 8859-1", "some LF"].contains(input.name) else { return }
        #expect(codes(pieces.findings) == codes(whole.findings), "\(input.name)")
    }

    @Test(arguments: inputs, [1, 7, 4_096])
    func `windows give the same pieces`(_ input: (name: String, bytes: [UInt8]), _ size: Int) throws {
        let format = try Self.format(rules: ["network"])
        let whole = try format.decodeAll(input.bytes)
        let pieces = try decodeInWindows(input.bytes, size: size, format: format)
        #expect(pieces.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() }, "\(input.name)")
        #expect(pieces.findings.all == whole.findings.all, "\(input.name)")
    }

    @Test(arguments: inputs)
    func `pieces have the shape of their type`(_ input: (name: String, bytes: [UInt8])) throws {
        let format = try Self.format()
        for document in try format.decodeAll(input.bytes).documents {
            let type = document.value["type"]?.text ?? ""
            guard format.documentTypes.contains(type) else { continue }
            #expect(try ShapeCheck(format.description(ofType: type)).misfit(document.value) == nil)
        }
    }

    @Test func `entries are documents of their own`() throws {
        let documents = try Self.format().decodeAll(Self.statement(entries: 3)).documents
        #expect(documents.map { $0.root["piece"]?.text } == ["head", "entry", "entry", "entry", "tail"])
        #expect(documents.allSatisfy { $0.root["type"]?.text == "mt.940" })
        #expect(documents[0].value.value(at: ["block4", "60a", "amount"])?.text == "1000,")
        let entries = documents[2].value.value(at: ["block4", "entries"])?.items
        #expect(entries?.count == 1)
        #expect(entries?.first?["61"]?["referenceForTheAccountOwner"]?.text == "REF-1")
        #expect(documents[4].value["block5"]?["CHK"]?.text == "0123456789AB")
        #expect(documents[4].root["layout"] == nil)
        let whole = try Self.format().decodeAll(Self.statement(entries: 0)).documents
        #expect(whole.count == 1 && whole[0].root["piece"] == nil)
    }

    @Test(arguments: [true, false])
    func `a statement of megabytes is read and written within a small limit`(_ isBare: Bool) throws {
        let lines = String(repeating: "\r\n\(String(repeating: "X", count: 65))", count: 12)
        let text = String(decoding: Self.statement(entries: 5_000), as: UTF8.self).replacing("\r\nLTD", with: lines)
        let statement = Array(text.utf8)
        let bare = Array(":20:\(text.split(separator: ":20:", maxSplits: 1)[1].split(separator: "-}")[0])-\r\n".utf8)
        let bytes = isBare ? bare : statement
        #expect(bytes.count > 4 << 20)
        let format = try Self.format(bytesMax: 16 << 10)
        var writer = format.makeWriter(.faithful)
        var (offset, size, largest, entries, written) = (0, 512, 0, 0, 0)
        var (findings, reader, isSame) = (Findings(), format.makeReader(), true)
        reading: while true {
            let end = min(bytes.count, offset + size)
            let window = bytes.span.extracting(offset..<end)
            switch try reader.read(window, isLast: end == bytes.count, findings: &findings) {
            case .document(let document, let consumed):
                entries += document.root["piece"]?.text == "entry" ? 1 : 0
                var output: [UInt8] = []
                try writer.write(Document(json: document.jsonBytes()), into: &output, findings: &findings)
                isSame = isSame && bytes[written...].starts(with: output)
                written += output.count
                offset += consumed
                largest = max(largest, size)
                size = 512
            case .skipped(let consumed): offset += consumed
            case .more: size *= 2
            case .end: break reading
            }
        }
        var rest: [UInt8] = []
        try writer.finish(into: &rest, findings: &findings)
        #expect(entries == 5_000 && largest <= 4_096)
        #expect(isSame && written == bytes.count && rest.isEmpty)
        #expect(!findings.hasErrors)
        let fault = #expect(throws: Fault.self) { try Self.format(split: "never", bytesMax: 16 << 10).decodeAll(bytes) }
        #expect(fault?.code == .formatLimit)
    }

    @Test func `rules compare what stands in head and tail, and tell its place`() throws {
        let bytes = Self.replaced(Self.statement(entries: 3), "62F:C261126EUR", "62F:C261126USD")
        let whole = try Self.format(split: "never", rules: ["network"]).decodeAll(bytes).findings
        let pieces = try Self.format(rules: ["network"]).decodeAll(bytes).findings
        #expect(pieces.all.map(\.code) == ["C27"])
        #expect(pieces.all == whole.all)
    }

    @Test func `any repeating sequence may be split by its name`() throws {
        let text =
            "{1:F01ALFAGB2LAXXX0001000001}{2:I101BETAUS33XXXXN}{4:\r\n:20:A\r\n:28D:1/1\r\n:50H:/1\r\nX\r\n"
            + ":30:261126\r\n:21:P-1\r\n:32B:USD1,\r\n:59:/2\r\nY\r\n:71A:SHA\r\n:21:P-2\r\n:32B:USD2,\r\n:59:/3\r\nZ\r\n"
            + ":71A:SHA\r\n-}"
        let format = try Self.format(split: "entries,B", rules: ["network"])
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        #expect(findings.isEmpty)
        #expect(documents.map { $0.root["piece"]?.text } == ["head", "entry", "entry", "tail"])
        #expect(try format.encodeAll(try Self.again(documents)).bytes == Array(text.utf8))
    }

    // MARK: - Writing

    @Test func `pieces in the wrong order are not written`() throws {
        let format = try Self.format()
        let documents = try format.decodeAll(Self.statement(entries: 2)).documents
        let (head, entry, tail) = (documents[0], documents[1], documents[3])
        let whole = try #require(try format.decodeAll(MTSamples.mt103).documents.first)
        for pieces in [
            [entry], [tail], [head], [head, entry], [head, head], [head, whole], [head, entry, tail, tail],
        ] {
            #expect(throws: Fault.self) { try format.encodeAll(pieces) }
        }
        #expect(throws: Never.self) { try format.encodeAll([head, tail, whole]) }
    }

    @Test func `strict writing refuses the piece that has an error`() throws {
        let format = try Self.format()
        let good = try format.decodeAll(Self.statement(entries: 3).filter { $0 != 0x0D }).documents
        #expect(try format.encodeAll(good, mode: .strict).bytes == Self.statement(entries: 3))
        let bad = Self.replaced(Self.statement(entries: 3), ":61:2611261126", ":61:2602300302")
        let documents = try format.decodeAll(bad).documents
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    // MARK: - Hostile input

    @Test(arguments: [3, 5] as [UInt64])
    func `changed at random, the pieces are the input`(_ seed: UInt64) throws {
        let format = try Self.format(rules: ["network"])
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("{}:-/\r\n,0126CDF$ ".utf8) + [0, 1, 3, 0x80, 0xC3, 0xFF]
        let samples = Self.inputs.map(\.bytes)
        for _ in 0..<400 {
            let bytes = random.mutate(random.pick(samples), alphabet: alphabet)
            guard let result = try? format.decodeAll(bytes) else { continue }  // refused
            let pieces = try? decodeInWindows(bytes, size: 5, format: format)
            #expect(pieces?.documents.map { $0.jsonBytes() } == result.documents.map { $0.jsonBytes() })
            if result.findings.all.contains(where: { $0.code == "format.syntax" }) { continue }
            #expect(
                try format.encodeAll(try Self.again(result.documents)).bytes == bytes,
                "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
            )
        }
    }

    @Test func `cut off inside a statement it is never valid`() throws {
        let format = try Self.format()
        let message = MTSamples.statement
        for length in 1..<message.count {
            guard let result = try? format.decodeAll(Array(message.prefix(length))) else { continue }
            #expect(result.findings.hasErrors || result.documents.isEmpty, "cut off after \(length) bytes")
        }
    }
}
