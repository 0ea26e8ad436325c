import Canonical

/// Messages of ISO 8583 (1987, 1993, 2003): card payments, in whatever encoding a specification defines.
struct ISO8583Format: Format {
    let name = "iso8583"
    let program: ISO8583Program
    let options: ISO8583Options
    let limits: Limits

    init(_ settings: FormatSettings) throws(Fault) {
        options = try ISO8583Options(settings.options)
        limits = settings.limits
        program = ISO8583Program(try ISO8583SpecificationLoader(settings: settings, options: options).load())
    }

    func makeReader() -> any FormatReader {
        ISO8583Reader(program: program, options: options, limits: limits)
    }

    func makeWriter(_ mode: WriteMode) -> any FormatWriter {
        ISO8583Writer(program: program, options: options, mode: mode, limits: limits)
    }

    var documentTypes: [String] { ["iso8583"] }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard type == nil || type == "iso8583" else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "The format iso8583 has no type of this name.",
                advice: "It has one type for all messages: iso8583."
            )
        }
        return ISO8583Describer(program: program).description
    }

    /// A message is told by four digits of a possible message type and a bitmap with a bit that is usual.
    func recognises(_ beginning: Span<UInt8>) -> Recognition {
        let reader = ISO8583MessageReader(program)
        var start = options.headerBytes
        if case .length(let length) = options.framing { start += length.size }
        guard let type = reader.typeDigits(beginning, at: start), (1...8).contains(type[1]), type[0] <= 2, type[3] <= 5,
            let bitmap = reader.bitmap(beginning, at: start + program.typeBytes), bitmap != 0
        else { return .no }
        return program.specification.encodings.bitmap == .binary ? .possible : .likely
    }
}

extension FormatKind {
    /// ISO 8583.
    package static let iso8583 = FormatKind(
        name: "iso8583",
        summary: "ISO 8583 card messages: shipped specifications for 1987 and 1993, others as a definition.",
        options: ISO8583Options.all,
        make: { settings throws(Fault) in try ISO8583Format(settings) }
    )
}
