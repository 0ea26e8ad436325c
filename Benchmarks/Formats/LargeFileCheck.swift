import Canonical
import Conformance
import Formats
import Foundation

/// Reads a large file through a window, and shows the peak of resident memory: a fixed width file of any size needs as
/// much memory as one of its records.
enum LargeFileCheck {
    /// The argument that asks for it: `--large-file`, then the megabytes (1,024 without).
    static let argument = "--large-file"
    private static let residentMegabytesMax = 50
    private static let windowBytes = 1 << 18

    /// Makes a file in the temporary directory, reads it and removes it.
    ///
    /// - Returns: whether the peak is below the bound and the records are all there.
    static func run(megabytes: Int) throws -> Bool {
        let path = FileManager.default.temporaryDirectory.appending(path: "bankbus-large-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: path) }  // a leftover in the temporary directory does no harm
        let payments = min(megabytes * 1_000_000 / BatchPaymentFile.recordLength, 999_999 * 7)
        try write(payments, to: path)
        let (documents, bytes) = try read(path)
        let peak = try residentPeakMegabytes()
        print("large file: \(bytes / 1_000_000) MB, \(documents) documents, peak of resident memory \(peak) MB")
        return documents >= payments && peak < residentMegabytesMax
    }

    /// Writes groups of fewer than a million payments, which is what the count in a header can say.
    private static func write(_ payments: Int, to path: URL) throws {
        try Data().write(to: path)
        let file = try FileHandle(forWritingTo: path)
        var left = payments
        while left > 0 {
            let group = min(left, 999_999)
            var bytes = BatchPaymentFile.header(payments: group)
            for number in 1...group {
                BatchPaymentFile.append(payment: number, into: &bytes)
                guard bytes.count > windowBytes else { continue }
                try file.write(contentsOf: Data(bytes))
                bytes.removeAll(keepingCapacity: true)
            }
            try file.write(contentsOf: Data(bytes + BatchPaymentFile.trailer(payments: group)))
            left -= group
        }
        try file.close()
    }

    private static func read(_ path: URL) throws -> (documents: Int, bytes: Int) {
        let format = try FormatKind.fixed.format(
            FormatSettings(options: ["layout": "cn-batch-payment"], library: CheckoutLibrary())
        )
        let file = try FileHandle(forReadingFrom: path)
        var findings = Findings()
        var reader = format.makeReader()
        var window: [UInt8] = []
        var start = 0
        var isLast = false
        var documents = 0
        var bytes = 0
        while true {
            switch try reader.read(window.span.extracting(start..<window.count), isLast: isLast, findings: &findings) {
            case .document(_, let consumed):
                documents += 1
                start += consumed
            case .skipped(let consumed): start += consumed
            case .end:
                precondition(findings.isEmpty, "the file is read without findings")
                return (documents, bytes)
            case .more:
                window.removeFirst(start)
                start = 0
                let more = try file.read(upToCount: windowBytes) ?? Data()
                isLast = more.isEmpty
                bytes += more.count
                window += more
            }
        }
    }

    private static func residentPeakMegabytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
        return (kilobytes ?? .max / 2) / 1_000
    }
}
