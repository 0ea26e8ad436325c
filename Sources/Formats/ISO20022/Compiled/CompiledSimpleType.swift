import Canonical

/// A simple type, made ready to be checked millions of times.
final class CompiledSimpleType: Sendable {
    /// The type as defined.
    let source: SimpleType
    /// The built-in type below.
    let base: SimpleType.Base
    /// What is done to blanks first.
    let whiteSpace: SimpleType.WhiteSpace
    /// Bounds of the length; 0 and `Int.max` without one.
    let lengthMin: Int
    let lengthMax: Int
    /// Whether there is a bound of the length.
    let hasLength: Bool
    /// The patterns.
    let patterns: [Pattern]
    /// The codes; nil means any text.
    let codes: CodeTable?
    /// Bounds of the digits; `Int.max` without one.
    let totalDigits: Int
    let fractionDigits: Int
    /// Bounds of the value.
    let bounds: [DecimalBound]

    init(_ source: SimpleType) {
        self.source = source
        base = source.base
        whiteSpace = source.whiteSpace
        lengthMin = source.lengthMin ?? 0
        lengthMax = source.lengthMax ?? .max
        hasLength = source.lengthMin ?? 0 > 0 || source.lengthMax != nil
        patterns = source.patterns
        codes = source.enumeration.map { CodeTable($0) }
        totalDigits = source.totalDigits ?? .max
        fractionDigits = source.fractionDigits ?? .max
        let texts: [(DecimalBound.Relation, String?)] = [
            (.atLeast, source.minInclusive), (.above, source.minExclusive),
            (.atMost, source.maxInclusive), (.below, source.maxExclusive),
        ]
        bounds = texts.compactMap { relation, text in text.flatMap { DecimalBound(relation, $0) } }
    }
}

/// The values of an enumeration.
struct CodeTable: Sendable {
    /// The codes of up to eight bytes as keys, sorted.
    private var short: [UInt64] = []
    /// The longer ones.
    private var long: Set<[UInt8]> = []
    /// Whether the empty text is one; its key would be the one of a text of zeros.
    private var hasEmpty = false

    init(_ codes: [String]) {
        for code in codes {
            let bytes = Array(code.utf8)
            if bytes.isEmpty {
                hasEmpty = true
            } else if bytes.count <= 8 {
                short.append(NameKey(bytes.span, start: 0, length: bytes.count).first)
            } else {
                long.insert(bytes)
            }
        }
        short.sort()
    }

    /// Whether a text is one of the codes.
    func contains(_ text: Span<UInt8>) -> Bool {
        if text.isEmpty { return hasEmpty }
        if text.count > 8 { return !long.isEmpty && long.contains(text.withUnsafeBufferPointer { Array($0) }) }
        let key = NameKey(text, start: 0, length: text.count).first
        var low = 0
        var high = short.count
        while low < high {
            let middle = (low &+ high) / 2
            if short[middle] < key { low = middle &+ 1 } else { high = middle }
        }
        return low < short.count && short[low] == key
    }
}
