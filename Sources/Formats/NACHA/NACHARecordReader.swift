import Canonical

/// Reads the fields of one record into a document, with a finding for each that is not as it should be.
struct NACHARecordReader {
    let table: NACHATable

    /// Appends the members of a record, given without its line end, to the object that is open.
    func read(
        _ record: NACHARecord,
        _ bytes: Span<UInt8>,
        _ position: InputPosition,
        into builder: inout DocumentBuilder,
        findings: inout Findings
    ) {
        builder.text(table.members.record, record.name)
        for field in record.fields {
            let value = trimmed(bytes, field)
            if let problem = problem(field, value, in: bytes) {
                let place = position.place(of: field.start, in: bytes, field: field.name)
                findings.add(.error, problem.code, at: place, problem.message)
            }
            if field.kind == .blank && value.isEmpty { continue }
            ByteText.append(bytes.extracting(value), field.documentName, to: &builder)
        }
        noteLength(bytes.count, at: position.place(of: 0, in: bytes), &findings)
    }

    /// Appends the layout facts of a record: its line end, its length, and what stands behind its last field.
    func readLayout(
        _ window: Span<UInt8>,
        _ line: NACHALine,
        fill: [NACHALine] = [],
        into builder: inout DocumentBuilder
    ) {
        let length = line.range.count
        let fillRecords = fill.count
        guard line.end != .lineFeed || length != NACHARecord.length || fillRecords > 0 else { return }
        builder.begin(.object, table.members.layout)
        if line.end != .lineFeed { builder.text(table.members.lineEnd, line.end.rawValue) }
        if length < NACHARecord.length { builder.number(table.members.length, length) }
        if length > NACHARecord.length {
            let excess = line.range.lowerBound + NACHARecord.length..<line.range.upperBound
            ByteText.append(window.extracting(excess), table.members.excess, to: &builder)
        }
        if fillRecords > 0 { builder.number(table.members.fillRecords, fillRecords) }
        if let last = fill.last, last.end != line.end { builder.boolean(table.members.openEnd, true) }
        builder.end()
    }

    /// The field without the blanks behind it; what a short line lacks counts as blank.
    private func trimmed(_ bytes: Span<UInt8>, _ field: NACHAField) -> Range<Int> {
        let start = min(field.start, bytes.count)
        var end = min(field.range.upperBound, bytes.count)
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    private func problem(
        _ field: NACHAField,
        _ value: Range<Int>,
        in bytes: Span<UInt8>
    ) -> (code: String, message: String)? {
        if value.isEmpty {
            return field.isOptional ? nil : ("nacha.field-missing", "The field \(field.name) is mandatory and blank.")
        }
        switch field.kind {
        case .blank: return ("nacha.reserved", "The field is reserved and not blank.")
        case .digits, .routing:
            guard value.count == field.length, isDigits(bytes.extracting(value)) else {
                return ("nacha.numeric", "The field \(field.name) has to be \(field.length) digits.")
            }
        case .digitsOrBlank:
            // Some senders pad on the left.
            guard isDigits(bytes.extracting(withoutLeadingBlanks(value, bytes))) else {
                return ("nacha.numeric", "The field \(field.name) has to be digits or blank.")
            }
        case .text, .name:
            for index in value where !(0x20...0x7E).contains(bytes[index]) {
                return ("nacha.character", "The field \(field.name) holds a byte that is not printable ASCII.")
            }
            if field.kind == .name, isZeros(bytes.extracting(value)) {
                return ("nacha.name", "The field \(field.name) holds zeros instead of a name.")
            }
        }
        return field.values.isEmpty || field.values.contains { equals(bytes.extracting(value), $0) }
            ? nil : ("nacha.code", "The field \(field.name) has none of the values that it may have.")
    }

    private func noteLength(_ length: Int, at place: Place, _ findings: inout Findings) {
        guard length != NACHARecord.length else { return }
        if length > NACHARecord.length {
            findings.add(.error, "nacha.record-length", at: place, "The record has \(length) bytes instead of 94.")
        } else {
            // Editors and transfers cut blanks off; every field behind them then counts as blank.
            findings.add(.note, "nacha.record-short", at: place, "The record has \(length) bytes instead of 94.")
        }
    }

    private func withoutLeadingBlanks(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
        return start..<range.upperBound
    }

    private func isDigits(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where !(0x30...0x39).contains(bytes[index]) { return false }
        return true
    }

    private func isZeros(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] != 0x30 { return false }
        return true
    }

    private func equals(_ bytes: Span<UInt8>, _ value: [UInt8]) -> Bool {
        guard bytes.count == value.count else { return false }
        for index in bytes.indices where bytes[index] != value[index] { return false }
        return true
    }
}
