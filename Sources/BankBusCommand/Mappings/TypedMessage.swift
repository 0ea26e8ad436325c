import Canonical
import Formats
import Mapping

/// A file with one message, of a type that mappings can name.
struct TypedMessage {
    /// The message.
    let document: Document
    /// Its type.
    let type: String

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - formats: the formats that it can be of.
    ///   - type: the type of a message that does not say it itself, as in JSON.
    /// - Throws: what reading throws; `format.unrecognised` where no format or type is found.
    init(_ path: String, _ formats: DocumentFormats, type: String?) throws(Fault) {
        let bytes = try DefinitionFile.readAll(path)[0].bytes
        let named = try type.map { name throws(Fault) in try formats.type(named: name) }
        guard
            let format = try named.map({ type throws(Fault) in try formats.format(ofType: type) })
                ?? formats.format(of: bytes)
        else { throw Self.unrecognised(path) }
        guard let document = try format.decodeAll(bytes).documents.first else { throw Self.unrecognised(path) }
        guard let type = DocumentFormats.type(of: document) ?? named else { throw Self.untyped(path) }
        self.document = document
        self.type = type
    }

    /// The fault of an input that no format recognises.
    static func unrecognised(_ path: String) -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(path: path),
            reason: "No format that mappings know recognises the input.",
            advice: "Name the type of its messages with --from."
        )
    }

    /// The fault of a message that does not say which type it is of.
    static func untyped(_ path: String) -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(path: path),
            reason: "The message does not say which type it is of.",
            advice: "Name it with --from, such as --from canonical/payment.credit-transfer.v2."
        )
    }
}
