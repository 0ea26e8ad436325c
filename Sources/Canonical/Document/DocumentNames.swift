/// The names of members that all documents of a type share: kept once, so that a document only refers to them.
public final class DocumentNames: Sendable {
    /// All names one after the other, in UTF-8.
    @usableFromInline package let bytes: [UInt8]
    /// The names by number.
    package let names: [DocumentName]
    private let numbers: [String: Int]

    /// No names: each document brings its own.
    public static let none = DocumentNames([])

    /// Lays the names out, each once; a name has at most 65,535 bytes.
    public init(_ texts: [String]) {
        var bytes: [UInt8] = []
        var names: [DocumentName] = []
        var numbers: [String: Int] = [:]
        for text in texts where numbers[text] == nil {
            precondition(text.utf8.count <= Int(UInt16.max), "a member's name has at most 65,535 bytes")
            numbers[text] = names.count
            names.append(DocumentName(start: UInt32(bytes.count), length: UInt16(text.utf8.count)))
            bytes += text.utf8
        }
        self.bytes = bytes
        self.names = names
        self.numbers = numbers
    }

    /// The name, to be given to a builder; nil if it is not one of them.
    public subscript(text: String) -> DocumentName? {
        numbers[text].map { names[$0] }
    }

    /// The name, which must be one of them: for names that the code itself has laid out.
    package func name(_ text: String) -> DocumentName {
        guard let name = self[text] else { preconditionFailure("the name \(text) is not in the table") }
        return name
    }
}

/// A shared name's place in ``DocumentNames``.
public struct DocumentName: Sendable, Hashable {
    @usableFromInline package let start: UInt32
    @usableFromInline package let length: UInt16

    @inlinable
    package init(start: UInt32, length: UInt16) {
        self.start = start
        self.length = length
    }

    /// No name: for items of lists and for roots.
    public static let none = DocumentName(start: 0, length: 0)
}
