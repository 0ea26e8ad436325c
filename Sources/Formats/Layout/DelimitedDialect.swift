/// How the fields of a delimited file are separated, quoted and escaped; RFC 4180 unless the layout says otherwise.
struct DelimitedDialect: Sendable {
    /// Which fields are written in quotes.
    enum Quoting: String, Sendable, CaseIterable {
        /// Those that could not be read otherwise.
        case minimal
        /// Texts, codes and dates; numbers only where they need it.
        case text
        /// All.
        case all
        /// None: a field that holds a delimiter cannot be written, or is escaped.
        case none
    }

    /// How a quote within quotes is written.
    enum Escape: String, Sendable, CaseIterable {
        /// Twice (RFC 4180, rule 7).
        case doubled
        /// Behind a backslash, which also keeps delimiters and line ends.
        case backslash
    }

    /// The separator, an ASCII character.
    var delimiter = UInt8(ascii: ",")
    /// The quote, an ASCII character; nil where quotes mean nothing.
    var quote: UInt8? = UInt8(ascii: "\"")
    var escape = Escape.doubled
    var quoting = Quoting.minimal
    /// Whether the first line has the names of the columns.
    var hasHeader = false
    /// What comment lines begin with; nil where there are none.
    var comment: UInt8?
}
