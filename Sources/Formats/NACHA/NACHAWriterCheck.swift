import Canonical

/// Reads what strict writing has written, and refuses it where reading finds an error.
///
/// So a file is written with the counts, hashes and totals that its entries give, or not at all.
struct NACHAWriterCheck {
    private var reader: NACHAReader

    init(table: NACHATable) {
        reader = NACHAReader(table: table)
    }

    /// Takes the records of one document.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ findings: inout Findings) throws(Fault) {
        let line = reader.position.lines + 1
        var own = Findings()
        _ = try reader.read(Array(bytes).span, isLast: true, findings: &own)
        try refuse(own, from: line)
        for finding in own.all { findings.add(finding) }
    }

    /// The last document was written: a file that was begun has to be whole.
    mutating func end() throws(Fault) {
        var own = Findings()
        _ = try reader.read([UInt8]().span, isLast: true, findings: &own)
        try refuse(own, from: reader.position.lines + 1)
    }

    /// Appends the records of nines that fill the last block of ten behind the file's control.
    func appendFill(into output: inout [UInt8]) {
        let records = reader.totals.records + 1
        for _ in 0..<(10 - records % 10) % 10 { output += NACHARecord.fill + NACHALine.End.lineFeed.bytes }
    }

    private func refuse(_ findings: Findings, from first: Int) throws(Fault) {
        guard let error = findings.all.first(where: { $0.severity == .error }) else { return }
        let number = (error.place.line ?? first) - first
        var place = error.place
        place.byteOffset = nil
        place.path = (number > 0 ? "/addenda/\(number - 1)" : "") + (error.place.field.map { "/\($0)" } ?? "")
        throw Fault(.message, .schemaViolation, stage: .encode, place: place, reason: error.message)
    }
}
