import Canonical

/// Statements that are split: a document with the head, one for each entry, one with the tail.
///
/// So a statement of any size is read with as much memory as its largest entry takes.
extension MTReader {
    /// What came of the attempt to read a head.
    enum Head {
        case piece(ReadStep)
        /// The message has no entries, or is none that is split: it is read whole.
        case whole
        case more
    }

    // MARK: - The head

    func readHead(
        _ window: Span<UInt8>,
        from start: Int,
        _ container: MTFrame.Container,
        isLast: Bool
    ) throws(Fault) -> Head {
        guard !parser.options.split.isEmpty else { return .whole }
        parser.acknowledged.reset(at: start)
        var frame = MTFrame(container: container, before: 0..<start)
        let found =
            container == .body
            ? findBody(window, frame, isLast: isLast) : findText(window, from: start, frame, isLast: isLast)
        guard case .found(var state) = found else {
            if case .more = found { return .more }
            return .whole
        }
        if container == .sectors { frame.before = 0..<start - 1 }
        let end = parser.scan.textEnd
        frame.after = end..<end
        let linesWithoutReturn = parser.scan.lineFeeds - parser.scan.returns
        state.isLF = linesWithoutReturn > parser.scan.returns
        state.length = end - frame.before.upperBound
        state.headPosition = parser.position
        state.headPosition.advance(over: start, of: window)
        let step = try append(window, frame, .head, &state, text: start..<end, consumed: end)
        split = state
        return .piece(step)
    }

    private enum Found {
        case found(MTSplitState)
        case whole
        case more
    }

    /// Scans headers and the fields up to the first item.
    private func findText(_ window: Span<UInt8>, from start: Int, _ frame: MTFrame, isLast: Bool) -> Found {
        let headers = MTPieceScanner.scanHeaders(window, from: start, isLast: isLast, into: &parser.scan)
        guard case .text(let content, let gap) = headers else {
            if case .more = headers { return .more }
            return .whole
        }
        guard parser.scan.block(UInt8(ascii: "2")) != nil else { return .whole }
        let kind = parser.type(window, frame)
        guard let program = kind.program, let plan = MTSplitPlan(program, at: parser.options.split, parser.names) else {
            return .whole
        }
        let (blocks, hasHighBytes) = (parser.scan.blocks, parser.scan.hasHighBytes)
        var state = 0
        let outcome = MTPieceScanner.scan(window, from: content, isBare: false, isLast: isLast, into: &parser.scan) {
            Self.goesOn(plan, $0, &state)
        }
        guard outcome == .next else { return outcome == .more ? .more : .whole }
        let names = blocks.map(\.name) + [UInt8(ascii: "4")]
        let text = MTScan.Block(name: UInt8(ascii: "4"), start: content, end: parser.scan.textEnd, gap: gap)
        parser.scan.blocks = blocks + [text]
        parser.scan.start = start
        parser.scan.hasHighBytes = parser.scan.hasHighBytes || hasHighBytes
        return .found(MTSplitState(plan: plan, kind: kind, container: frame.container, blocks: names))
    }

    /// Scans the fields of a body up to field 61; its type is told by them.
    private func findBody(_ window: Span<UInt8>, _ frame: MTFrame, isLast: Bool) -> Found {
        let start = frame.before.upperBound
        let outcome = MTPieceScanner.scan(window, from: start, isBare: true, isLast: isLast, into: &parser.scan) {
            $0 != MTTag.statementLine
        }
        guard outcome == .next, !parser.scan.fields.isEmpty else { return outcome == .more ? .more : .whole }
        let kind = parser.type(window, frame)
        guard let program = kind.program, let plan = MTSplitPlan(program, at: parser.options.split, parser.names) else {
            return .whole
        }
        var state = 0
        for number in parser.scan.fields.indices {
            guard Self.goesOn(plan, parser.scan.fields[number].key, &state) else { return .whole }
        }
        guard case .begins = plan.step(MTTag.statementLine, from: state) else { return .whole }
        return .found(MTSplitState(plan: plan, kind: kind, container: .body, blocks: []))
    }

    /// Whether a tag belongs to the head; moves the state on if it does.
    private static func goesOn(_ plan: MTSplitPlan, _ key: Int, _ state: inout Int) -> Bool {
        if case .begins = plan.step(key, from: state) { return false }
        if let transition = plan.transition(key, from: state) { state = Int(transition.state) }
        return true
    }

    // MARK: - Entries and the tail

    func readPiece(_ window: Span<UInt8>, isLast: Bool) throws(Fault) -> ReadStep? {
        guard var state = split else { return nil }
        parser.acknowledged.reset(at: 0)
        let isBare = state.container == .body
        switch MTPieceScanner.beginning(window, isBare: isBare, isLast: isLast) {
        case .more: return nil
        case .tag(let key):
            guard case .begins = state.plan.step(key, from: state.state) else { break }
            guard scanEntry(window, state, isLast: isLast) else { return nil }
            let end = parser.scan.textEnd
            let frame = MTFrame(container: state.container, after: end..<end)
            let step = try append(window, frame, .entry, &state, text: 0..<end, consumed: end)
            state.length += end
            split = state
            return step
        case .end: break
        }
        guard let step = try readTail(window, &state, isLast: isLast) else { return nil }
        split = nil
        return step
    }

    /// Scans one item; false if more of the input is needed.
    private func scanEntry(_ window: Span<UInt8>, _ state: MTSplitState, isLast: Bool) -> Bool {
        var current = state.state
        var isFirst = true
        let isBare = state.container == .body
        let outcome = MTPieceScanner.scan(window, from: 0, isBare: isBare, isLast: isLast, into: &parser.scan) { key in
            switch state.plan.step(key, from: current) {
            case .unplaced: return true
            case .outside: return false
            case .begins where !isFirst: return false
            case .begins, .continues:
                isFirst = false
                if let transition = state.plan.transition(key, from: current) { current = Int(transition.state) }
                return true
            }
        }
        return outcome != .more
    }

    /// What stands behind the last item up to the next message.
    private func readTail(_ window: Span<UInt8>, _ state: inout MTSplitState, isLast: Bool) throws(Fault) -> ReadStep? {
        var frame = MTFrame(container: state.container, lengthBefore: state.length)
        let isBare = state.container == .body
        parser.scan.reset(at: 0)
        if isBare {
            scanBareTail(window, isLast: isLast)
        } else if !scanTail(window, state, isLast: isLast) {
            return nil
        }
        guard parser.scan.end < window.count || isLast else { return nil }
        let end = parser.scan.end
        let next =
            isBare
            ? frame.closeBody(window, from: end, isLast: isLast) : frame.close(window, from: end, isLast: isLast)
        guard let next else { return nil }
        return try append(window, frame, .tail, &state, text: 0..<end, consumed: next)
    }

    private func scanBareTail(_ window: Span<UInt8>, isLast: Bool) {
        // Field 20 begins the next body, although this one has no further field.
        var feed = 0
        while feed < window.count, window[feed] == 0x0D || window[feed] == 0x0A { feed += 1 }
        if feed > 0, MTOpening.isTag(window, feed), window[feed + 1] == 0x32, window[feed + 2] == 0x30,
            window[feed + 3] == UInt8(ascii: ":")
        {
            parser.scan.hasText = true
            parser.scan.textStop = feed
            parser.scan.end = feed
            for index in 0..<feed where window[index] == 0x0A {
                parser.scan.lineFeeds += 1
                if index > 0, window[index - 1] == 0x0D { parser.scan.returns += 1 }
            }
        } else {
            MTScanner.scanText(window, from: 0, isBare: true, into: &parser.scan)
        }
    }

    /// Scans the end of block 4 and the blocks behind it; false if more of the input is needed.
    private func scanTail(_ window: Span<UInt8>, _ state: MTSplitState, isLast: Bool) -> Bool {
        MTScanner.scanText(window, from: 0, isBare: false, into: &parser.scan)
        if parser.scan.isTextOpen { return isLast || parser.scan.end < window.count }
        // The blocks of the head are not the message's again.
        let known = state.blocks.map { MTScan.Block(name: $0, start: 3, end: 3) }
        parser.scan.blocks = known
        let outcome = MTScanner.scanFurtherBlocks(window, from: parser.scan.end, into: &parser.scan)
        parser.scan.blocks.removeFirst(known.count)
        return outcome == .complete || isLast
    }

    // MARK: - Documents

    private func append(
        _ window: Span<UInt8>,
        _ frame: MTFrame,
        _ piece: MTPiece,
        _ state: inout MTSplitState,
        text: Range<Int>,
        consumed: Int
    ) throws(Fault) -> ReadStep {
        guard consumed <= limits.bodyBytesMax else { throw tooLarge() }
        guard parser.scan.lineFeeds <= limits.documentValuesMax else { throw tooManyValues() }
        hasRead = true
        let document: Document
        if parser.scan.hasHighBytes || !isASCII(window, frame), !isUTF8(window, consumed) {
            var frame = frame
            let copy = latin1Copy(window, consumed, &frame)
            parser.isTranscoded = true
            defer { parser.isTranscoded = false }
            if !state.hasToldEncoding { parser.note(.error, "mt.encoding", copy.span, 0, Self.encodingText) }
            state.hasToldEncoding = true
            document = pieceDocument(copy.span, frame, piece, &state)
            // The bytes of the copy, so that rules are checked on text.
            checkRules(copy.span, 0..<min(copy.count, parser.scan.end), piece, &state)
        } else {
            document = pieceDocument(window, frame, piece, &state)
            checkRules(window, text, piece, &state)
        }
        guard document.nodes.count <= limits.documentValuesMax else { throw tooManyValues() }
        advance(over: consumed, window)
        return .document(document, consumed: consumed)
    }

    private func pieceDocument(
        _ bytes: Span<UInt8>,
        _ frame: MTFrame,
        _ piece: MTPiece,
        _ state: inout MTSplitState
    ) -> Document {
        parser.lay(bytes.extracting(0..<frame.after.upperBound), &builder)
        builder.begin(.object)
        parser.appendPiece(bytes, frame, piece, &state, &builder)
        builder.end()
        return builder.finish()
    }

    // MARK: - Rules

    /// Keeps the head, and checks the network rules of head and tail together.
    private func checkRules(_ bytes: Span<UInt8>, _ text: Range<Int>, _ piece: MTPiece, _ state: inout MTSplitState) {
        guard parser.options.checksRules, piece != .entry else { return }
        let part = bytes.extracting(text).withUnsafeBufferPointer { Array($0) }
        guard piece == .tail else {
            state.head = part
            return
        }
        parser.checkRules(head: state.head, at: state.headPosition, tail: part, state)
    }
}
