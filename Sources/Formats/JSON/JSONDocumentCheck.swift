import Canonical

/// Checks the documents of an input against a schema; findings say where each document begins.
struct JSONDocumentCheck {
    let schema: JSONSchema?

    func run(_ document: Document, at place: Place, _ findings: inout Findings) {
        guard let schema else { return }
        var own = Findings()
        guard !schema.validate(document, into: &own) else { return }
        for var finding in own.all {
            finding.place.byteOffset = place.byteOffset
            finding.place.line = place.line
            findings.add(finding)
        }
    }
}
