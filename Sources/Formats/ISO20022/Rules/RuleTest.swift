/// A test of one value.
enum RuleTest: Sendable {
    case oneOf(Set<[UInt8]>)
    case noneOf(Set<[UInt8]>)
    case matches(Pattern)
    /// The first characters, so many of them, match.
    case begins(Int, Pattern)
    /// It has at most so many characters.
    case lengthMax(Int)
    /// It is well formed as what it stands for.
    case valid(RuleIdentifier)
    /// It is a BIC of one of the countries.
    case countryOfBIC(Set<[UInt8]>)
}
