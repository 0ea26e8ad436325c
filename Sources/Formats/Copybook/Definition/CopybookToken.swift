/// A word, a literal, a pseudo-text or a full stop of a copybook, with its place.
struct CopybookToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A COBOL word, number or picture, in upper case.
        case word
        /// A literal, without its quotes.
        case literal
        /// A literal of hexadecimal digits, `X'00FF'`, without prefix and quotes.
        case hexadecimal
        /// The text between `==` and `==`.
        case pseudoText
        /// The full stop at the end of an entry.
        case stop
    }

    var kind: Kind
    var text: String
    var place: CopybookPlace

    /// Whether it is this word.
    func isWord(_ word: String) -> Bool { kind == .word && text == word }
}

/// A place in a copybook's files.
struct CopybookPlace: Sendable, Hashable {
    /// The file's name.
    var file: String
    /// The line, from 1.
    var line: Int
    /// The column, from 1.
    var column: Int
}
