import Canonical
import Conformance
import Formats
import Testing

/// An input of lines or segments that is cut off anywhere inside a message is never valid.
@Suite struct CutInputTests {
    /// An input, and the lengths at which what is left of it is whole, with the reason.
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let kind: FormatKind
        let bytes: [UInt8]
        /// Whether nothing of a message is missing behind so many bytes, or nothing that its format lets one see.
        let isWhole: @Sendable (Int) -> Bool
    }

    static let samples = nacha + fedwire + bai2 + segments

    // MARK: - NACHA

    /// A file may do without the line end of its last record, and without any records of nines.
    private static let nacha = ["\n", "\r\n", ""]
        .map { end in
            let bytes = NACHASample.file(end: end)
            let control = NACHASample.lines.count * (94 + end.utf8.count)
            return Sample(testDescription: "nacha \(end.debugDescription)", kind: .nacha, bytes: bytes) {
                [control, control - end.utf8.count, bytes.count - end.utf8.count].contains($0)
            }
        }

    // MARK: - Fedwire

    /// A message has no mark that ends it: behind its last mandatory tag it is whole where an element or a tag ends.
    private static let fedwire = ["", "\n"]
        .map { end in
            let tags = FedwireFormatTests.tags
            let bytes = Array(tags.map { $0 + end }.joined().utf8)
            let last = tags.dropLast(2).joined(separator: end).utf8.count + end.utf8.count
            let named = last + "{5000}D000333444*".utf8.count
            return Sample(testDescription: "fedwire \(end.debugDescription)", kind: .fedwire, bytes: bytes) {
                $0 >= named && [UInt8(ascii: "*"), 0x0A].contains(bytes[$0 - 1])
            }
        }

    // MARK: - BAI2

    /// The last line end may be missing.
    private static let bai2 = [
        Sample(testDescription: "bai2", kind: .bai2, bytes: BAI2Sample.plain) { $0 == BAI2Sample.plain.count - 1 }
    ]

    // MARK: - EDIFACT and X12

    /// The samples end with the mark of their last segment.
    private static let segments = [("edifact", FormatKind.edifact), ("x12", .x12)]
        .map { name, kind in
            Sample(testDescription: name, kind: kind, bytes: SegmentTests.sample(name)) { _ in false }
        }

    @Test(arguments: samples)
    func `cut off at any byte it is not valid`(_ sample: Sample) throws {
        let format = try sample.kind.format(FormatSettings(library: CheckoutLibrary()))
        #expect(try !format.decodeAll(sample.bytes).findings.hasErrors)
        for length in 1..<sample.bytes.count {
            // What is refused is not valid.
            let findings = try? format.decodeAll(Array(sample.bytes.prefix(length))).findings
            let isInvalid = findings?.hasErrors ?? true
            #expect(isInvalid != sample.isWhole(length), "\(sample.testDescription) cut off after \(length) bytes")
        }
    }
}
