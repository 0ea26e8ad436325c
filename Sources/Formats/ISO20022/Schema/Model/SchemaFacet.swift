/// A facet of a simple type, in one step of derivation.
enum SchemaFacet: Hashable, Sendable {
    case length(Int)
    case lengthMin(Int)
    case lengthMax(Int)
    /// The alternatives of one step.
    case pattern([String])
    case enumeration([String])
    case totalDigits(Int)
    case fractionDigits(Int)
    case minInclusive(String)
    case maxInclusive(String)
    case minExclusive(String)
    case maxExclusive(String)
    case whiteSpace(SimpleType.WhiteSpace)
}
