import Canonical

/// The member `layout`: what of the message's form is not as the standard has it.
extension MTMessageParser {
    mutating func appendLayout(_ bytes: Span<UInt8>, _ frame: MTFrame, _ builder: inout DocumentBuilder) {
        switch frame.container {
        case .plain: break
        case .body: fact(names.container, "body", &builder)
        case .sectors: fact(names.container, "dos-pcc", &builder)
        }
        if let padding = frame.padding {
            begin(&builder)
            builder.number(names.padding, padding)
        }
        if let defect = frame.sectorDefect {
            note(defect.isCut ? .error : .warning, "mt.sector", bytes, scan.end, defect.text)
        }
        if isTranscoded { fact(names.encoding, "ISO-8859-1", &builder) }
        fact(names.before, bytes, frame.before, &builder)
        if scan.hasText { appendTextLayout(bytes, frame, &builder) }
        appendOrder(&builder)
        appendGaps(bytes, &builder)
        fact(names.after, bytes, frame.after, &builder)
        if frame.hasRest {
            note(.error, "format.syntax", bytes, frame.after.lowerBound, "This is no part of a message.")
        }
        if hasLayout { builder.end() }
    }

    mutating func begin(_ builder: inout DocumentBuilder) {
        guard !hasLayout else { return }
        hasLayout = true
        builder.begin(.object, names.layout)
    }

    mutating func fact(_ name: DocumentName, _ text: String, _ builder: inout DocumentBuilder) {
        begin(&builder)
        builder.text(name, text)
    }

    mutating func fact(
        _ name: DocumentName,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ builder: inout DocumentBuilder
    ) {
        guard !range.isEmpty else { return }
        begin(&builder)
        append(bytes, range.lowerBound, range.upperBound, name, &builder)
    }

    // MARK: - Block 4

    /// Line ends, what stands before the first field, and what ends the block.
    private mutating func appendTextLayout(
        _ bytes: Span<UInt8>,
        _ frame: MTFrame,
        _ builder: inout DocumentBuilder
    ) {
        let linesWithoutReturn = scan.lineFeeds - scan.returns
        let isMostlyLF = linesWithoutReturn > scan.returns
        if scan.hasReturnsAlone {
            fact(names.lineEnd, "CR", &builder)
            note(
                .warning,
                "mt.line-end",
                bytes,
                scan.textStart,
                field: "4",
                "Lines end with CR; the standard has CR LF."
            )
        } else if isMostlyLF {
            fact(names.lineEnd, "LF", &builder)
            note(.note, "mt.line-end", bytes, scan.textStart, field: "4", "Lines end with LF; the standard has CR LF.")
        }
        if linesWithoutReturn > 0, scan.returns > 0 { appendOtherLineEnds(bytes, isMostlyLF, &builder) }
        let start = scan.textStart..<max(scan.textStart, scan.firstField)
        let isBody = frame.container == .body
        let isStandard = isBody || scan.fields.isEmpty ? start.isEmpty : isLineEnd(bytes, start)
        if !isStandard {
            lines(names.start, bytes, start, &builder)
            note(.error, "mt.text", bytes, start.lowerBound, field: "4", "Block 4 begins with a line end and a field.")
        }
        appendEnd(bytes, isBody, &builder)
        noteBodyEnd(bytes, frame)
    }

    /// A body without blocks has no mark that ends it: one that ends inside a line may have been cut off there.
    ///
    /// An amount without its comma, which banks write too, is then taken for a part of an amount.
    mutating func noteBodyEnd(_ bytes: Span<UInt8>, _ frame: MTFrame) {
        guard frame.container == .body, !frame.isEnclosed, scan.textEnd == scan.textStop else { return }
        let text = "The body ends inside a line, where it may have been cut off."
        note(isInDialect ? .error : .warning, "mt.body-end", bytes, scan.textEnd, field: "4", text)
    }

    mutating func appendEnd(_ bytes: Span<UInt8>, _ isBody: Bool, _ builder: inout DocumentBuilder) {
        let end = scan.textEnd..<scan.textStop
        if isBody {
            let isStandard = hasHyphenLine(bytes, end)
            if !isStandard { lines(names.end, bytes, end, &builder) }
            return
        }
        let hasLineEnd = !scan.isTextOpen && isLineEnd(bytes, end.lowerBound..<max(end.lowerBound, end.upperBound - 2))
        guard !hasLineEnd else { return }
        lines(names.end, bytes, end, &builder)
        note(
            .error,
            "mt.text",
            bytes,
            end.lowerBound,
            field: "4",
            scan.isTextOpen
                ? "The message ends inside block 4." : "Block 4 ends with a line end, a hyphen and a brace."
        )
    }

    /// A text with its line ends as line feeds; an empty one too.
    mutating func lines(
        _ name: DocumentName,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ builder: inout DocumentBuilder
    ) {
        begin(&builder)
        let from = builder.bytes.count
        builder.appendLines(bytes, range.lowerBound, range.upperBound)
        builder.text(name, from: from)
    }

    func isLineEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch range.count {
        case 1: bytes[range.lowerBound] == 0x0A
        case 2: bytes[range.lowerBound] == 0x0D && bytes[range.lowerBound + 1] == 0x0A
        default: false
        }
    }

    /// A line end, a hyphen and a line end.
    private func hasHyphenLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        for expected in [0x0A, 0x2D, 0x0A] as [UInt8] {
            if expected == 0x0A, index + 1 < range.upperBound, bytes[index] == 0x0D { index += 1 }
            guard index < range.upperBound, bytes[index] == expected else { return false }
            index += 1
        }
        return index == range.upperBound
    }

    /// The numbers of the line ends in block 4 that are not as most of them are.
    private mutating func appendOtherLineEnds(
        _ bytes: Span<UInt8>,
        _ isMostlyLF: Bool,
        _ builder: inout DocumentBuilder
    ) {
        begin(&builder)
        builder.begin(.list, names.otherLineEnds)
        var number = 0
        for index in scan.textStart..<scan.textStop where bytes[index] == 0x0A {
            let hasReturn = index > scan.textStart && bytes[index - 1] == 0x0D
            if hasReturn == isMostlyLF { builder.number(.none, number) }
            number += 1
        }
        builder.end()
        note(.note, "mt.line-end", bytes, scan.textStart, field: "4", "Some lines end with LF and others with CR LF.")
    }

    // MARK: - Blocks

    /// The names of the blocks, if they do not come in the order of the document.
    private mutating func appendOrder(_ builder: inout DocumentBuilder) {
        var last = 0
        var isOrdered = true
        for block in scan.blocks {
            let rank = (0x31...0x35).contains(block.name) ? Int(block.name) : 0x36
            if rank < last { isOrdered = false }
            last = rank
        }
        guard !isOrdered else { return }
        begin(&builder)
        builder.begin(.list, names.order)
        for block in scan.blocks { builder.text(.none, String(UnicodeScalar(block.name))) }
        builder.end()
        if let first = scan.blocks.first { noteOrder(first.start) }
    }

    /// What stands between blocks, by the name of the block behind it.
    mutating func appendGaps(_ bytes: Span<UInt8>, _ builder: inout DocumentBuilder) {
        guard let first = scan.blocks.first(where: { $0.gap > 0 }) else { return }
        begin(&builder)
        builder.begin(.object, names.between)
        for block in scan.blocks where block.gap > 0 {
            let name = [block.name]
            builder.text(ownName: name.span, bytes.extracting(block.gapRange))
        }
        builder.end()
        note(
            .warning,
            "mt.between-blocks",
            bytes,
            first.gapRange.lowerBound,
            "Blanks or line ends stand between blocks."
        )
    }

    private mutating func noteOrder(_ offset: Int) {
        let place = Place(byteOffset: position.byteOffset + offset, field: "1")
        findings.append(Finding(.error, "mt.block-order", at: place, "The blocks come in another order than 1 to 5."))
    }
}
