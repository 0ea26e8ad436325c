import Canonical

/// Reads ISO 20022 messages from a window.
struct ISO20022Reader: FormatReader {
    private let lease: ParserLease
    private let limits: Limits
    /// How large a window must be before an attempt that lacked bytes is worth repeating.
    private var windowWanted = 0
    private var encoding: XMLEncoding?

    init(_ pool: ParserPool) {
        lease = ParserLease(pool)
        limits = pool.limits
    }

    private var box: ParserBox { lease.box }

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
