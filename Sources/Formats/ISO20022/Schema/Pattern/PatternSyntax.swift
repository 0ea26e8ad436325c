/// A pattern as a tree: what an XML Schema regular expression says.
indirect enum PatternSyntax: Sendable, Hashable {
    /// One character of a set.
    case character(CodePointSet)
    /// One after the other; empty for the empty text.
    case sequence([PatternSyntax])
    /// One of several.
    case choice([PatternSyntax])
    /// So many times; `max` nil means without a bound.
    case repetition(PatternSyntax, min: Int, max: Int?)
}
