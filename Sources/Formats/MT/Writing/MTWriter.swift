import Canonical

/// Writes messages: as they were read, or strictly by the standard.
final class MTWriter: FormatWriter {
    private let library: MTLibrary
    private let mode: WriteMode
    private let options: MTOptions
    private let limits: Limits
    private var count = 0

    init(_ library: MTLibrary, mode: WriteMode, options: MTOptions, limits: Limits) {
        self.library = library
        self.mode = mode
        self.options = options
        self.limits = limits
    }

    func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        var writer = try MTMessageWriter(library, document, mode: mode, limits: limits)
        var message = try writer.message()
        if mode == .strict {
            try check(message)
            // Messages of a file are parted as in RJE.
            if count > 0, message.first == UInt8(ascii: "{") { message.insert(UInt8(ascii: "$"), at: 0) }
        }
        count += 1
        output += message
    }

    /// What is written strictly is read again, and has no errors.
    private func check(_ message: [UInt8]) throws(Fault) {
        let reader = MTReader(library, options: options, limits: limits)
        var findings = Findings()
        _ = try reader.read(message.span, isLast: true, findings: &findings)
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
