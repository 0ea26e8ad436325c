import Canonical

/// Where reading a file of records stands: what is around them, and the document that is open.
///
/// A value in one piece, so that access to it is checked once a record. With the option `segment-children` a record and
/// those below it become one document, so that this holds one of them until the next begins.
struct CopybookFileReader: ~Copyable {
    let program: CopybookProgram
    let options: CopybookOptions
    var decoder: RecordDecoder
    var framing: RecordFraming
    var builder: DocumentBuilder
    /// The record whose document is open, and those open within it.
    var open: [OpenRecord] = []
    var childCount = 0
    var offset = 0
    var line = 1
    var isHeaderRead = false
    var isTrailerRead = false
    var isEndReported = false
    var scratch: [UInt8] = []

    struct OpenRecord {
        var children: [String]
        var hasList = false
    }

    init(_ program: CopybookProgram) {
        self.program = program
        options = program.options
        decoder = RecordDecoder(program)
        framing = RecordFraming(program)
        builder = DocumentBuilder(names: program.names)
    }

    mutating func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        if !isHeaderRead, options.fileHeader > 0 {
            if window.count < options.fileHeader, !isLast { return .more }
            isHeaderRead = true
            let length = min(options.fileHeader, window.count)
            return opaqueDocument(
                window.extracting(0..<length),
                program.layoutNames.fileHeader,
                options.fileHeader,
                &findings
            )
        }
        let trailer = isTrailerRead ? 0 : options.fileTrailer
        let usable = window.extracting(0..<max(0, window.count - trailer))
        let before = framing.block
        switch try framing.next(usable, isLast: isLast, offset: offset) {
        case .frame(let frame): return try read(frame, usable, isLast: isLast, framedFrom: before, &findings)
        case .more: return .more
        case .end:
            if !open.isEmpty { return finishDocument(consumed: 0) }
            if framing.isBlockOpen, !isEndReported {
                isEndReported = true
                let place = Place(byteOffset: offset)
                findings.add(.error, "copybook.block-truncated", at: place, "The input ends within a block.")
            }
            guard trailer > 0, window.count > 0 else { return .end }
            isTrailerRead = true
            return opaqueDocument(window, program.layoutNames.fileTrailer, trailer, &findings)
        }
    }

    // MARK: - Documents

    mutating func read(
        _ frame: RecordFrame,
        _ window: Span<UInt8>,
        isLast: Bool,
        framedFrom before: RecordFraming.Block,
        _ findings: inout Findings
    ) throws(Fault) -> ReadStep {
        let segment = options.segmentChildren.isEmpty ? nil : segment(window.extracting(frame.body))
        if !open.isEmpty, !closeUp(to: segment) {
            // The same bytes are framed again for the next document.
            framing.block = before
            return finishDocument(consumed: 0)
        }
        let mark = builder.mark
        let findingsMark = framing.isOpen && !isLast ? findings.mark : nil
        if let parent = open.indices.last {
            if !open[parent].hasList { builder.begin(.list, program.layoutNames.children) }
            open[parent].hasList = true
        }
        builder.begin(.object)
        var frame = frame
        do {
            try decode(&frame, window, isLast: isLast, &findings)
        } catch {
            builder = DocumentBuilder(names: program.names)
            open = []
            throw error
        }
        if frame.isOpen, decoder.isShort, !isLast {
            builder.rewind(to: mark)
            if let findingsMark { findings.rewind(to: findingsMark) }
            return .more
        }
        advance(over: frame.consumed)
        let children = segment.flatMap { options.segmentChildren[$0] }
        if let children { open.append(OpenRecord(children: children)) } else { builder.end() }
        childCount += 1
        if open.isEmpty { return .document(builder.finish(), consumed: frame.consumed) }
        return .skipped(consumed: frame.consumed)
    }

    mutating func decode(
        _ frame: inout RecordFrame,
        _ window: Span<UInt8>,
        isLast: Bool,
        _ findings: inout Findings
    ) throws(Fault) {
        let place = Place(
            byteOffset: offset + frame.body.lowerBound,
            line: options.recordFormat == .lines ? line : nil
        )
        let body = window.extracting(frame.body)
        try decoder.decode(body, into: &builder, at: place, findings: &findings)
        if frame.isOpen { close(&frame, window) }
        report(frame, place, &findings)
        if decoder.isRegionUnread { reportSegment(body, place, &findings) }
        let layout = RecordLayout(program: program, frame: frame, decoder: decoder)
        layout.append(window, into: &builder)
    }

    /// Gives a record whose length its tables decide its end.
    mutating func close(_ frame: inout RecordFrame, _ window: Span<UInt8>) {
        let start = frame.body.lowerBound
        let end = min(start + max(decoder.furthest, decoder.cursor), window.count)
        frame.body = start..<end
        frame.tail = end..<min(end + options.tail, window.count)
        frame.consumed = frame.tail.upperBound
        frame.isTruncated = decoder.isShort || frame.tail.count < options.tail
    }

    func report(_ frame: RecordFrame, _ place: Place, _ findings: inout Findings) {
        let isUnended = frame.lineEnding.map { $0.isEmpty } ?? false
        if frame.isTruncated || isUnended && decoder.isShort {
            findings.add(.error, "copybook.record-truncated", at: place, "The input ends within the record.")
        } else if decoder.isShort {
            findings.add(
                options.recordFormat == .lines ? .note : .warning,
                "copybook.record-short",
                at: place,
                "The record is shorter than its fields: those behind its end are left out."
            )
        }
        if frame.descriptor != nil {
            findings.add(
                .warning,
                "copybook.descriptor-not-zero",
                at: place,
                "The record descriptor word has a segment code or other bytes where zeros are expected."
            )
        }
    }

    mutating func opaqueDocument(
        _ bytes: Span<UInt8>,
        _ name: DocumentName,
        _ length: Int,
        _ findings: inout Findings
    ) -> ReadStep {
        if bytes.count < length {
            let place = Place(byteOffset: offset)
            findings.add(.error, "copybook.record-truncated", at: place, "The input ends within its header or trailer.")
        }
        builder.begin(.object)
        let start = builder.bytes.count
        Hexadecimal.append(bytes, into: &builder.bytes)
        builder.text(name, from: start)
        builder.end()
        advance(over: bytes.count)
        return .document(builder.finish(), consumed: bytes.count)
    }

    mutating func advance(over count: Int) {
        offset += count
        line += 1
    }
}
