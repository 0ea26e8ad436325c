import Canonical

extension SchemaFacet {
    /// Reads a facet by its name in XML Schema, except patterns and enumerations; nil if the name is none.
    ///
    /// - Throws: `configuration.invalid` if its value cannot be.
    init?(name: String, value: String, at origin: SchemaOrigin) throws(Fault) {
        switch name {
        case "length": self = .length(try Self.count(value, at: origin))
        case "minLength": self = .lengthMin(try Self.count(value, at: origin))
        case "maxLength": self = .lengthMax(try Self.count(value, at: origin))
        case "totalDigits": self = .totalDigits(try Self.count(value, at: origin))
        case "fractionDigits": self = .fractionDigits(try Self.count(value, at: origin))
        case "minInclusive": self = .minInclusive(try Self.decimal(value, at: origin))
        case "maxInclusive": self = .maxInclusive(try Self.decimal(value, at: origin))
        case "minExclusive": self = .minExclusive(try Self.decimal(value, at: origin))
        case "maxExclusive": self = .maxExclusive(try Self.decimal(value, at: origin))
        case "whiteSpace":
            switch value {
            case "preserve": self = .whiteSpace(.preserve)
            case "replace": self = .whiteSpace(.replace)
            case "collapse": self = .whiteSpace(.collapse)
            default: throw SchemaFault.unusable("has an unknown value of whiteSpace", at: origin)
            }
        default: return nil
        }
    }

    /// A whole number of a facet or an occurrence.
    static func count(_ value: String, at origin: SchemaOrigin) throws(Fault) -> Int {
        guard let count = Int(value), (0...SchemaLimits.countMax).contains(count) else {
            throw SchemaFault.unusable("has a count that is none or too large", at: origin)
        }
        return count
    }

    /// A bound, which must be a decimal: `-12.5`; bounds of dates are not implemented.
    private static func decimal(_ value: String, at origin: SchemaOrigin) throws(Fault) -> String {
        guard Number(value) != nil else { throw SchemaFault.notImplemented("a bound that is no decimal", at: origin) }
        return value
    }
}
