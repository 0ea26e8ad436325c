import Canonical

/// Writes documents as JSON values: each on a line of its own, or with a line end between two.
struct JSONDocumentWriter: FormatWriter {
    let form: JSONForm
    let hasLines: Bool
    private var hasWritten = false

    init(form: JSONForm, hasLines: Bool) {
        self.form = form
        self.hasLines = hasLines
    }

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        if hasWritten, !hasLines { output.append(0x0A) }
        hasWritten = true
        switch form {
        case .compact: output += document.jsonBytes()
        case .indented: output += document.indentedJSONBytes()
        case .canonical: output += document.canonicalJSONBytes()
        }
        if hasLines { output.append(0x0A) }
    }
}
