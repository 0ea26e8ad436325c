import Canonical

/// Reads an input with messages of any type, in blocks or as bare bodies.
///
/// A class, because its builder and its work space are kept from message to message.
final class MTReader: FormatReader {
    // Without the check at run time that no access overlaps another, which costs 3 % of the time of a short message.
    // None does: a reader belongs to one thread, its methods reach both only by these names, each passes them on to
    // functions that know nothing of the reader, and nothing calls back into it.
    @exclusivity(unchecked) var parser: MTMessageParser
    @exclusivity(unchecked) var builder: DocumentBuilder
    var hasRead = false
    /// The message whose pieces are being read, if one is split.
    var split: MTSplitState?
    let limits: Limits

    init(_ library: MTLibrary, options: MTOptions, limits: Limits) {
        parser = MTMessageParser(library, options: options)
        builder = DocumentBuilder(names: library.names.all, nodesUsual: 128, bytesUsual: 2_048)
        self.limits = limits
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        if !parser.findings.isEmpty { parser.findings.removeAll(keepingCapacity: true) }
        guard let step = try next(window, isLast: isLast) else {
            guard window.count <= limits.bodyBytesMax else { throw tooLarge() }
            return .more
        }
        if !parser.findings.isEmpty {
            for finding in parser.findings { findings.add(finding) }
        }
        return step
    }

    /// What the window begins with; nil if that cannot be said before more of it is seen.
    private func next(_ window: Span<UInt8>, isLast: Bool) throws(Fault) -> ReadStep? {
        if split != nil { return try readPiece(window, isLast: isLast) }
        switch MTOpening.find(window, isLast: isLast, hasRead: hasRead) {
        case .more: return nil
        case .end: return .end
        case .blocks(let start, let container):
            switch try readHead(window, from: start, container, isLast: isLast) {
            case .piece(let step): return step
            case .more: return nil
            case .whole: return try readBlocks(window, from: start, container, isLast: isLast)
            }
        case .body(let start):
            switch try readHead(window, from: start, .body, isLast: isLast) {
            case .piece(let step): return step
            case .more: return nil
            case .whole: return try readBody(window, from: start, isLast: isLast)
            }
        case .envelope(let start):
            return try readEnvelope(window, from: start, isLast: isLast)
        case .unrecognised:
            guard hasRead else { throw unrecognised() }
            parser.note(.error, "format.syntax", window, 0, "This is no message.")
            advance(over: window.count, window)
            return .skipped(consumed: window.count)
        }
    }

    // MARK: - Messages in blocks

    private func readBlocks(
        _ window: Span<UInt8>,
        from start: Int,
        _ container: MTFrame.Container,
        isLast: Bool
    ) throws(Fault) -> ReadStep? {
        let outcome = MTScanner.scanBlocks(window, from: start, into: &parser.scan)
        if outcome == .cut, !isLast { return nil }
        guard !parser.scan.blocks.isEmpty else { throw cut(window, start) }
        var end = parser.scan.end
        guard end < window.count || isLast else { return nil }
        parser.acknowledged.reset(at: end)
        if isAcknowledgement(window), startsBlock1(window, end) || (!isLast && window.count - end < 3) {
            let inner = MTScanner.scanBlocks(window, from: end, into: &parser.acknowledged)
            if inner == .cut, !isLast { return nil }
            if !parser.acknowledged.blocks.isEmpty { end = parser.acknowledged.end }
            guard end < window.count || isLast else { return nil }
        }
        var frame = MTFrame(container: container, before: 0..<start)
        guard let next = frame.close(window, from: end, isLast: isLast) else {
            return nil
        }
        return try append(window, frame, consumed: next)
    }

    private func isAcknowledgement(_ window: Span<UInt8>) -> Bool {
        guard let block = parser.scan.block(UInt8(ascii: "1")), block.end - block.start >= 3 else { return false }
        return window[block.start + 1] == 0x32 && window[block.start + 2] == 0x31
    }

    private func startsBlock1(_ window: Span<UInt8>, _ offset: Int) -> Bool {
        offset + 2 < window.count && window[offset] == UInt8(ascii: "{") && window[offset + 1] == UInt8(ascii: "1")
            && window[offset + 2] == UInt8(ascii: ":")
    }

    // MARK: - Bodies without blocks

    private func readBody(_ window: Span<UInt8>, from start: Int, isLast: Bool) throws(Fault) -> ReadStep? {
        parser.scan.reset(at: start)
        parser.acknowledged.reset(at: start)
        MTScanner.scanText(window, from: start, isBare: true, into: &parser.scan)
        guard parser.scan.end < window.count || isLast else { return nil }
        var frame = MTFrame(container: .body, before: 0..<start)
        guard let next = frame.closeBody(window, from: parser.scan.end, isLast: isLast) else { return nil }
        return try append(window, frame, consumed: next)
    }

    // MARK: - Documents

    private func append(_ window: Span<UInt8>, _ frame: MTFrame, consumed: Int) throws(Fault) -> ReadStep {
        guard consumed <= limits.bodyBytesMax else { throw tooLarge() }
        if let copy = copyWithLineFeeds(window, upTo: consumed) {
            return try appendDocument(copy.span, frame, consumed: consumed)
        }
        return try appendDocument(window, frame, consumed: consumed)
    }

    private func appendDocument(_ window: Span<UInt8>, _ frame: MTFrame, consumed: Int) throws(Fault) -> ReadStep {
        // Each line is a value at least.
        guard parser.scan.lineFeeds <= limits.documentValuesMax else { throw tooManyValues() }
        hasRead = true
        let needsText = parser.scan.hasHighBytes || parser.acknowledged.hasHighBytes || !isASCII(window, frame)
        let document =
            needsText && !isUTF8(window, consumed)
            ? transcoded(window, frame, consumed) : Self.document(&parser, window, frame, &builder)
        guard document.nodes.count <= limits.documentValuesMax else { throw tooManyValues() }
        advance(over: consumed, window)
        return .document(document, consumed: consumed)
    }

    /// The document of the message that the parser has scanned.
    static func document(
        _ parser: inout MTMessageParser,
        _ bytes: Span<UInt8>,
        _ frame: MTFrame,
        _ builder: inout DocumentBuilder,
        envelope: MTEnvelope? = nil,
        in window: Span<UInt8>? = nil
    ) -> Document {
        parser.lay(bytes.extracting(0..<frame.after.upperBound), &builder)
        builder.begin(.object)
        parser.appendMessage(bytes, frame, &builder)
        if !parser.acknowledged.blocks.isEmpty {
            builder.begin(.object, parser.names.acknowledged)
            swap(&parser.scan, &parser.acknowledged)
            parser.appendMessage(bytes, MTFrame(), &builder)
            parser.appendLayout(bytes, MTFrame(), &builder)
            swap(&parser.scan, &parser.acknowledged)
            builder.end()
            parser.hasLayout = false
        }
        if let envelope, let window { parser.appendEnvelope(envelope, window, &builder) }
        parser.appendLayout(bytes, frame, &builder)
        builder.end()
        let document = builder.finish()
        if parser.options.checksRules { parser.checkRules(document, bytes) }
        return document
    }

    /// Reads a copy in which every byte of ISO 8859-1 is a character of UTF-8.
    private func transcoded(_ window: Span<UInt8>, _ frame: MTFrame, _ consumed: Int) -> Document {
        var frame = frame
        let copy = latin1Copy(window, consumed, &frame)
        parser.isTranscoded = true
        defer { parser.isTranscoded = false }
        parser.note(.error, "mt.encoding", copy.span, 0, Self.encodingText)
        return Self.document(&parser, copy.span, frame, &builder)
    }

    static let encodingText = "The message is not in UTF-8; it was read as ISO 8859-1."

    /// The copy in UTF-8; all places are moved to those in the copy.
    func latin1Copy(_ window: Span<UInt8>, _ consumed: Int, _ frame: inout MTFrame) -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(consumed * 2)
        /// For each place in the window, its place in the copy.
        var places: [Int] = []
        places.reserveCapacity(consumed + 1)
        for index in 0..<consumed {
            places.append(copy.count)
            if window[index] < 0x80 {
                copy.append(window[index])
            } else {
                copy.append(0xC0 | window[index] >> 6)
                copy.append(0x80 | window[index] & 0x3F)
            }
        }
        places.append(copy.count)
        parser.scan.move(to: places)
        parser.acknowledged.move(to: places)
        frame.before = places[frame.before.lowerBound]..<places[frame.before.upperBound]
        frame.after = places[frame.after.lowerBound]..<places[frame.after.upperBound]
        return copy
    }

    func isASCII(_ window: Span<UInt8>, _ frame: MTFrame) -> Bool {
        for index in frame.before where window[index] >= 0x80 { return false }
        for index in frame.after where window[index] >= 0x80 { return false }
        return true
    }

    func isUTF8(_ window: Span<UInt8>, _ count: Int) -> Bool {
        // Not well-formed is an answer here, not a failure.
        (try? UTF8Span(validating: window.extracting(0..<count))) != nil
    }

    func advance(over count: Int, _ window: Span<UInt8>) {
        parser.position.advance(over: count, of: window)
    }

    // MARK: - Faults

    private func unrecognised() -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(byteOffset: parser.position.byteOffset, line: parser.position.lines + 1),
            reason: "There is no message of SWIFT MT in the input.",
            advice:
                "A message begins with {1: or, without blocks, with a field such as :20: at the beginning of a line."
        )
    }

    private func cut(_ window: Span<UInt8>, _ offset: Int) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: parser.position.place(of: offset, in: window),
            reason: "The message ends inside its first block."
        )
    }

    func tooLarge() -> Fault {
        limitFault("A message has more than \(limits.bodyBytesMax) bytes.")
    }

    func tooManyValues() -> Fault {
        limitFault("A message has more than \(limits.documentValuesMax) values.")
    }

    private func limitFault(_ reason: String) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: parser.position.byteOffset, line: parser.position.lines + 1),
            reason: reason,
            advice: "Read large statements in pieces with the option split=auto."
        )
    }
}
