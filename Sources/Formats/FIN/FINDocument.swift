package import Canonical

/// Names the parts of a SWIFT MT message's document, as ``FINCodec`` makes it.
package struct FINDocument: Sendable {
    /// The document.
    package let document: DocumentValue

    /// Wraps a document; what it lacks reads as nil.
    package init(_ document: DocumentValue) {
        self.document = document
    }

    /// The three digits of the message type.
    package var messageType: String? { document["block2"]?["messageType"]?.text }

    /// Whether SWIFT delivered it (output); else it is on its way to SWIFT (input).
    package var isOutput: Bool { document["block2"]?["direction"]?.text == "O" }

    /// The sender's logical terminal: for output that of the input reference in block 2, else that of block 1.
    package var senderTerminal: String? {
        isOutput ? document["block2"]?["sender"]?.text : document["block1"]?["logicalTerminal"]?.text
    }

    /// The receiver's logical terminal: for output that of block 1, else that of block 2.
    package var receiverTerminal: String? {
        isOutput ? document["block1"]?["logicalTerminal"]?.text : document["block2"]?["receiver"]?.text
    }

    /// The value of the first tag of that name in the user header.
    package func userHeader(_ tag: String) -> String? {
        document["block3"]?.items?.first { $0["tag"]?.text == tag }?["value"]?.text
    }

    /// The value of the first field of that tag in block 4.
    package func field(_ tag: String) -> String? {
        document["block4"]?.items?.first { $0["tag"]?.text == tag }?["value"]?.text
    }

    /// The BIC of a logical terminal: 12 characters without the ninth.
    package static func bic(ofTerminal terminal: String) -> String? {
        guard terminal.utf8.count == 12 else { return nil }
        return String(Substring(terminal.utf8.prefix(8))) + Substring(terminal.utf8.suffix(3))
    }

    /// Where a field of block 4 begins in the bytes of the message; found by writing it again.
    ///
    /// - Parameters:
    ///   - number: the field's position in block 4, from 0.
    ///   - lineInField: how many lines further down the trouble is.
    ///   - tag: the field's tag.
    /// - Returns: field, line and byte offset, or the field alone if the document cannot be written.
    package func place(ofField number: Int, line lineInField: Int = 0, tag: String) -> Place {
        var encoder = FINEncoder()
        guard (try? encoder.write(document)) != nil,  // a document that cannot be written has no bytes to point at
            encoder.fieldOffsets.indices.contains(number)
        else { return Place(field: tag, path: "/block4/\(number)") }
        var offset = encoder.fieldOffsets[number]
        let text = encoder.bytes.span
        var linesLeft = lineInField
        while linesLeft > 0, offset < text.count {
            if text[offset] == 0x0A { linesLeft -= 1 }
            offset += 1
        }
        return place(offset, text, tag, path: "/block4/\(number)")
    }

    /// Where block 4 begins: the place of a field that is missing.
    package func place(ofMissing tag: String) -> Place {
        var encoder = FINEncoder()
        guard (try? encoder.write(document)) != nil,  // as above
            let offset = encoder.block4Offset
        else { return Place(field: tag, path: "/block4") }
        return place(offset, encoder.bytes.span, tag, path: "/block4")
    }

    private func place(_ offset: Int, _ text: Span<UInt8>, _ tag: String, path: String) -> Place {
        var line = 1
        for index in 0..<min(offset, text.count) where text[index] == 0x0A { line += 1 }
        let encoding = FINLayout.textEncoding(of: document)
        return Place(byteOffset: encoding.offset(offset, in: text), line: line, field: tag, path: path)
    }
}
