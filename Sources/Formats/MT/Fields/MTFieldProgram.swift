import Canonical

/// One instruction of a field's program.
struct MTFieldInstruction: Sendable {
    enum Code: UInt8, Sendable {
        /// Takes characters of a set and captures them.
        case run
        /// Takes digits and a comma and captures them.
        case decimal
        /// Captures the rest as lines.
        case lines
        /// Matches each line of the rest with the program at `target`.
        case group
        /// Takes one of the code words `target ..< target + count` and captures it.
        case codes
        /// Takes the literal bytes `target ..< target + count`.
        case literal
        /// Takes a line end, or nothing at the beginning.
        case lineEnd
        /// Goes on, and from `target` if that fails.
        case split
        /// Goes on at `target`.
        case jump
        /// Matches the end of the value.
        case end
    }

    var code: Code
    var set: UInt8 = 0
    /// Bytes before which a run ends, 0 for none; the second must follow the first.
    var stop: UInt8 = 0
    var stopSecond: UInt8 = 0
    var min: Int32 = 0
    var max: Int32 = 0
    var component: Int32 = -1
    var target: Int32 = 0
    var count: Int32 = 0
}

/// What the document and the checks need to know of a component; plain values, since inner loops copy it.
struct MTComponent: Sendable {
    var name: DocumentName
    var kind: MTComponentKind
    var isKept: Bool
    /// Of lines: the characters, and how many of which length there may be.
    var set: UInt8 = 0
    var linesMax: Int32 = 0
    var width: Int32 = 0
    /// Of a code: where its list lies among the codes; an empty list takes any.
    var codes: Range<Int32> = 0..<0
    /// Of an amount: the component that holds its currency; -1 for none.
    var currency: Int32 = -1
    /// The number of its error code among the table's texts.
    var errorCode: Int32 = 0
}

/// A field's programs, one for each form, and its texts for findings.
struct MTField: Sendable {
    var tag: MTTag
    /// Where the program of each form begins, and behind them the end.
    var programs: Range<Int>
    /// The number of the first component of the standard's form.
    var firstComponent: Int
    /// The error code for a value that matches no form.
    var errorCode: String
    /// As it was read, for writing and describing.
    var definition: MTFieldDefinition
}
