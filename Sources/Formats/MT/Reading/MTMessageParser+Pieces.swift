import Canonical

/// The documents of the pieces of a split message.
extension MTMessageParser {
    /// Appends the members of the piece that ``scan`` holds, without the object around them.
    mutating func appendPiece(
        _ bytes: Span<UInt8>,
        _ frame: MTFrame,
        _ piece: MTPiece,
        _ state: inout MTSplitState,
        _ builder: inout DocumentBuilder
    ) {
        hasLayout = false
        // Rules are checked on head and tail together.
        if options.checksRules { ruleChecks.append(MTRuleCheck(root: 0, kind: state.kind)) }
        appendType(state.kind, &builder)
        builder.text(names.piece, piece.rawValue)
        if piece == .head {
            checkBlocks(bytes, frame)
            appendHeaders(bytes, &builder)
        }
        appendFields(bytes, piece, &state, &builder)
        noteHyphenLines(bytes)
        if piece == .tail {
            if let block = scan.block(UInt8(ascii: "5")) { appendTags(bytes, block, names.block5, &builder) }
            appendOtherBlocks(bytes, &builder)
        }
        appendLayout(bytes, frame, piece, &state, &builder)
        ruleChecks.removeAll(keepingCapacity: true)
    }

    private mutating func appendHeaders(_ bytes: Span<UInt8>, _ builder: inout DocumentBuilder) {
        if let block = scan.block(UInt8(ascii: "1")) { appendBlock1(bytes, block, &builder) }
        if let block = scan.block(UInt8(ascii: "2")) { appendBlock2(bytes, block, &builder) }
        if let block = scan.block(UInt8(ascii: "3")) { appendTags(bytes, block, names.block3, &builder) }
    }

    /// Block 4 with the fields of the piece at their places.
    private mutating func appendFields(
        _ bytes: Span<UInt8>,
        _ piece: MTPiece,
        _ state: inout MTSplitState,
        _ builder: inout DocumentBuilder
    ) {
        if scan.hasTooManyFields {
            note(.error, "format.limit", bytes, scan.textStart, "There are more than \(MTScanner.fieldsMax) fields.")
        }
        let program = state.plan.program
        builder.begin(.object, names.block4)
        unplaced.removeAll(keepingCapacity: true)
        let depth = builder.depth
        var isFirst = piece != .head
        for number in scan.fields.indices {
            let field = scan.fields[number]
            guard let transition = state.plan.transition(field.key, from: state.state) else {
                unplaced.append(number)
                continue
            }
            if isFirst {
                // What the piece before had open is closed; of a list that goes on, another part begins.
                if state.plan.kept(transition, state.state) == 1 { builder.begin(.list, state.plan.documentName) }
            } else {
                for _ in 0..<transition.ends where builder.depth > depth { builder.end() }
            }
            isFirst = false
            append(bytes, field, transition, program, &builder)
            state.state = Int(transition.state)
        }
        while builder.depth > depth { builder.end() }
        let missing = program.missingAtEnd[state.state]
        if piece == .tail, !missing.isEmpty { noteMissing(bytes, scan.textEnd, program, missing) }
        if !unplaced.isEmpty { appendUnplaced(bytes, program, &builder) }
        builder.end()
    }

    private mutating func append(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ transition: MTTransition,
        _ program: MTMessageProgram,
        _ builder: inout DocumentBuilder
    ) {
        let begins = Int(transition.beginsStart)
        for container in program.begins[begins..<begins + Int(transition.beginsCount)] {
            builder.begin(container.kind, container.name)
        }
        if !transition.missing.isEmpty {
            if let code = program.misplacedCode(field) {
                noteMisplaced(bytes, field, code)
            } else {
                noteMissing(bytes, field.tag, program, transition.missing)
            }
        }
        let entry = program.entries[Int(transition.state) - 1]
        if entry.role == .field { append(bytes, field, at: entry, program, &builder) }
    }

    // MARK: - Layout

    private mutating func appendLayout(
        _ bytes: Span<UInt8>,
        _ frame: MTFrame,
        _ piece: MTPiece,
        _ state: inout MTSplitState,
        _ builder: inout DocumentBuilder
    ) {
        switch frame.container {
        case .body where piece != .entry: fact(names.container, "body", &builder)
        case .sectors where piece != .entry: fact(names.container, "dos-pcc", &builder)
        default: break
        }
        if let padding = frame.padding {
            begin(&builder)
            builder.number(names.padding, padding)
        }
        if isTranscoded { fact(names.encoding, "ISO-8859-1", &builder) }
        fact(names.before, bytes, frame.before, &builder)
        appendLineEnds(bytes, piece, &state, &builder)
        let isBody = state.container == .body
        if piece == .head { appendStart(bytes, isBody, &builder) }
        if piece == .tail {
            appendEnd(bytes, isBody, &builder)
            noteBodyEnd(bytes, frame)
        }
        appendGaps(bytes, &builder)
        fact(names.after, bytes, frame.after, &builder)
        noteFrame(bytes, frame)
        if hasLayout { builder.end() }
    }

    private mutating func noteFrame(_ bytes: Span<UInt8>, _ frame: MTFrame) {
        if let defect = frame.sectorDefect {
            note(defect.isCut ? .error : .warning, "mt.sector", bytes, scan.end, defect.text)
        }
        guard frame.hasRest else { return }
        note(.error, "format.syntax", bytes, frame.after.lowerBound, "This is no part of a message.")
    }

    /// How lines end: the head tells how most do, each piece the others by number.
    private mutating func appendLineEnds(
        _ bytes: Span<UInt8>,
        _ piece: MTPiece,
        _ state: inout MTSplitState,
        _ builder: inout DocumentBuilder
    ) {
        if piece == .head, state.isLF {
            fact(names.lineEnd, "LF", &builder)
            note(.note, "mt.line-end", bytes, scan.textStart, field: "4", "Lines end with LF; the standard has CR LF.")
        }
        guard (state.isLF ? scan.returns : scan.lineFeeds - scan.returns) > 0 else { return }
        begin(&builder)
        builder.begin(.list, names.otherLineEnds)
        var number = 0
        for index in scan.textStart..<max(scan.textStart, scan.textStop) where bytes[index] == 0x0A {
            let hasReturn = index > scan.textStart && bytes[index - 1] == 0x0D
            if hasReturn == state.isLF { builder.number(.none, number) }
            number += 1
        }
        builder.end()
        guard !state.hasToldLineEnds else { return }
        state.hasToldLineEnds = true
        note(.note, "mt.line-end", bytes, scan.textStart, field: "4", "Some lines end with LF and others with CR LF.")
    }

    private mutating func appendStart(_ bytes: Span<UInt8>, _ isBody: Bool, _ builder: inout DocumentBuilder) {
        let start = scan.textStart..<max(scan.textStart, scan.firstField)
        let isStandard = isBody || scan.fields.isEmpty ? start.isEmpty : isLineEnd(bytes, start)
        guard !isStandard else { return }
        lines(names.start, bytes, start, &builder)
        note(.error, "mt.text", bytes, start.lowerBound, field: "4", "Block 4 begins with a line end and a field.")
    }

    // MARK: - Rules

    /// Checks the network rules that compare nothing inside the entries, on a message of head and tail alone.
    mutating func checkRules(head: [UInt8], at headPosition: InputPosition, tail: [UInt8], _ state: MTSplitState) {
        let bytes = head + tail
        let isBody = state.container == .body
        scan.reset(at: 0)
        acknowledged.reset(at: 0)
        if isBody {
            MTScanner.scanText(bytes.span, from: 0, isBare: true, into: &scan)
        } else {
            _ = MTScanner.scanBlocks(bytes.span, from: 0, into: &scan)
        }
        let tailPosition = position
        let known = findings.count
        var builder = DocumentBuilder(names: names.all)
        lay(bytes.span, &builder)
        builder.begin(.object)
        var frame = MTFrame(container: isBody ? .body : .plain)
        frame.type = Int(String(decoding: state.kind.name.dropFirst(3).prefix(3), as: UTF8.self))
        appendMessage(bytes.span, frame, &builder)
        builder.end()
        // What is wrong with the fields has been told with the pieces.
        findings.removeLast(findings.count - known)
        for index in ruleChecks.indices {
            let kind = ruleChecks[index].kind
            ruleChecks[index].kind = kind.checked(by: state.plan.rules(of: kind.rules))
        }
        position = InputPosition()
        counted = CountedLines(base: 0)
        checkRules(builder.finish(), bytes.span)
        counted = CountedLines(base: -1)
        position = tailPosition
        for index in findings.indices.dropFirst(known) {
            findings[index].place = place(findings[index].place, head: head, headPosition, tail: tail)
        }
    }

    /// The place in the input of a place in the head and the tail put together.
    private func place(_ place: Place, head: [UInt8], _ headPosition: InputPosition, tail: [UInt8]) -> Place {
        guard let offset = place.byteOffset else { return place }
        if offset < head.count { return headPosition.place(of: offset, in: head.span, field: place.field) }
        return position.place(of: offset - head.count, in: tail.span, field: place.field)
    }
}
