import Canonical

/// Writes documents of segments as interchanges.
struct SegmentWriter: FormatWriter {
    private let standard: any SegmentStandard
    private let isStrict: Bool

    init(_ standard: any SegmentStandard, _ mode: WriteMode) {
        self.standard = standard
        isStrict = mode == .strict
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        let start = output.count
        do {
            try append(document, &output, &findings)
        } catch let fault {
            output.removeLast(output.count - start)
            throw fault
        }
    }

    private func append(_ document: Document, _ output: inout [UInt8], _ findings: inout Findings) throws(Fault) {
        if let text = document.root[SegmentMembers.text]?.text {
            guard !isStrict else { throw SegmentText.fault("/text", "Nothing can stand outside an interchange.") }
            _ = TextEncoding.utf8.encodeKeeping(Array(text.utf8), into: &output)
            return
        }
        guard let segments = document.root[SegmentMembers.segments], segments.kind == .list else {
            throw SegmentText.fault("/segments", "A document has a list of segments.")
        }
        try check(segments, &findings)
        let start = try standard.start(of: document)
        let layout = isStrict ? nil : document.root[SegmentMembers.layout]
        output += Array((layout?[SegmentMembers.before]?.text ?? "").utf8)
        output += start.prologue
        let usualEnd = Array((layout?[SegmentMembers.segmentEnd]?.text ?? "").utf8)
        var plainSyntax = start.syntax
        plainSyntax.component = plainSyntax.element
        plainSyntax.repetition = nil
        let text = SegmentText(syntax: start.syntax, encoding: start.encoding)
        let plain = SegmentText(syntax: plainSyntax, encoding: start.encoding)
        for (number, segment) in segments.children.enumerated() {
            let path = "/segments/\(number)"
            let isPlain = (segment[SegmentMembers.tag]?.text).map { standard.isPlain(tag: $0.utf8.span) } ?? false
            try (isPlain ? plain : text).write(segment, path: path, isStrict: isStrict, into: &output)
            let facts = isStrict ? nil : segment[SegmentMembers.layout]
            if facts?[SegmentMembers.open]?.boolean != true { output.append(start.syntax.terminator) }
            output += (facts?[SegmentMembers.after]?.text).map { Array($0.utf8) } ?? usualEnd
        }
    }

    /// Refuses, if writing is strict, what breaks the envelopes or a table.
    private func check(_ segments: DocumentView, _ findings: inout Findings) throws(Fault) {
        guard isStrict else { return }
        var own = Findings()
        let views = segments.children.enumerated()
            .map { SegmentStandardView($0.element, place: Place(path: "/segments/\($0.offset)")) }
        standard.check(views, findings: &own)
        if let error = own.all.first(where: { $0.severity == .error }) {
            throw Fault(.message, .schemaViolation, stage: .encode, place: error.place, reason: error.message)
        }
        for finding in own.all { findings.add(finding) }
    }
}
