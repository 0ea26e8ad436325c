import Canonical

/// A parser, which cannot be copied, in an object that can be passed on.
///
/// It is unchecked, but safe to send: it belongs to one reader at a time, or lies idle in a ``ParserPool``, which hands it
/// out under a lock; a reader belongs to one thread.
final class ParserBox: @unchecked Sendable {
    var parser: MessageParser
    /// The whole input in UTF-8, if it came in another encoding, and how much of it is used up.
    var transcoded: [UInt8]?
    private var transcodedUsed = 0

    init(_ parser: consuming MessageParser) {
        self.parser = parser
    }

    /// Makes it ready for another input.
    func reset() {
        parser.reset()
        transcoded = nil
        transcodedUsed = 0
    }

    /// Reads one step from a window of UTF-8.
    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        // Only a window that may grow is read twice.
        let saved = isLast ? nil : (state: parser.state, mark: findings.mark)
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
                if let saved {
                    parser.restore(saved.state, offset: 0)
                    parser.findings.rewind(to: saved.mark)
                }
                return .more
            case .fault(let fault): throw fault
            }
        }
    }

    /// Reads one step from the transcoded input.
    ///
    /// The count is that of the input in its own encoding: its bytes are used up with the last message.
    func readTranscoded(_ count: Int, findings: inout Findings) throws(Fault) -> ReadStep {
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
