/// A field's format in SWIFT's notation, taken apart; `schemas/mt/README.md` has the syntax.
indirect enum MTNotation: Sendable {
    /// Characters of one set: a component. Blanks (`e`) are the set 0.
    case run(set: UInt8, min: Int, max: Int)
    /// Digits with one comma, which dialects may leave out: a component.
    case decimal(max: Int, needsComma: Bool)
    /// Lines of characters of one set up to the end: a component.
    case lines(set: UInt8, max: Int, width: Int)
    /// Lines of one form up to the end: a component.
    case group([MTNotation], max: Int)
    /// One of several code words: a component.
    case codes([String])
    /// May be absent.
    case optional([MTNotation])
    /// One of several forms.
    case choice([[MTNotation]])
    /// A line end.
    case lineEnd
    /// Text that always stands there.
    case literal(String)

    /// How many components there are in it; the lines of a group are one.
    var componentCount: Int {
        switch self {
        case .run, .decimal, .lines, .group, .codes: 1
        case .optional(let items): items.reduce(0) { $0 + $1.componentCount }
        case .choice(let forms): forms.joined().reduce(0) { $0 + $1.componentCount }
        case .lineEnd, .literal: 0
        }
    }
}
