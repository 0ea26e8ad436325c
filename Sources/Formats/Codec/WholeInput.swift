package import Canonical

extension Format {
    /// Reads an input that is in memory in one piece: all its documents, and the findings.
    package func decodeAll(
        _ bytes: [UInt8],
        policy: Findings.Policy = Findings.Policy()
    ) throws(Fault) -> (documents: [Document], findings: Findings) {
        var findings = Findings(policy: policy)
        var documents: [Document] = []
        var reader = makeReader()
        var offset = 0
        while true {
            let window = bytes.span.extracting(offset..<bytes.count)
            switch try reader.read(window, isLast: true, findings: &findings) {
            case .document(let document, let consumed):
                documents.append(document)
                offset += consumed
            case .skipped(let consumed):
                offset += consumed
            case .more:
                throw Fault(
                    .programmer,
                    .invariantBroken,
                    stage: .decode,
                    reason: "The format \(name) asks for more than there is."
                )
            case .end:
                return (documents, findings)
            }
        }
    }

    /// Writes documents into one output; the findings say what was noticed while writing.
    package func encodeAll(
        _ documents: [Document],
        mode: WriteMode = .faithful
    ) throws(Fault) -> (bytes: [UInt8], findings: Findings) {
        var findings = Findings()
        var output: [UInt8] = []
        var writer = makeWriter(mode)
        for document in documents { try writer.write(document, into: &output, findings: &findings) }
        try writer.finish(into: &output, findings: &findings)
        return (output, findings)
    }
}
