import Canonical

/// Reads records one after the other; a record with faults in it does not end the reading.
///
/// With the option `segment-children` a record and those below it become one document, so that this holds one of them
/// until the next begins.
final class CopybookReader: FormatReader {
    private let program: CopybookProgram
    private let options: CopybookOptions
    private var decoder: RecordDecoder
    private var framing: RecordFraming
    private var builder: DocumentBuilder
    /// The record whose document is open, and those open within it.
    private var open: [OpenRecord] = []
    private var childCount = 0
    private var offset = 0
    private var line = 1
    private var isHeaderRead = false
    private var isTrailerRead = false
    private var isEndReported = false
    private var scratch: [UInt8] = []

    private struct OpenRecord {
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

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
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
        let before = framing
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

    private func read(
        _ frame: RecordFrame,
        _ window: Span<UInt8>,
        isLast: Bool,
        framedFrom before: RecordFraming,
        _ findings: inout Findings
    ) throws(Fault) -> ReadStep {
        let segment = options.segmentChildren.isEmpty ? nil : segment(window.extracting(frame.body))
        if !open.isEmpty, !closeUp(to: segment) {
            // The same bytes are framed again for the next document.
            framing = before
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

    private func decode(
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
        let layout = RecordLayout(program: program, frame: frame, decoder: decoder)
        layout.append(window, into: &builder)
    }

    /// Gives a record whose length its tables decide its end.
    private func close(_ frame: inout RecordFrame, _ window: Span<UInt8>) {
        let start = frame.body.lowerBound
        let end = min(start + max(decoder.furthest, decoder.cursor), window.count)
        frame.body = start..<end
        frame.tail = end..<min(end + options.tail, window.count)
        frame.consumed = frame.tail.upperBound
        frame.isTruncated = decoder.isShort || frame.tail.count < options.tail
    }

    private func report(_ frame: RecordFrame, _ place: Place, _ findings: inout Findings) {
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

    private func opaqueDocument(
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

    private func advance(over count: Int) {
        offset += count
        line += 1
    }

    // MARK: - Segments

    /// The name of the group or record that the segment field stands for.
    private func segment(_ record: Span<UInt8>) -> String? {
        guard let field = program.segmentField else { return nil }
        let end = field.offset + field.step.length
        guard end <= record.count else { return nil }
        let bytes = record.extracting(field.offset..<end)
        for (name, rule) in program.segments where RuleValue.holds(rule, field.step, bytes, decoder.reader, &scratch) {
            return name
        }
        return nil
    }

    /// Closes open records until one is reached that the segment may be below; false if there is none.
    private func closeUp(to segment: String?) -> Bool {
        guard let segment, childCount < CopybookOptions.childrenMax, builder.count < options.valuesMax,
            builder.bytes.count < options.recordBytesMax,
            let parent = open.lastIndex(where: { $0.children.contains(segment) })
        else { return false }
        while open.count > parent + 1 { closeRecord() }
        return true
    }

    private func closeRecord() {
        if let record = open.popLast() {
            if !record.hasList { builder.begin(.list, program.layoutNames.children) }
            builder.end()
            builder.end()
        }
    }

    private func finishDocument(consumed: Int) -> ReadStep {
        while !open.isEmpty { closeRecord() }
        childCount = 0
        return .document(builder.finish(), consumed: consumed)
    }
}
