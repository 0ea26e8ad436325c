package import Canonical

/// SWIFT MT messages (FIN): blocks 1 to 5, S and users' own, any message type, its fields as tags in their order.
///
/// What is written equals what was read, byte for byte. The document of a message:
///
///     {"block1": {"applicationId": "F", "serviceId": "01", "logicalTerminal": …, "sessionNumber": …, "sequenceNumber": …},
///      "block2": {"direction": "I", "messageType": "103", "receiver": …, "priority": "N", …},
///      "block3": [{"tag": "121", "value": …}, …],
///      "block4": [{"tag": "20", "value": …}, {"tag": "50K", "value": "line 1\nline 2"}, …],
///      "block5": [{"tag": "CHK", "value": …}], "blockS": […],
///      "layout": {"lineEnd": "CRLF", …}}
///
/// Lines of a value are joined by LF whatever the message uses; ``FINLayout`` tells which facts `layout` holds. An
/// acknowledgement (service 21) in front of the message it acknowledges becomes the member `acknowledgement`.
/// Blocks 1 and 2 that do not have their standard width become `{"text": …}`.
///
/// Source of the block structure: SWIFT User Handbook, FIN System Messages and General Information.
package struct FINCodec: Codec {
    package let formatName = "mt"
    private let limits: FINLimits

    /// Makes the codec; the size limit is that of the bus, the others are FIN's own.
    package init(limits: Limits = .standard) {
        self.init(limits: FINLimits(messageBytesMax: limits.bodyBytesMax))
    }

    /// Makes the codec with limits of its own.
    package init(limits: FINLimits) {
        self.limits = limits
    }

    package func decode(_ bytes: [UInt8]) throws(Fault) -> DocumentValue {
        guard bytes.count <= limits.messageBytesMax else {
            throw FINFault.limit("The message has more than \(limits.messageBytesMax) bytes.", at: 0, in: bytes.span)
        }
        if isUTF8(bytes) { return try FINDecoder.decode(bytes.span, limits: limits, encoding: .utf8) }
        // Other bytes are kept as they are: each becomes the character of its number, and back.
        let transcoded = Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
        return try FINDecoder.decode(transcoded.span, limits: limits, encoding: .latin1)
    }

    package func encode(_ document: DocumentValue) throws(Fault) -> [UInt8] {
        var encoder = FINEncoder()
        try encoder.write(document)
        return try FINLayout.textEncoding(of: document).bytes(encoder.bytes)
    }

    private func isUTF8(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil  // the error says where; here only yes or no counts
    }
}

/// The bounds on a FIN message.
package struct FINLimits: Sendable, Hashable {
    /// Greatest size in bytes.
    package var messageBytesMax = 16 * 1024 * 1024
    /// Greatest number of blocks, an acknowledgement's included.
    package var blocksMax = 32
    /// Greatest number of fields in a block.
    package var fieldsMax = 100_000
    /// Greatest nesting of braces in the value of a tag.
    package var bracesDepthMax = 8

    /// Makes the default limits.
    package init(messageBytesMax: Int = 16 * 1024 * 1024) {
        self.messageBytesMax = messageBytesMax
    }
}
