/// What a bank's analyst writes down about a file: its encoding, its records, and the fields in them.
///
/// Made from a layout file, whose language is described in `schemas/layouts/README.md`, or from options.
struct Layout: Sendable {
    /// Whether fields lie at fixed places or between delimiters.
    enum Form: String, Sendable {
        case fixed
        case delimited
    }

    /// The layout's name, which is the type of its documents.
    var name: String
    /// One sentence for people.
    var summary = ""
    var form: Form
    var encoding = TextEncoding.utf8
    /// How records end; nil where they only have a length.
    var lineEnd: LineEnd? = .crlf
    /// Whether the last record may lack its line end, as RFC 4180 allows.
    var isLastLineEndOptional = false
    /// The length of every record in bytes, without its line end; nil where that is where its last field ends.
    var recordLength: Int?
    /// Whether the file begins with a byte order mark.
    var hasByteOrderMark = false
    /// How fields are separated; for delimited files.
    var dialect = DelimitedDialect()
    /// The kinds of record, in the order in which they are tried.
    var records: [LayoutRecord] = []

    /// Greatest number of kinds of record, and of fields in one.
    static let recordsMax = 200
    static let fieldsMax = 2_000
    /// Greatest length of a record in bytes, and so of what a reader keeps.
    static let recordBytesMax = 1 << 20
}

/// How a record ends.
enum LineEnd: String, Sendable, CaseIterable {
    case crlf
    case lf
    case cr

    /// The characters, which are ASCII.
    var bytes: [UInt8] {
        switch self {
        case .crlf: [0x0D, 0x0A]
        case .lf: [0x0A]
        case .cr: [0x0D]
        }
    }
}
