import Canonical
import Formats
import Testing

/// An input that is cut off inside a message is never valid, whatever it is wrapped in.
@Suite struct MTTruncationTests {
    /// The message, and the lengths at which what is left is whole: nothing of a message is missing there.
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let isWhole: @Sendable (Int) -> Bool
    }

    /// Up to the end of block 4, as a trailer may be absent.
    private static let text = endOfText(MTSamples.mt103)

    private static func endOfText(_ message: [UInt8]) -> Int {
        (message.indices.last { message[$0] == 0x2D && message[$0 + 1] == 0x7D } ?? message.count) + 2
    }

    private static let sector =
        [0x01] + MTSamples.mt103 + [0x03]
        + [UInt8](
            repeating: 0x20,
            count: 510 - MTSamples.mt103.count % 512 + (MTSamples.mt103.count % 512 > 510 ? 512 : 0)
        )

    static let samples = [
        Sample(testDescription: "FIN", bytes: MTSamples.mt103) { $0 == text },
        Sample(testDescription: "RJE", bytes: MTSamples.mt103 + Array("$".utf8) + MTSamples.cover) {
            [text, MTSamples.mt103.count, MTSamples.mt103.count + 1].contains($0)
        },
        Sample(testDescription: "DOS-PCC", bytes: sector + sector) { $0 == sector.count },
        Sample(testDescription: "DataPDU", bytes: MTSamples.surroundings.last?.bytes ?? []) { _ in false },
        // The line with a hyphen may be absent.
        Sample(testDescription: "bare", bytes: MTSamples.bare) { $0 >= MTSamples.bare.count - 3 },
    ]

    @Test(arguments: [("1010,5", Finding.Severity.warning), ("1010", .error), ("1010,55\n", nil), ("1010\n", nil)])
    func `a body that ends inside a line may have been cut off`(
        _ amount: String,
        _ severity: Finding.Severity?
    ) throws {
        let text = String(decoding: MTSamples.bare, as: UTF8.self).replacing("1010,\n-\n", with: amount)
        let findings = try MTSamples.format().decodeAll(Array(text.utf8)).findings.all
        #expect(findings.first { $0.code == "mt.body-end" }?.severity == severity)
    }

    @Test(arguments: samples, ["never", "auto"])
    func `cut off at any byte it is not valid`(_ sample: Sample, _ split: String) throws {
        let format = try MTSamples.format(["split": split])
        #expect(try !format.decodeAll(sample.bytes).findings.hasErrors || sample.testDescription == "DataPDU")
        for length in 1..<sample.bytes.count where !sample.isWhole(length) {
            // What is refused is not valid.
            guard let result = try? format.decodeAll(Array(sample.bytes.prefix(length))) else { continue }
            #expect(
                result.findings.hasErrors || result.documents.isEmpty,
                "\(sample.testDescription) cut off after \(length) of \(sample.bytes.count) bytes"
            )
        }
    }
}
