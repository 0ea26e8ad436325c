/// A type of text, with its facets; all steps of derivation are merged into one.
package struct SimpleType: Sendable, Hashable {
    /// The built-in type that it derives from, as far as the rules of its text differ.
    package enum Base: UInt8, Sendable, Hashable, CaseIterable {
        /// string, normalizedString, token; what tells them apart is ``SimpleType/whiteSpace``.
        case string
        case anyURI
        case boolean
        case decimal
        /// decimal without a point; the integer types with bounds have them in the facets.
        case integer
        case date
        case dateTime
        case time
        case gYear
        case gYearMonth
        case gMonth
        case gMonthDay
        case gDay
        case base64Binary
        case hexBinary
    }

    /// What is done to blanks before the text is checked; `collapse` for every base but string.
    package enum WhiteSpace: UInt8, Sendable, Hashable {
        case preserve
        case replace
        case collapse
    }

    /// The type's name in the schema, such as `Max35Text`.
    package var name: String
    /// The built-in type below.
    package var base: Base
    /// What is done to blanks first.
    package var whiteSpace: WhiteSpace
    /// Least length in characters (in octets for the binary bases); `length` sets both.
    package var lengthMin: Int?
    /// Greatest length.
    package var lengthMax: Int?
    /// Patterns that must all match: one per step of derivation, the alternatives of a step in one automaton.
    package var patterns: [Pattern]
    /// The values there may be, normalised, in the order of the schema; nil means any.
    package var enumeration: [String]?
    /// Greatest number of significant digits of a decimal.
    package var totalDigits: Int?
    /// Greatest number of digits behind the point.
    package var fractionDigits: Int?
    /// Bounds of a decimal or integer, as its text; the compiler refuses them for other bases.
    package var minInclusive: String?
    package var maxInclusive: String?
    package var minExclusive: String?
    package var maxExclusive: String?

    package init(name: String, base: Base, whiteSpace: WhiteSpace? = nil) {
        self.name = name
        self.base = base
        self.whiteSpace = whiteSpace ?? (base == .string ? .preserve : .collapse)
        patterns = []
    }
}
