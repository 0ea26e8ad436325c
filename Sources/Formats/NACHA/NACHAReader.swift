import Canonical

/// Reads a NACHA file record by record: a document for each header and control, and for each entry with its addenda.
struct NACHAReader: FormatReader {
    let reader: NACHARecordReader
    private(set) var position = InputPosition()
    var totals = NACHATotals()
    /// The header of the batch that is open.
    var batchHeader: NACHABatchHeader?
    private var order = NACHAOrder()
    private var entryClass: [UInt8] = []
    private var isFirst = true

    /// The greatest number of addenda of one entry (CTX; Nacha Operating Rules, Appendix Three).
    static let addendaMax = 9_999
    /// The greatest number of fill records that are read as such; there are nine at most in a sound file.
    static let fillRecordsMax = 1_000

    init(table: NACHATable) {
        reader = NACHARecordReader(table: table)
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        let line: NACHALine
        switch NACHALine.scan(window, at: 0, isLast: isLast) {
        case .more: return .more
        case .end:
            order.end(at: position.place(of: 0, in: window), &findings)
            return .end
        case .line(let found): line = found
        }
        if isFirst { try checkBeginning(window, line) }
        let followers: [NACHALine]
        switch self.followers(of: line, window, isLast: isLast) {
        case nil: return .more
        case let lines?: followers = lines
        }
        isFirst = false
        let document = self.document(line, followers, window, &findings)
        noteCut(followers.last ?? line, window, &findings)
        let consumed = followers.last?.next ?? line.next
        position.advance(over: consumed, of: window)
        return .document(document, consumed: consumed)
    }

    /// Refuses what cannot be a NACHA file: a first line that is no record.
    private func checkBeginning(_ window: Span<UInt8>, _ line: NACHALine) throws(Fault) {
        let types = Array("156789".utf8)
        guard line.range.count >= 40, types.contains(window[line.range.lowerBound]) else {
            throw Fault(
                .message,
                .formatUnrecognised,
                stage: .decode,
                place: Place(byteOffset: 0, line: 1),
                reason: "The file does not begin with a NACHA record.",
                advice: "A NACHA file begins with a file header, a record of 94 bytes whose first byte is 1."
            )
        }
    }

    /// A short record without a line end can only be the last of the input: it was cut off there.
    ///
    /// Programs that trim blanks end the line; so a short line with an end is a note, and one without is an error.
    private func noteCut(_ line: NACHALine, _ window: Span<UInt8>, _ findings: inout Findings) {
        guard line.end == .none, line.range.count < NACHARecord.length else { return }
        let place = position.place(of: line.range.upperBound, in: window)
        findings.add(.error, "nacha.record-cut", at: place, "The input ends within a record.")
    }

    // MARK: - Records that belong together

    /// The addenda behind an entry, or the fill records behind a file's control; nil if the window ends too early.
    private func followers(of line: NACHALine, _ window: Span<UInt8>, isLast: Bool) -> [NACHALine]? {
        guard !line.range.isEmpty else { return [] }
        let type = window[line.range.lowerBound]
        guard type == UInt8(ascii: "6") || (type == UInt8(ascii: "9") && !Self.isFill(window, line)) else { return [] }
        let max = type == UInt8(ascii: "6") ? Self.addendaMax : Self.fillRecordsMax
        var lines: [NACHALine] = []
        var next = line.next
        while lines.count < max {
            switch NACHALine.scan(window, at: next, isLast: isLast) {
            case .more: return nil
            case .end: return lines
            case .line(let follower):
                let belongs =
                    type == UInt8(ascii: "6")
                    ? !follower.range.isEmpty && window[follower.range.lowerBound] == UInt8(ascii: "7")
                    : Self.isFill(window, follower) && isUniform(line, lines.last, follower)
                guard belongs else { return lines }
                lines.append(follower)
                next = follower.next
            }
        }
        return lines
    }

    /// Whether all fill records end as the control does, or the last of them has no end.
    private func isUniform(_ control: NACHALine, _ last: NACHALine?, _ follower: NACHALine) -> Bool {
        (last.map { $0.end == control.end } ?? true) && (follower.end == control.end || follower.end == .none)
    }

    private static func isFill(_ window: Span<UInt8>, _ line: NACHALine) -> Bool {
        guard line.range.count == NACHARecord.length else { return false }
        for index in line.range where window[index] != UInt8(ascii: "9") { return false }
        return true
    }

    // MARK: - The document

    private mutating func document(
        _ line: NACHALine,
        _ followers: [NACHALine],
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) -> Document {
        var builder = DocumentBuilder(names: reader.table.names, nodesUsual: 32, bytesUsual: 256)
        let bytes = window.extracting(line.range)
        if !line.range.isEmpty { totals.records += 1 }
        order.take(line.range.isEmpty ? 0 : bytes[0], at: position.place(of: 0, in: window), &findings)
        if bytes.count >= 53, bytes[0] == UInt8(ascii: "5") { entryClass = (50..<53).map { bytes[$0] } }
        builder.begin(.object)
        guard let number = reader.table.record(bytes, entryClass: entryClass) else {
            unknown(line, window, at: position.place(of: 0, in: window), into: &builder, &findings)
            builder.end()
            return builder.finish()
        }
        let record = reader.table.records[number]
        reader.read(record, bytes, position, into: &builder, findings: &findings)
        count(record, bytes, followers, window, &findings)
        if record.name == "entry" {
            addenda(followers, window, into: &builder, &findings)
            reader.readLayout(window, line, into: &builder)
        } else {
            reader.readLayout(window, line, fill: followers, into: &builder)
        }
        builder.end()
        return builder.finish()
    }

    private func unknown(
        _ line: NACHALine,
        _ window: Span<UInt8>,
        at place: Place,
        into builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        if line.range.isEmpty {
            findings.add(.note, "nacha.blank-line", at: place, "The line is empty.")
        } else {
            findings.add(.error, "nacha.record-type", at: place, "No record begins with this byte.")
        }
        builder.text(reader.table.members.record, "unknown")
        ByteText.append(window.extracting(line.range), reader.table.members.text, to: &builder)
        if line.end != .lineFeed {
            builder.begin(.object, reader.table.members.layout)
            builder.text(reader.table.members.lineEnd, line.end.rawValue)
            builder.end()
        }
    }

    private mutating func addenda(
        _ lines: [NACHALine],
        _ window: Span<UInt8>,
        into builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        builder.begin(.list, reader.table.members.addenda)
        // Moved on from record to record, so that many findings cost one pass over the lines.
        var place = position
        var start = 0
        for line in lines {
            totals.records += 1
            place.advance(over: line.range.lowerBound - start, of: window.extracting(start..<window.count))
            start = line.range.lowerBound
            let bytes = window.extracting(line.range)
            builder.begin(.object)
            if let number = reader.table.record(bytes, entryClass: entryClass) {
                reader.read(reader.table.records[number], bytes, place, into: &builder, findings: &findings)
                reader.readLayout(window, line, into: &builder)
            } else {
                unknown(line, window, at: place.place(of: 0, in: bytes), into: &builder, &findings)
            }
            builder.end()
        }
        builder.end()
    }
}
