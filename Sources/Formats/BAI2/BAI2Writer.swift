import Canonical

/// Writes files one after the other.
///
/// Strict mode writes each record with its slash and then reads what it has written: totals, counts and codes must be
/// right.
struct BAI2Writer: FormatWriter {
    let mode: WriteMode
    let limits: Limits

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        let bytes = try BAI2FileWriter(document.value, mode).write()
        if mode == .strict { try check(bytes) }
        output += bytes
    }

    private func check(_ bytes: [UInt8]) throws(Fault) {
        var findings = Findings()
        var reader = BAI2Reader(limits: limits)
        _ = try reader.read(bytes.span, isLast: true, findings: &findings)
        guard let error = findings.all.first(where: { $0.severity == .error }) else { return }
        throw Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: Place(line: error.place.line, field: error.place.field, path: ""),
            reason: error.message
        )
    }
}
