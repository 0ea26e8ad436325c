import Canonical

/// Writes documents of segments as interchanges.
///
/// Strict writing puts nothing between segments, a release character only where one is needed, and refuses what breaks
/// the envelopes (their counts and references) or a message's table.
struct SegmentWriter: FormatWriter {
    private let standard: any SegmentStandard
    private let isStrict: Bool
    private let knownLayout: KnownMembers

    private static let known = KnownMembers([SegmentMembers.segments: .list, SegmentMembers.layout: .object])
    private static let knownText = KnownMembers([SegmentMembers.text: .text])

    init(_ standard: any SegmentStandard, _ mode: WriteMode) {
        self.standard = standard
        isStrict = mode == .strict
        knownLayout = KnownMembers(texts: [SegmentMembers.before, SegmentMembers.segmentEnd] + standard.layoutFacts)
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        try output.appendWhole { output throws(Fault) in
            if document.root[SegmentMembers.text] != nil {
                try appendText(document.root, &output)
            } else {
                try append(document, &output, &findings)
            }
        }
    }

    /// Appends what stood outside of interchanges.
    private func appendText(_ root: DocumentView, _ output: inout [UInt8]) throws(Fault) {
        try Self.knownText.check(root, path: "")
        guard !isStrict else { throw .unwritable("/text", "Nothing can stand outside an interchange.") }
        let text = try root[SegmentMembers.text]?.requiredText("/text") ?? ""
        _ = TextEncoding.utf8.encodeKeeping(Array(text.utf8), into: &output)
    }

    private func append(_ document: Document, _ output: inout [UInt8], _ findings: inout Findings) throws(Fault) {
        try Self.known.check(document.root, path: "")
        if let layout = document.root[SegmentMembers.layout] { try knownLayout.check(layout, path: "/layout") }
        let segments = try document.root.items(SegmentMembers.segments, "")
        guard !segments.isEmpty else { throw .unwritable("/segments", "An interchange has segments.") }
        let start = try standard.start(of: document)
        let text = SegmentText(syntax: start.syntax, encoding: start.encoding)
        var plainSyntax = start.syntax
        plainSyntax.component = plainSyntax.element
        plainSyntax.repetition = nil
        let plain = SegmentText(syntax: plainSyntax, encoding: start.encoding)
        let layout = isStrict ? nil : document.root[SegmentMembers.layout]
        output += try blanks(layout?[SegmentMembers.before], "/layout/before")
        output += isStrict ? start.advice : start.prologue
        let usualEnd = try blanks(layout?[SegmentMembers.segmentEnd], "/layout/segmentEnd")
        for (number, (path, segment)) in segments.enumerated() {
            let isPlain = (segment[SegmentMembers.tag]?.text).map { standard.isPlain(tag: $0.utf8.span) } ?? false
            try (isPlain ? plain : text).write(segment, path: path, isStrict: isStrict, into: &output)
            let facts = isStrict ? nil : segment[SegmentMembers.layout]
            let isOpen = facts?[SegmentMembers.open]?.boolean == true
            guard !isOpen || number == segments.count - 1 else {
                throw .unwritable("\(path)/layout/open", "Only the last segment can be without its end.")
            }
            if !isOpen { output.append(start.syntax.terminator) }
            output +=
                try facts?[SegmentMembers.after]
                .map { view throws(Fault) in
                    try blanks(view, "\(path)/layout/after")
                } ?? usualEnd
        }
        if isStrict { try check(segments, &findings) }
    }

    /// What stands between segments.
    private func blanks(_ view: DocumentView?, _ path: String) throws(Fault) -> [UInt8] {
        guard let view else { return [] }
        let bytes = Array(try view.requiredText(path).utf8)
        guard bytes.allSatisfy(SegmentScanner.isBlank) else {
            throw .unwritable(path, "Only line ends and blanks stand there.")
        }
        return bytes
    }

    /// Refuses what breaks the envelopes or a table.
    private func check(_ segments: [(path: String, item: DocumentView)], _ findings: inout Findings) throws(Fault) {
        var own = Findings()
        standard.check(
            segments.map { SegmentStandardView($0.item, place: Place(path: $0.path)) },
            findings: &own
        )
        if let error = own.all.first(where: { $0.severity == .error }) {
            throw Fault(.message, .schemaViolation, stage: .encode, place: error.place, reason: error.message)
        }
        for finding in own.all { findings.add(finding) }
    }
}
