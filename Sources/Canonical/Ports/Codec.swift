/// Turns the bytes of one format into documents and back; pure: no input or output, no clock, no logger.
public protocol Codec: Sendable {
    /// The format's name on the command line and in configurations, such as `mt`.
    var formatName: String { get }

    /// Reads one message; throws a message fault that says what and where.
    func decode(_ bytes: [UInt8]) throws(Fault) -> DocumentValue

    /// Writes one message; throws a message fault where the document does not fit the format.
    func encode(_ document: DocumentValue) throws(Fault) -> [UInt8]
}
