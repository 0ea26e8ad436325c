package import Canonical

/// One format: reads bytes into documents and findings, writes documents as bytes, and describes their types.
///
/// Pure: no input or output, no clock, no logger. What it needs to know of definitions it is given when it is made.
/// A value of this type is immutable and may be used by many threads; readers and writers belong to one.
package protocol Format: Sendable {
    /// The format's name on the command line and in configurations, such as `mt`.
    var name: String { get }

    /// Begins reading one input, which may hold several messages.
    func makeReader() -> any FormatReader

    /// Begins writing one output, which may hold several messages.
    func makeWriter(_ mode: WriteMode) -> any FormatWriter

    /// The types of document that it reads, such as `mt.103`; empty if any name can be described.
    var documentTypes: [String] { get }

    /// What documents of a type look like; without a type, what all documents of the format have in common.
    ///
    /// - Throws: `reference.unknown` for a type that it does not know.
    func description(ofType type: String?) throws(Fault) -> DocumentDescription

    /// How surely the input is of this format, judged from its beginning (up to 4 KiB).
    func recognises(_ beginning: Span<UInt8>) -> Recognition
}

/// How surely an input is of a format.
package enum Recognition: Int, Sendable, Comparable {
    /// It is not.
    case no
    /// It could be, as plain text could be many things.
    case possible
    /// It looks like it.
    case likely
    /// It begins as nothing else does.
    case certain

    package static func < (left: Recognition, right: Recognition) -> Bool { left.rawValue < right.rawValue }
}

/// How strict a writer is.
package enum WriteMode: Sendable {
    /// Writes what was read, byte for byte, with what was wrong in it.
    case faithful
    /// Writes by the standard and refuses what breaks the format.
    case strict
}
