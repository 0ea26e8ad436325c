import Canonical

/// Checks the documents of an input against a schema; findings say where in the input the value begins.
struct JSONDocumentCheck {
    let schema: JSONSchema?

    /// Checks a document.
    ///
    /// - Parameters:
    ///   - document: the document.
    ///   - text: the bytes that it was read from.
    ///   - place: where the bytes begin.
    ///   - findings: where the findings go.
    func run(_ document: Document, _ text: Span<UInt8>, at place: Place, _ findings: inout Findings) {
        guard let schema else { return }
        let broken = schema.findings(of: document)
        guard !broken.isEmpty else { return }
        let beginnings = JSONValuePlaces.find(broken.map(\.node), in: text)
        for (finding, node) in broken {
            var finding = finding
            finding.place.byteOffset = place.byteOffset.map { $0 + (beginnings[node]?.offset ?? 0) }
            finding.place.line = place.line.map { $0 + (beginnings[node]?.lines ?? 0) }
            findings.add(finding)
        }
    }
}
