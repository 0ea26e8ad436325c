import CBenchmarkPeers
import Canonical
import Conformance
import Formats

extension Workloads {
    /// Records of a Chinese bank's batch file, half of whose bytes are Chinese text.
    @Sendable
    static func gb18030() throws -> Workload? {
        let format = try FormatKind.fixed.format(
            FormatSettings(options: ["layout": "cn-batch-payment"], library: CheckoutLibrary())
        )
        let records = 2_000
        let bytes = BatchPaymentFile.bytes(payments: records)
        let widths: [Int32] = [1, 6, 32, 60, 12, 13, 60, 16, 2]
        let recordLength = Int32(BatchPaymentFile.recordLength)
        return Workload(
            name: "gb18030",
            summary: "fixed-width batch file in GB 18030, \(BatchPaymentFile.chineseShare(bytes)) % Chinese text",
            messages: records + 2,
            bytes: bytes.count,
            pass: { try drain(format, bytes) },
            peers: [
                Workload.Peer(name: "iconv, all bytes in one piece") {
                    Int(bytes.withUnsafeBufferPointer { benchmark_iconv("GB18030", $0.baseAddress, $0.count) })
                },
                Workload.Peer(name: "C: iconv and a copy for each field") {
                    Int(
                        bytes.withUnsafeBufferPointer {
                            benchmark_iconv_fields(
                                "GB18030",
                                $0.baseAddress,
                                $0.count,
                                widths,
                                Int32(widths.count),
                                recordLength
                            )
                        }
                    )
                },
            ],
            aim: "150 MB/s"
        )
    }

    /// A statement as comma-separated values.
    @Sendable
    static func csv() throws -> Workload? {
        let format = try FormatKind.delimited.format(
            FormatSettings(options: ["layout": "card-statement-csv"], library: CheckoutLibrary())
        )
        let rows = 4_000
        var text = "Booking date,Value date,Payee,Text,Amount,Currency,Balance\r\n"
        for row in 0..<rows {
            let day = "2026-11-\(10 + row % 20)"
            let note = row % 5 == 0 ? "\"Invoice \(row), thank you\"" : "Invoice \(row)"
            text += "\(day),\(day),Example Trading Company \(row),\(note),-\(row).50,EUR,\(100_000 - row).00\r\n"
        }
        let bytes = Array(text.utf8)
        return Workload(
            name: "csv",
            summary: "statement of 7 columns as comma-separated values",
            messages: rows + 1,
            bytes: bytes.count,
            pass: { try drain(format, bytes) },
            peers: [
                Workload.Peer(name: "C: split and copy") {
                    Int(bytes.withUnsafeBufferPointer { benchmark_split_csv($0.baseAddress, $0.count) })
                }
            ],
            aim: "none given"
        )
    }

    /// Reads an input document by document and frees each.
    private static func drain(_ format: any Format, _ bytes: [UInt8]) throws -> Int {
        var findings = Findings()
        var reader = format.makeReader()
        var offset = 0
        var total = 0
        while true {
            switch try reader.read(bytes.span.extracting(offset..<bytes.count), isLast: true, findings: &findings) {
            case .document(let document, let consumed):
                total &+= document.nodes.count + document.bytes.count
                offset += consumed
            case .skipped(let consumed): offset += consumed
            case .more, .end:
                precondition(findings.isEmpty, "the workload is read without findings")
                return total
            }
        }
    }
}
