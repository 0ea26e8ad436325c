import Canonical

/// Merges the derivations of simple types into one type each, down to a built-in one, and compiles their patterns.
struct SimpleTypeResolver {
    private let model: SchemaModel
    private var patterns: [String: Pattern] = [:]

    init(_ model: SchemaModel) {
        self.model = model
    }

    /// The type of a key with the facets of all steps.
    ///
    /// - Throws: `configuration.invalid` if the type is unknown, derives from itself, or has a facet that cannot be.
    mutating func resolve(_ key: String, from origin: SchemaOrigin) throws(Fault) -> SimpleType {
        var steps: [(type: SchemaType, facets: [SchemaFacet])] = []
        var current = key
        while let type = model.types[current], case .simple(let base, let facets) = type.kind {
            guard steps.count < SchemaLimits.derivationsMax else {
                throw SchemaFault.unusable("derives the type \(key) from itself or too often", at: type.origin)
            }
            steps.append((type, facets))
            current = base
        }
        guard var resolved = BuiltInTypes.type(current) else {
            throw SchemaFault.unusable(
                "uses the type \(current), which it does not have or which is not implemented",
                at: steps.last?.type.origin ?? origin
            )
        }
        if let pattern = BuiltInTypes.pattern(current) {
            resolved.patterns.append(try compile([pattern], at: origin))
        }
        for step in steps.reversed() {
            resolved.name = step.type.name
            for facet in step.facets { try apply(facet, to: &resolved, at: step.type.origin) }
        }
        return resolved
    }

    private mutating func apply(
        _ facet: SchemaFacet,
        to type: inout SimpleType,
        at origin: SchemaOrigin
    ) throws(Fault) {
        guard Self.isApplicable(facet, to: type.base) else {
            throw SchemaFault.unusable("has a facet that its base type \(type.base) cannot have", at: origin)
        }
        switch facet {
        case .length(let count):
            type.lengthMin = count
            type.lengthMax = count
        case .lengthMin(let count): type.lengthMin = max(type.lengthMin ?? 0, count)
        case .lengthMax(let count): type.lengthMax = min(type.lengthMax ?? count, count)
        case .pattern(let alternatives): type.patterns.append(try compile(alternatives, at: origin))
        case .enumeration(let values): type.enumeration = values
        case .totalDigits(let count): type.totalDigits = min(type.totalDigits ?? count, count)
        case .fractionDigits(let count): type.fractionDigits = min(type.fractionDigits ?? count, count)
        case .minInclusive(let bound): type.minInclusive = bound
        case .maxInclusive(let bound): type.maxInclusive = bound
        case .minExclusive(let bound): type.minExclusive = bound
        case .maxExclusive(let bound): type.maxExclusive = bound
        case .whiteSpace(let whiteSpace): type.whiteSpace = whiteSpace
        }
    }

    /// Whether a facet may stand with a base (XML Schema part 2, section 4.1.5), as far as definitions know it.
    private static func isApplicable(_ facet: SchemaFacet, to base: SimpleType.Base) -> Bool {
        let isNumber = base == .decimal || base == .integer
        let hasLength = base == .string || base == .anyURI || base == .base64Binary || base == .hexBinary
        switch facet {
        case .length, .lengthMin, .lengthMax: return hasLength
        case .totalDigits, .fractionDigits, .minInclusive, .maxInclusive, .minExclusive, .maxExclusive: return isNumber
        case .pattern: return true
        // Values of the other bases compare by what they mean, not as text.
        case .enumeration: return base == .string || base == .anyURI
        case .whiteSpace(let whiteSpace): return base == .string || whiteSpace == .collapse
        }
    }

    private mutating func compile(
        _ alternatives: [String],
        at origin: SchemaOrigin
    ) throws(Fault) -> Pattern {
        // Each alternative is a whole pattern; parentheses keep a | within it.
        let source =
            alternatives.count == 1
            ? alternatives[0]
            : alternatives.map { "(\($0))" }.joined(separator: "|")
        if let known = patterns[source] { return known }
        do {
            let pattern = try Pattern(source)
            patterns[source] = pattern
            return pattern
        } catch {
            throw SchemaFault.unusable(
                "has a pattern that \(error.reason) (character \(error.offset + 1) of the pattern)",
                at: origin
            )
        }
    }
}
