import Canonical

/// Reads ISO 20022 messages from a window.
struct ISO20022Reader: FormatReader {
    /// The parser cannot be copied, readers can: so it lies in an object. A reader belongs to one thread.
    fileprivate final class Box {
        var parser: MessageParser
        /// The whole input in UTF-8, if it came in another encoding, and how much of it is used up.
        var transcoded: [UInt8]?
        var transcodedUsed = 0

        init(_ parser: consuming MessageParser) { self.parser = parser }
    }

    private let box: Box
    private let limits: Limits
    /// How large a window must be before an attempt that lacked bytes is worth repeating.
    private var windowWanted = 0
    private var encoding: XMLEncoding?

    init(catalogue: DefinitionCatalogue, limits: Limits, split: SplitRule) {
        box = Box(MessageParser(catalogue: catalogue, limits: limits, split: split))
        self.limits = limits
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        if window.count < windowWanted, !isLast { return .more }
        if encoding == nil {
            if window.count < Self.encodingBytes, !isLast { return .more }
            encoding = try XMLEncoding.of(window)
        }
        guard let encoding, encoding != .utf8 else {
            return try readUTF8(window, isLast: isLast, findings: &findings)
        }
        return try readTranscoded(window, encoding, isLast: isLast, findings: &findings)
    }

    /// How many bytes tell the encoding: a declaration is not longer.
    private static let encodingBytes = 256

    private mutating func readUTF8(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        if window.isEmpty, isLast, box.parser.state.hasBegun, box.parser.state.open.isEmpty { return .end }
        switch try box.read(window, isLast: isLast, findings: &findings) {
        case .document(let document, let consumed):
            windowWanted = 0
            return .document(document, consumed: consumed)
        case .more:
            guard window.count <= limits.bodyBytesMax else { throw tooLarge() }
            windowWanted = window.count * 2
            return .more
        case .end: return window.isEmpty ? .end : .skipped(consumed: window.count)
        case .skipped(let consumed): return .skipped(consumed: consumed)
        }
    }

    /// Reads an input in another encoding, which must be in the window as a whole: places are those of its UTF-8 form.
    private mutating func readTranscoded(
        _ window: Span<UInt8>,
        _ encoding: XMLEncoding,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard isLast else {
            guard window.count <= limits.bodyBytesMax else { throw tooLarge() }
            return .more
        }
        if box.transcoded == nil {
            guard let bytes = encoding.decode(window) else {
                throw Fault(
                    .message,
                    .formatSyntax,
                    stage: .decode,
                    place: Place(byteOffset: 0, line: 1),
                    reason: "The bytes are not well-formed in the encoding that the input declares."
                )
            }
            box.transcoded = bytes
            box.parser.inputEncoding = encoding
        }
        return try box.readTranscoded(window.count, findings: &findings)
    }

    private func tooLarge() -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: box.parser.scanner.position.byteOffset),
            reason: "A message has more than \(limits.bodyBytesMax) bytes.",
            advice: "Read large files in pieces with the option split=auto."
        )
    }
}

extension ISO20022Reader.Box {
    /// Reads one step from a window of UTF-8.
    fileprivate func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        let saved = parser.state
        let mark = findings.mark
        swap(&parser.findings, &findings)
        defer { swap(&parser.findings, &findings) }
        parser.scanner.isLast = isLast
        parser.scanner.offset = 0
        do {
            let outcome = try parser.readNext(window)
            let consumed = parser.scanner.offset
            parser.moveOn(over: consumed, window)
            switch outcome {
            case .document(let document): return .document(document, consumed: consumed)
            case .skipped: return .skipped(consumed: consumed)
            case .end: return .end
            }
        } catch {
            switch error {
            case .incomplete:
                parser.restore(saved, offset: 0)
                parser.findings.rewind(to: mark)
                return .more
            case .fault(let fault): throw fault
            }
        }
    }

    /// Reads one step from the transcoded input.
    ///
    /// - Parameter count: how many bytes the input had in its own encoding: they are used up with the last message.
    fileprivate func readTranscoded(_ count: Int, findings: inout Findings) throws(Fault) -> ReadStep {
        guard let bytes = transcoded, transcodedUsed < bytes.count else { return .end }
        switch try read(bytes.span.extracting(transcodedUsed..<bytes.count), isLast: true, findings: &findings) {
        case .document(let document, let consumed):
            transcodedUsed += consumed
            return .document(document, consumed: transcodedUsed >= bytes.count ? count : 0)
        case .skipped(let consumed):
            transcodedUsed += consumed
            return .skipped(consumed: transcodedUsed >= bytes.count ? count : 0)
        case .more, .end:
            transcodedUsed = bytes.count
            return .skipped(consumed: count)
        }
    }
}
