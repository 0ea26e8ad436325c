import Canonical

/// Reads interchanges of segments one by one, each into one document.
struct SegmentReader: FormatReader {
    private let standard: any SegmentStandard
    private let limits: Limits
    private var position = InputPosition()
    private var isFirst = true

    init(_ standard: any SegmentStandard, _ limits: Limits) {
        self.standard = standard
        self.limits = limits
    }

    mutating func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        var begin = 0
        while begin < window.count, SegmentScanner.isBlank(window[begin]) { begin += 1 }
        guard begin < window.count else {
            guard isLast else { return try more(window) }
            guard begin == 0 else { return readText(window, findings: &findings, isBlank: true) }
            if isFirst { throw unrecognised() }
            return .end
        }
        guard let start = standard.start(of: window.extracting(begin..<window.count)) else {
            guard isLast || window.count - begin > 16 else { return try more(window) }
            guard !isFirst else { throw unrecognised() }
            // What stands between interchanges is kept with all that follows it: no segment can be told apart there.
            guard isLast else { return try more(window) }
            return readText(window, findings: &findings, isBlank: false)
        }
        guard start.isWhole || isLast else { return try more(window) }
        let scanner = SegmentScanner(syntax: start.syntax)
        var segments: [SegmentScanner.Segment] = []
        var index = begin + start.prologue.count
        var isClosed = false
        while index < window.count, !isClosed {
            guard let segment = scanner.segment(in: window, from: index, isLast: isLast) else {
                return try more(window)
            }
            let tag = window.extracting(segment.tag)
            // A new interchange ends one that was not closed.
            if !segments.isEmpty, tag.equals(standard.tags.first.utf8.span) { break }
            segments.append(segment)
            guard segments.count <= limits.documentValuesMax else { throw tooManyValues }
            index = segment.after.upperBound
            isClosed = tag.equals(standard.tags.last.utf8.span)
        }
        if index >= window.count, !isClosed, !isLast { return try more(window) }
        guard index <= limits.bodyBytesMax else { throw tooLarge }
        let document = try document(window, begin, start, segments, &findings)
        position.advance(over: index, of: window)
        isFirst = false
        return .document(document, consumed: index)
    }

    /// Asks for more of an interchange, unless that is too large already.
    private func more(_ window: Span<UInt8>) throws(Fault) -> ReadStep {
        guard window.count <= limits.bodyBytesMax else { throw tooLarge }
        return .more
    }

    // MARK: - Documents

    private func document(
        _ window: Span<UInt8>,
        _ begin: Int,
        _ start: SegmentStart,
        _ segments: [SegmentScanner.Segment],
        _ findings: inout Findings
    ) throws(Fault) -> Document {
        var builder = DocumentBuilder(names: SegmentMembers.names, nodesUsual: segments.count * 16)
        var text = SegmentText(syntax: start.syntax, encoding: start.encoding)
        var plainSyntax = start.syntax
        plainSyntax.component = plainSyntax.element
        plainSyntax.repetition = nil
        var plain = SegmentText(syntax: plainSyntax, encoding: start.encoding)
        let usualEnd = segments.first.map { window.bytes($0.after) } ?? []
        builder.begin(.object)
        builder.begin(.list, SegmentMembers.name(SegmentMembers.segments))
        // Counted on from segment to segment, so that many findings cost one pass.
        var line = position.lines + 1
        var counted = 0
        for segment in segments {
            let content = window.extracting(segment.content)
            builder.begin(.object)
            let isPlain = standard.isPlain(tag: window.extracting(segment.tag))
            let isSound =
                isPlain
                ? plain.read(content, tag: segment.tag.count, into: &builder)
                : text.read(content, tag: segment.tag.count, into: &builder)
            if !isSound {
                for index in counted..<segment.content.lowerBound where window[index] == 0x0A { line += 1 }
                counted = segment.content.lowerBound
                let place = Place(byteOffset: position.byteOffset + counted, line: line)
                findings.add(
                    .error,
                    "\(standard.name).undecodable",
                    at: place,
                    "Bytes are not in the interchange's character set."
                )
            }
            let after = window.bytes(segment.after)
            let released = text.isReleasedOddly && !isPlain ? text.released : nil
            appendFacts(after == usualEnd ? nil : after, released, segment.isOpen, into: &builder)
            builder.end()
            guard builder.count <= limits.documentValuesMax else { throw tooManyValues }
        }
        builder.end()
        appendFacts(window.bytes(0..<begin), usualEnd, start, into: &builder)
        builder.end()
        let document = builder.finish()
        check(document, window, segments, &findings)
        return document
    }

    private func appendFacts(
        _ after: [UInt8]?,
        _ released: [Int]?,
        _ isOpen: Bool,
        into builder: inout DocumentBuilder
    ) {
        guard after != nil || released != nil || isOpen else { return }
        builder.begin(.object, SegmentMembers.name(SegmentMembers.layout))
        if let after { builder.text(SegmentMembers.name(SegmentMembers.after), after.span) }
        if isOpen { builder.boolean(SegmentMembers.name(SegmentMembers.open), true) }
        if let released {
            builder.begin(.list, SegmentMembers.name(SegmentMembers.released))
            for offset in released { builder.number(.none, offset) }
            builder.end()
        }
        builder.end()
    }

    private func appendFacts(
        _ before: [UInt8],
        _ segmentEnd: [UInt8],
        _ start: SegmentStart,
        into builder: inout DocumentBuilder
    ) {
        guard !before.isEmpty || !segmentEnd.isEmpty || !start.facts.isEmpty else { return }
        builder.begin(.object, SegmentMembers.name(SegmentMembers.layout))
        if !before.isEmpty { builder.text(SegmentMembers.name(SegmentMembers.before), before.span) }
        for fact in start.facts { builder.text(SegmentMembers.name(fact.name), fact.text) }
        if !segmentEnd.isEmpty { builder.text(SegmentMembers.name(SegmentMembers.segmentEnd), segmentEnd.span) }
        builder.end()
    }

    private func check(
        _ document: Document,
        _ window: Span<UInt8>,
        _ segments: [SegmentScanner.Segment],
        _ findings: inout Findings
    ) {
        var views: [SegmentStandardView] = []
        var line = position.lines + 1
        var counted = 0
        for (number, view) in (document.root[SegmentMembers.segments]?.children.enumerated().map { $0 } ?? []) {
            let start = segments[number].content.lowerBound
            for index in counted..<start where window[index] == 0x0A { line += 1 }
            counted = start
            let place = Place(byteOffset: position.byteOffset + start, line: line, path: "/segments/\(number)")
            views.append(SegmentStandardView(view, place: place))
        }
        if let first = segments.dropLast().firstIndex(where: { !$0.after.isEmpty }) {
            // Once, since most files that have line ends have them behind each segment.
            let message = "Line ends or blanks stand between segments, where the standard has none."
            findings.add(.note, "\(standard.name).between", at: views[first].place, message)
        }
        if let last = segments.last, last.isOpen, let view = views.last {
            findings.add(.error, "\(standard.name).terminator", at: view.place, "The input ends within a segment.")
        }
        standard.check(views, findings: &findings)
    }

    /// What stands outside interchanges, to the end of the input.
    private mutating func readText(_ window: Span<UInt8>, findings: inout Findings, isBlank: Bool) -> ReadStep {
        var builder = DocumentBuilder(names: SegmentMembers.names)
        builder.begin(.object)
        let start = builder.bytes.count
        _ = TextEncoding.utf8.decodeKeeping(window, into: &builder.bytes)
        builder.text(SegmentMembers.name(SegmentMembers.text), from: start)
        builder.end()
        let place = position.place(of: 0, in: window)
        let severity: Finding.Severity = isBlank ? .note : .error
        findings.add(severity, "\(standard.name).outside", at: place, "Bytes stand outside an interchange.")
        position.advance(over: window.count, of: window)
        return .document(builder.finish(), consumed: window.count)
    }

    private func unrecognised() -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(byteOffset: position.byteOffset),
            reason: "The input does not begin with an interchange of the format \(standard.name)."
        )
    }

    private var tooLarge: Fault {
        limit("An interchange has more than \(limits.bodyBytesMax) bytes, which is the limit of one message.")
    }

    private var tooManyValues: Fault {
        limit("An interchange has more than \(limits.documentValuesMax) values, which is the limit of one document.")
    }

    private func limit(_ reason: String) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: position.byteOffset),
            reason: reason,
            advice: "An interchange is held whole: raise the limit, or ask the sender for smaller interchanges."
        )
    }
}
