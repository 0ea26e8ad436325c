import Canonical
import Formats

/// Reads an input through a window that grows by a few bytes at a time, as a file is read.
func decodeInWindows(
    _ bytes: [UInt8],
    size: Int,
    format: any Format
) throws -> (documents: [Document], findings: Findings) {
    var findings = Findings()
    var documents: [Document] = []
    var reader = format.makeReader()
    var start = 0
    var end = min(size, bytes.count)
    while true {
        let isLast = end == bytes.count
        switch try reader.read(bytes.span.extracting(start..<end), isLast: isLast, findings: &findings) {
        case .document(let document, let consumed):
            documents.append(document)
            start += consumed
        case .skipped(let consumed):
            start += consumed
        case .more:
            guard !isLast else {
                throw Fault(.programmer, .invariantBroken, stage: .decode, reason: "More is asked for than there is.")
            }
            end = min(end + size, bytes.count)
        case .end:
            return (documents, findings)
        }
    }
}
