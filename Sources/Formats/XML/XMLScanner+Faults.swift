import Canonical

/// What stops a scan; kept out of line, because it is rare.
extension XMLScanner {
    static var badUTF8: String { "The bytes are not well-formed UTF-8." }

    /// The window ends: more may come, or the input is cut off.
    @inline(never)
    mutating func ended(_ bytes: Span<UInt8>) -> XMLStop {
        isLast ? fault(at: bytes.count, bytes, "The input ends inside a message.") : .incomplete
    }

    /// The input is not well-formed.
    @inline(never)
    mutating func fault(at offset: Int, _ bytes: Span<UInt8>, _ reason: String) -> XMLStop {
        stop(.formatSyntax, at: offset, bytes, reason, advice: nil)
    }

    /// The input is over a bound.
    @inline(never)
    mutating func limit(at offset: Int, _ bytes: Span<UInt8>, _ reason: String) -> XMLStop {
        stop(.formatLimit, at: offset, bytes, reason, advice: nil)
    }

    /// A document type declaration, which could declare entities.
    @inline(never)
    mutating func doctype(_ bytes: Span<UInt8>) -> XMLStop {
        stop(
            .formatSyntax,
            at: offset,
            bytes,
            "The document has a document type declaration, which is refused.",
            advice: "ISO 20022 messages have none: ask the sender to leave it out."
        )
    }

    private func stop(
        _ code: FaultCode,
        at offset: Int,
        _ bytes: Span<UInt8>,
        _ reason: String,
        advice: String?
    ) -> XMLStop {
        let place = position.place(of: offset, in: bytes)
        return .fault(Fault(.message, code, stage: .decode, place: place, reason: reason, advice: advice))
    }
}
