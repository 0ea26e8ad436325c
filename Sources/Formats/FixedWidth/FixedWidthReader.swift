import Canonical

/// Reads records of fixed width one by one; see ``FixedWidthPlan``.
///
/// A class, since the buffers that it uses again for each record have one owner.
final class FixedWidthReader: FormatReader {
    private let plan: FixedWidthPlan
    private let scanner: LineScanner
    private var groups: RecordGroups
    private var fields: FixedWidthFieldReader
    private var builder: DocumentBuilder
    private var facts = RecordFacts()
    private var offset = 0
    private var line = 1
    private var isAtStart = true

    init(_ plan: FixedWidthPlan) {
        self.plan = plan
        scanner = LineScanner(plan.layout)
        groups = RecordGroups(plan.layout, plan.names)
        fields = FixedWidthFieldReader(plan.layout.encoding)
        builder = DocumentBuilder(names: plan.names, nodesUsual: 32, bytesUsual: 512)
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        if isAtStart {
            guard window.count >= Layout.markBytesMax || isLast else { return .more }
            isAtStart = false
            offset = plan.layout.takeByteOrderMark(window, &facts, &findings)
            if offset > 0 { return .skipped(consumed: offset) }
        }
        guard window.count > 0 else {
            guard isLast else { return .more }
            groups.finish(&findings)
            return .end
        }
        guard let line = try extent(window, isLast: isLast) else { return .more }
        let document = read(window.extracting(0..<line.length), line, &findings)
        offset += line.consumed
        self.line += line.end == nil ? 0 : 1
        return .document(document, consumed: line.consumed)
    }

    /// Where the record ends that begins the window; nil if it does not end in it.
    private func extent(_ window: Span<UInt8>, isLast: Bool) throws(Fault) -> LineScanner.Line? {
        var found: LineScanner.Line?
        if plan.layout.lineEnd != nil {
            found = scanner.line(in: window, from: 0, isLast: isLast)
        } else if let length = plan.layout.recordLength, window.count >= length || isLast {
            let count = min(length, window.count)
            found = LineScanner.Line(length: count, end: nil, consumed: count)
        }
        guard (found?.length ?? window.count) <= Layout.recordBytesMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .decode,
                place: Place(byteOffset: offset, line: line),
                reason: "A record has more than \(Layout.recordBytesMax) bytes.",
                advice: "Check the layout's line end."
            )
        }
        return found
    }

    private func read(_ record: Span<UInt8>, _ extent: LineScanner.Line, _ findings: inout Findings) -> Document {
        let place = RecordPlace(offset: offset, line: line, hasLines: plan.layout.lineEnd != nil)
        noteLineEnd(extent, place.place(at: extent.length), &findings)
        builder.begin(.object)
        guard let kind = plan.kind(of: record) else {
            findings.add(.error, "layout.record-unknown", at: place.place(at: 0), Self.isUnknown)
            builder.text(plan.record, LayoutMembers.unknown)
            appendText(plan.text, record, at: 0, place, &findings)
            return finishDocument()
        }
        let description = plan.records[kind]
        let name = description.name
        builder.text(plan.record, name.span)
        let isWhole = noteLength(record.count, description.length, extent.end, place, &findings)
        fields.read(record, description, place, into: &builder, &facts, &findings)
        if !isWhole, record.count > description.length {
            appendText(
                plan.rest,
                record.extracting(description.length..<record.count),
                at: description.length,
                place,
                &findings
            )
        }
        let document = finishDocument()
        groups.take(
            document,
            record: kind,
            at: place.place(at: 0),
            place: { place.place(of: description.contents[$0]) },
            findings: &findings
        )
        return document
    }

    private static let isUnknown = "The record is none of the layout's: no `when` fits its bytes."

    private func finishDocument() -> Document {
        if !facts.isStandard { facts.append(to: &builder) }
        builder.end()
        return builder.finish()
    }

    private func appendText(
        _ name: DocumentName,
        _ bytes: Span<UInt8>,
        at start: Int,
        _ place: RecordPlace,
        _ findings: inout Findings
    ) {
        let textStart = builder.bytes.count
        if let problem = plan.layout.encoding.decodeKeeping(bytes, into: &builder.bytes) {
            findings.add(
                .error,
                "layout.undecodable",
                at: place.place(at: start + problem),
                FixedWidthFieldReader.undecodable
            )
        }
        builder.text(name, from: textStart)
    }

    private func noteLineEnd(_ extent: LineScanner.Line, _ place: Place, _ findings: inout Findings) {
        guard let standard = plan.layout.lineEnd, extent.end != standard else { return }
        facts.lineEnd = extent.end?.rawValue ?? RecordFacts.noLineEnd
        if extent.end == nil {
            guard !plan.layout.isLastLineEndOptional else { return }
            findings.add(.error, "layout.last-line-end", at: place, "The input ends without a line end.")
        } else {
            findings.add(.warning, "layout.line-end", at: place, "The line does not end with \(standard.rawValue).")
        }
    }

    /// Notes a record that is longer or shorter than its kind; returns whether it is neither.
    private func noteLength(
        _ length: Int,
        _ standard: Int,
        _ end: LineEnd?,
        _ place: RecordPlace,
        _ findings: inout Findings
    ) -> Bool {
        guard length != standard else { return true }
        if length > standard {
            let text =
                "The record has \(length) bytes and goes on behind its last field, which ends at byte \(standard)."
            findings.add(.error, "layout.length-long", at: place.place(at: standard), text)
        } else {
            facts.length = length
            // Many senders leave the blanks at the end of a line away; a record that the input cuts off is another thing.
            let severity: Finding.Severity = end == nil ? .error : .warning
            findings.add(
                severity,
                "layout.length-short",
                at: place.place(at: length),
                "The record has \(length) bytes where the layout has \(standard)."
            )
        }
        return false
    }
}
