import Canonical

/// Reads the rows of a delimited file one by one.
///
/// A class, since the buffers that ``DelimitedReading`` uses again for each row have one owner.
final class DelimitedReader: FormatReader {
    private var reading: DelimitedReading

    init(_ layout: Layout) {
        reading = DelimitedReading(layout)
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        try reading.read(window, isLast: isLast, &findings)
    }
}
