import Canonical

/// Text of formats that know bytes and no encoding: each byte is the character of its number (ISO 8859-1), and back.
enum ByteText {
    /// Appends bytes as a text.
    static func append(_ bytes: Span<UInt8>, _ name: DocumentName, to builder: inout DocumentBuilder) {
        let start = builder.bytes.count
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x80 {
                builder.bytes.append(byte)
            } else {
                builder.bytes.append(0xC0 | byte >> 6)
                builder.bytes.append(0x80 | byte & 0x3F)
            }
        }
        builder.text(name, from: start)
    }

    /// The bytes of a text; none where the member is absent.
    ///
    /// - Throws: `schema.violation` with the path if it is no text, or has a character that is no byte.
    static func bytes(_ view: DocumentView?, path: String) throws(Fault) -> [UInt8] {
        guard let view else { return [] }
        guard let text = view.text else { throw fault(path, "A text is expected.") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard scalar.value < 0x100 else { throw fault(path, "The value holds a character that is no single byte.") }
            bytes.append(UInt8(scalar.value))
        }
        return bytes
    }

    private static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
