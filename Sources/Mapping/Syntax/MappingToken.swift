/// A word, number, text or sign of a mapping file.
struct MappingToken: Sendable {
    /// What it is.
    enum Kind: Sendable, Equatable {
        /// A name or a word of the language; after a `.` it may begin with a digit.
        case word(String)
        /// A number with its digits, without a sign.
        case number(String)
        /// A text, without quotation marks and with its escapes resolved.
        case text(String)
        /// A sign.
        case sign(MappingSign)
        /// The end of the file.
        case end
    }

    /// What it is.
    var kind: Kind
    /// Where it begins.
    var position: SourcePosition
    /// How many Unicode scalars it has.
    var length: Int
    /// Whether a blank or line end stands before it.
    var isApart: Bool
    /// Whether it is the first of its line.
    var beginsLine: Bool
    /// Whether something that has no meaning stood before it: what follows from that is no problem of its own.
    var followsUnknown = false

    /// The position behind it.
    var endPosition: SourcePosition {
        SourcePosition(file: position.file, line: position.line, column: position.column + length)
    }

    /// The word that it is, if it is one.
    var word: String? {
        if case .word(let word) = kind { word } else { nil }
    }

    /// The sign that it is, if it is one.
    var sign: MappingSign? {
        if case .sign(let sign) = kind { sign } else { nil }
    }

    /// How a message calls it; long words are cut.
    var spelling: String {
        switch kind {
        case .word(let word): word.count > 40 ? word.prefix(40) + "…" : word
        case .number(let digits): digits.count > 40 ? digits.prefix(40) + "…" : digits
        case .text: "a text"
        case .sign(let sign): sign.rawValue
        case .end: "the end of the file"
        }
    }
}

/// The signs of the language.
enum MappingSign: String, Sendable, CaseIterable {
    case assign = "="
    case leadsTo = "=>"
    case bothWays = "<->"
    case forward = "->"
    case backward = "<-"
    case bar = "|"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case joined = "&"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case colon = ":"
    case semicolon = ";"
    case optional = "?"
    case dot = "."
    case range = ".."

    /// The sign that closes what this one opens.
    var closing: MappingSign? {
        switch self {
        case .openParenthesis: .closeParenthesis
        case .openBracket: .closeBracket
        case .openBrace: .closeBrace
        default: nil
        }
    }

    /// Whether it closes something.
    var isClosing: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }
}
