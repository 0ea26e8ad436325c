import Canonical
import Formats

/// Reads an input through windows that grow by `size` bytes, as a stream would give them.
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
        let window = bytes.span.extracting(start..<end)
        switch try reader.read(window, isLast: end == bytes.count, findings: &findings) {
        case .document(let document, let consumed):
            documents.append(document)
            start += consumed
        case .skipped(let consumed): start += consumed
        case .more: end = min(end + size, bytes.count)
        case .end: return (documents, findings)
        }
    }
}
