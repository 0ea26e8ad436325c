import Canonical

/// Messages in the XML of Alliance.
extension MTReader {
    func readEnvelope(_ window: Span<UInt8>, from start: Int, isLast: Bool) throws(Fault) -> ReadStep? {
        guard let envelope = MTEnvelope(window, from: start, isLast: isLast) else {
            guard isLast else { return nil }
            throw noEnvelope()
        }
        let consumed = envelope.after.upperBound
        let inner = envelope.message.span
        var frame = MTFrame(isEnclosed: true, type: envelope.type)
        switch MTOpening.find(inner, isLast: true, hasRead: false) {
        case .blocks(let begin, _):
            _ = MTScanner.scanBlocks(inner, from: begin, into: &parser.scan)
            parser.acknowledged.reset(at: begin)
            guard !parser.scan.blocks.isEmpty else { throw noEnvelope() }
            frame.before = 0..<begin
            frame.after = parser.scan.end..<inner.count
        case .body(let begin):
            parser.scan.reset(at: begin)
            parser.acknowledged.reset(at: begin)
            MTScanner.scanText(inner, from: begin, isBare: true, into: &parser.scan)
            frame.container = .body
            frame.before = 0..<begin
            frame.after = parser.scan.end..<inner.count
        default: throw noEnvelope()
        }
        frame.hasRest = frame.after.contains { !MTOpening.isFiller(inner[$0]) }
        guard isUTF8(inner, inner.count), isUTF8(window, consumed) else { throw noEnvelope() }
        let outerPosition = parser.position
        parser.position.advance(over: envelope.before.upperBound, of: window)
        let document = Self.document(&parser, inner, frame, &builder, envelope: envelope, in: window)
        parser.position = outerPosition
        if let rest = envelope.rest {
            parser.note(.error, "format.syntax", window, rest, "What stands behind the XML is no part of a message.")
        }
        guard document.nodes.count <= limits.documentValuesMax else { throw tooManyValues() }
        parser.position.advance(over: consumed, of: window)
        hasRead = true
        return .document(document, consumed: consumed)
    }

    private func noEnvelope() -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(byteOffset: parser.position.byteOffset, line: parser.position.lines + 1),
            reason: "The XML holds no message of SWIFT MT in an Alliance DataPDU."
        )
    }
}

extension MTMessageParser {
    /// The member `envelope`: the XML around the message, and how the message stands in it.
    mutating func appendEnvelope(_ envelope: MTEnvelope, _ window: Span<UInt8>, _ builder: inout DocumentBuilder) {
        builder.begin(.object, names.envelope)
        builder.text(names.before, window.extracting(envelope.before))
        builder.text(names.encoding, envelope.isBase64 ? "base64" : "text")
        if let length = envelope.lineLength {
            builder.number(names.lineLength, length)
            builder.text(names.lineEnd, envelope.hasReturns ? "CRLF" : "LF")
        }
        envelope.references.append(to: &builder, names)
        builder.text(names.after, window.extracting(envelope.after))
        builder.end()
    }
}
