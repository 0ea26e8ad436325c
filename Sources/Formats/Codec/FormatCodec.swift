package import Canonical

/// A format as routes use it: one message in, one document out; a message with errors is a fault.
package struct FormatCodec: Codec {
    private let format: any Format

    /// Wraps a format.
    package init(_ format: any Format) {
        self.format = format
    }

    package var formatName: String { format.name }

    /// Reads a body that holds one message.
    ///
    /// - Throws: what the format throws; `schema.violation` with the place of the first error finding, or where the body
    ///   holds no message or several.
    package func decode(_ bytes: [UInt8]) throws(Fault) -> DocumentValue {
        let (documents, findings) = try format.decodeAll(bytes)
        if let error = findings.all.first(where: { $0.severity == .error }) {
            throw Fault(
                .message,
                .schemaViolation,
                stage: .decode,
                place: error.place,
                reason: "\(error.code): \(error.message)",
                advice: findings.all.count > 1 ? "There are \(findings.all.count) findings in all." : nil
            )
        }
        guard documents.count == 1 else {
            throw Fault(
                .message,
                .schemaViolation,
                stage: .decode,
                reason: "The body holds \(documents.count) messages instead of one."
            )
        }
        return documents[0].value
    }

    package func encode(_ document: DocumentValue) throws(Fault) -> [UInt8] {
        try format.encodeAll([Document(document)]).bytes
    }
}
