import Canonical
import Formats

/// Reads an input through windows that grow by a few bytes at a time, as a file or a socket would give them.
func decodeInWindows(
    _ bytes: [UInt8],
    size: Int,
    format: any Format
) throws -> (documents: [Document], findings: Findings) {
    var reader = format.makeReader()
    var findings = Findings()
    var documents: [Document] = []
    var start = 0
    var end = min(size, bytes.count)
    while true {
        let window = bytes.span.extracting(start..<end)
        switch try reader.read(window, isLast: end == bytes.count, findings: &findings) {
        case .document(let document, let consumed):
            documents.append(document)
            start += consumed
        case .skipped(let consumed):
            start += consumed
        case .more:
            guard end < bytes.count else { throw WindowedReadingError.asksForMoreThanThereIs }
            end = min(end + size, bytes.count)
        case .end:
            guard end < bytes.count else { return (documents, findings) }
            end = min(end + size, bytes.count)
        }
    }
}

enum WindowedReadingError: Error {
    case asksForMoreThanThereIs
}
