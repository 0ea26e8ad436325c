import Canonical

/// Makes the faults of the codec; out of line, because they are rare.
enum FINFault {
    @inline(never)
    static func syntax(
        _ reason: String,
        at offset: Int,
        in text: Span<UInt8>,
        field: String? = nil,
        encoding: FINLayout.TextEncoding = .utf8
    ) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: place(offset, text, field, encoding),
            reason: reason,
            advice: "The sender has to correct the message."
        )
    }

    @inline(never)
    static func limit(_ reason: String, at offset: Int, in text: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: place(offset, text, nil, .utf8),
            reason: reason,
            advice: "Split the message, or raise the limit in the configuration."
        )
    }

    @inline(never)
    static func unrecognised(_ text: Span<UInt8>) -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(byteOffset: 0, line: 1),
            reason: "This is no SWIFT MT message: it does not begin with block 1, {1:.",
            advice: "Send it to a route that reads its format."
        )
    }

    /// A document that cannot be written.
    @inline(never)
    static func misfit(_ reason: String, path: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }

    private static func place(
        _ offset: Int,
        _ text: Span<UInt8>,
        _ field: String?,
        _ encoding: FINLayout.TextEncoding
    ) -> Place {
        var line = 1
        for index in 0..<min(offset, text.count) where text[index] == 0x0A { line += 1 }
        return Place(byteOffset: encoding.offset(offset, in: text), line: line, field: field)
    }
}
