import CBenchmarkPeers
import Canonical
import Conformance
import Formats

extension Workloads {
    /// Authorization requests in ASCII, beside a naive splitter in C.
    static func iso8583() throws -> Workload? {
        let messages = try ISO8583Workload(specification: "1987-ascii")
        let inputs = messages.single
        let splitter = Workload.Peer(name: "C, table and one string per field") {
            var fields = 0
            for input in inputs {
                fields += input.withUnsafeBufferPointer {
                    Int(benchmark_iso8583_split($0.baseAddress, Int64($0.count)))
                }
            }
            return fields
        }
        return messages.workload("iso8583", "1987-ascii, 18 fields, made up", [splitter])
    }

    /// Authorization requests in BCD and binary, with the data of the chip taken apart.
    static func iso8583Binary() throws -> Workload? {
        try ISO8583Workload(specification: "1987-binary")
            .workload("iso8583-binary", "1987-binary, 18 fields, 12 data objects in field 55, made up", [])
    }
}

/// Invented messages, each with numbers of its own.
private struct ISO8583Workload {
    private static let count = 2_000

    let format: any Format
    /// All messages, each behind a length of two bytes.
    let framed: [UInt8]
    /// The messages one by one.
    let single: [[UInt8]]

    init(specification: String) throws {
        let options = ["specification": specification, "framing": "binary2"]
        format = try FormatKind.iso8583.format(FormatSettings(options: options, library: CheckoutLibrary()))
        let documents = (0..<Self.count).map { Self.document(specification, number: $0) }
        framed = try format.encodeAll(documents, mode: .strict).bytes
        let plain = try FormatKind.iso8583.format(
            FormatSettings(options: ["specification": specification], library: CheckoutLibrary())
        )
        single = try documents.map { try plain.encodeAll([$0], mode: .strict).bytes }
    }

    func workload(_ name: String, _ summary: String, _ peers: [Workload.Peer]) -> Workload {
        let (format, framed) = (format, framed)
        return Workload(
            name: name,
            summary: summary,
            messages: Self.count,
            bytes: single.reduce(0) { $0 + $1.count },
            pass: { try Self.readAll(framed, format) },
            peers: peers,
            aim: "300,000 messages/s"
        )
    }

    /// Reads all messages into documents, each freed before the next one.
    private static func readAll(_ bytes: [UInt8], _ format: any Format) throws -> Int {
        var reader = format.makeReader()
        var findings = Findings()
        var (offset, values) = (0, 0)
        while true {
            let window = bytes.span.extracting(offset..<bytes.count)
            switch try reader.read(window, isLast: true, findings: &findings) {
            case .document(let document, let consumed):
                values += document.nodes.count
                offset += consumed
            case .skipped(let consumed): offset += consumed
            case .more, .end:
                precondition(findings.isEmpty, "the messages are valid")
                return values
            }
        }
    }

    private static func document(_ specification: String, number: Int) -> Document {
        let digits = String(String(1_000_000 + number).suffix(6))
        var fields = DocumentObject()
        fields["2"] = .text("5412340000\(digits)")
        fields["3"] = "000000"
        fields["4"] = .text("000000\(digits)")
        fields["7"] = "1126123456"
        fields["11"] = .text(digits)
        fields["12"] = "123456"
        fields["13"] = "1126"
        fields["14"] = "2912"
        fields["22"] = "051"
        fields["28"] = "D00000150"
        fields["32"] = "12345"
        fields["35"] = .text("5412340000\(digits)=29121011234567890")
        fields["37"] = .text("REF000\(digits)")
        fields["41"] = "TERM0001"
        fields["42"] = "SHOP 4711"
        fields["43"] = "SAMPLE SHOP            TOWN          DE"
        fields["49"] = "978"
        fields["55"] = specification == "1987-ascii" ? "ADDITIONAL CHIP DATA AS TEXT" : chip(digits)
        return Document(["mti": "0100", "fields": .object(fields)])
    }

    private static func chip(_ digits: String) -> DocumentValue {
        [
            "9F26": .text("0102030405\(digits)"), "9F27": "80", "9F10": "06010A03A0B800", "9F37": "A1B2C3D4",
            "9F36": "0042", "95": "8000008000", "9A": "261126", "9C": "00", "9F02": .text("000000\(digits)"),
            "5F2A": "978", "82": "3900", "9F1A": "276",
        ]
    }
}
