import Canonical

/// Writes files one after the other.
///
/// Strict mode writes each record with its slash, continues on records 88 what does not fit into the record length that
/// the file tells, and then reads what it has written: totals, counts and codes must be right.
struct BAI2Writer: FormatWriter {
    let mode: WriteMode
    let limits: Limits

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        let writer = try BAI2FileWriter(document.root, mode, valuesMax: limits.documentValuesMax)
        let (bytes, paths) = try writer.write()
        if mode == .strict { try check(bytes, paths, &findings) }
        output += bytes
    }

    /// Reads what was written: an error in it is a fault of the document.
    private func check(_ bytes: [UInt8], _ paths: [String], _ findings: inout Findings) throws(Fault) {
        var own = Findings()
        var reader = BAI2Reader(limits: limits)
        _ = try reader.read(bytes.span, isLast: true, findings: &own)
        guard let error = own.all.first(where: { $0.severity == .error }) else {
            for finding in own.all { findings.add(finding) }
            return
        }
        let line = (error.place.line ?? 1) - 1
        throw Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: Place(
                line: error.place.line,
                field: error.place.field,
                path: paths.indices.contains(line) ? paths[line] : ""
            ),
            reason: error.message
        )
    }
}
