import Canonical

/// Writes messages: as they were read, or strictly by the standard.
final class MTWriter: FormatWriter {
    private let library: MTLibrary
    private let mode: WriteMode
    private let options: MTOptions
    private let limits: Limits
    private var count = 0
    /// The split message whose pieces are being written, if one is.
    private var open: MTOpenMessage?
    /// Reads the pieces of a split message again, in strict mode, with what of them it has not used up.
    private var pieceReader: MTReader?
    private var pieceBytes: [UInt8] = []

    init(_ library: MTLibrary, mode: WriteMode, options: MTOptions, limits: Limits) {
        self.library = library
        self.mode = mode
        self.options = options
        self.limits = limits
    }

    func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        var writer = try MTMessageWriter(library, document, mode: mode, limits: limits)
        var next: MTOpenMessage?
        var message = try writer.next(in: open, opening: &next)
        if mode == .strict {
            if open != nil || next != nil {
                try checkPiece(message, isLast: next == nil)
            } else {
                try check(message)
            }
            // Messages of a file are parted as in RJE.
            if count > 0, open == nil, message.first == UInt8(ascii: "{") { message.insert(UInt8(ascii: "$"), at: 0) }
        }
        count += 1
        open = next
        output += message
    }

    func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        guard open != nil else { return }
        throw MTFault.document("The last piece of a split message is missing.", "/piece")
    }

    /// What is written strictly is read again, and has no errors.
    private func check(_ message: [UInt8]) throws(Fault) {
        let reader = MTReader(library, options: options, limits: limits)
        var findings = Findings()
        _ = try reader.read(message.span, isLast: true, findings: &findings)
        try refuse(findings)
    }

    /// Reads on in a split message, with what was written of it so far.
    private func checkPiece(_ bytes: [UInt8], isLast: Bool) throws(Fault) {
        var pieces = options
        if pieces.split.isEmpty { pieces.split = MTSplitPlan.usual }
        let reader = pieceReader ?? MTReader(library, options: pieces, limits: limits)
        let bytes = pieceBytes + bytes
        var findings = Findings()
        var offset = 0
        reading: while true {
            let window = bytes.span.extracting(offset..<bytes.count)
            switch try reader.read(window, isLast: isLast, findings: &findings) {
            case .document(_, let consumed), .skipped(let consumed): offset += consumed
            case .more, .end: break reading
            }
        }
        pieceBytes = Array(bytes[offset...])
        pieceReader = isLast ? nil : reader
        try refuse(findings)
    }

    private func refuse(_ findings: Findings) throws(Fault) {
        guard let error = findings.all.first(where: { $0.severity == .error }) else { return }
        throw Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: error.place,
            reason: "\(error.code): \(error.message)",
            advice: "Only messages without errors are written strictly."
        )
    }
}
