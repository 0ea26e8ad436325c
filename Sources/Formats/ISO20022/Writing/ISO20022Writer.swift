import Canonical

/// Writes ISO 20022 messages.
///
/// A strict writer leaves out nothing and adds nothing either: it writes by the definition and then reads what it wrote;
/// a message with an error, or without a definition, is refused.
struct ISO20022Writer: FormatWriter {
    private var writer: MessageWriter
    private let mode: WriteMode
    private let catalogue: DefinitionCatalogue
    private let limits: Limits
    /// Reads the pieces of split messages again, in strict mode.
    private var pieceReader: ISO20022Reader?
    private var pieceBytes: [UInt8] = []

    init(catalogue: DefinitionCatalogue, limits: Limits, mode: WriteMode) {
        writer = MessageWriter(catalogue: catalogue)
        self.mode = mode
        self.catalogue = catalogue
        self.limits = limits
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        let saved = writer
        let bytes: [UInt8]
        do {
            bytes = try writer.write(document)
            if mode == .strict { try check(bytes, isPiece: document.root["piece"] != nil) }
        } catch {
            writer = saved
            throw error
        }
        output += bytes
    }

    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        guard writer.isInsideMessage else { return }
        throw MessageWriter.fault("", "The last piece of a split message is missing.")
    }

    /// Reads what was written, and throws the first error.
    private mutating func check(_ bytes: [UInt8], isPiece: Bool) throws(Fault) {
        var findings = Findings()
        if isPiece {
            try checkPiece(bytes, &findings)
        } else {
            var reader = ISO20022Reader(ParserPool(catalogue: catalogue, limits: limits, split: .never))
            var offset = 0
            reading: while true {
                let window = bytes.span.extracting(offset..<bytes.count)
                switch try reader.read(window, isLast: true, findings: &findings) {
                case .document(_, let consumed), .skipped(let consumed): offset += consumed
                case .more, .end: break reading
                }
            }
        }
        let refused = findings.all.first { $0.severity == .error || $0.code == "definition.unknown" }
        guard let refused else { return }
        throw Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: Place(path: refused.place.path),
            reason: "\(refused.code): \(refused.message)"
        )
    }

    /// Reads on in a split message, with what was written of it so far.
    private mutating func checkPiece(_ bytes: [UInt8], _ findings: inout Findings) throws(Fault) {
        let pool = ParserPool(catalogue: catalogue, limits: limits, split: .usual)
        var reader = pieceReader ?? ISO20022Reader(pool)
        pieceBytes += bytes
        let isLast = !writer.isInsideMessage
        var offset = 0
        reading: while true {
            let window = pieceBytes.span.extracting(offset..<pieceBytes.count)
            switch try reader.read(window, isLast: isLast, findings: &findings) {
            case .document(_, let consumed), .skipped(let consumed): offset += consumed
            case .more, .end: break reading
            }
        }
        pieceBytes.removeFirst(offset)
        pieceReader = isLast ? nil : reader
    }
}
