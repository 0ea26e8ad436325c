/// A bound on a decimal: a facet such as minInclusive.
struct DecimalBound: Sendable {
    /// What a value must be.
    enum Relation: Sendable {
        case atLeast, above, atMost, below
    }

    let relation: Relation
    private let bound: DecimalDigits
    private let text: [UInt8]

    /// Makes a bound; nil if the text is no decimal.
    init?(_ relation: Relation, _ text: String) {
        let bytes = Array(text.utf8)
        guard let digits = DecimalDigits(bytes.span) else { return nil }
        self.relation = relation
        self.text = bytes
        bound = digits
    }

    /// Whether a value keeps it.
    func holds(_ value: DecimalDigits, _ bytes: Span<UInt8>) -> Bool {
        let order = value.compare(bytes, bound, text.span)
        return switch relation {
        case .atLeast: order >= 0
        case .above: order > 0
        case .atMost: order <= 0
        case .below: order < 0
        }
    }
}

/// Where the digits of a decimal's text are.
struct DecimalDigits: Sendable {
    /// Whether it is below zero.
    private(set) var isNegative = false
    /// The digits before the point without leading zeros.
    private(set) var whole: Range<Int> = 0..<0
    /// The digits behind the point without trailing zeros.
    private(set) var fraction: Range<Int> = 0..<0
    /// Whether a point is written.
    private(set) var hasPoint = false

    /// libxml2 reads no decimal of more digits, leading zeros aside; neither do we.
    static let digitsMax = 24

    /// Whether all digits are zeros.
    var isZero: Bool { whole.isEmpty && fraction.isEmpty }
    /// As totalDigits counts: digits before the point, and those behind it.
    var total: Int { whole.count + fraction.count }

    /// Finds the digits; nil if the text is no decimal of XML Schema.
    init?(_ bytes: Span<UInt8>) {
        var index = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        let start = index
        while index < bytes.count, bytes[index] &- 0x30 < 10 { index &+= 1 }
        var wholeStart = start
        while wholeStart < index, bytes[wholeStart] == 0x30 { wholeStart &+= 1 }
        whole = wholeStart..<index
        var written = index - start
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            hasPoint = true
            index += 1
            let fractionStart = index
            while index < bytes.count, bytes[index] &- 0x30 < 10 { index &+= 1 }
            written += index - fractionStart
            guard whole.count + index - fractionStart <= Self.digitsMax else { return nil }
            var fractionEnd = index
            while fractionEnd > fractionStart, bytes[fractionEnd &- 1] == 0x30 { fractionEnd &-= 1 }
            fraction = fractionStart..<fractionEnd
        }
        guard index == bytes.count, written > 0, whole.count <= Self.digitsMax else { return nil }
    }

    /// Below zero, zero, or above, as this is less than, equal to or greater than another.
    func compare(_ bytes: Span<UInt8>, _ other: DecimalDigits, _ otherBytes: Span<UInt8>) -> Int {
        let isNegative = isNegative && !isZero
        let otherIsNegative = other.isNegative && !other.isZero
        if isNegative != otherIsNegative { return isNegative ? -1 : 1 }
        let magnitude = compareMagnitude(bytes, other, otherBytes)
        return isNegative ? -magnitude : magnitude
    }

    private func compareMagnitude(_ bytes: Span<UInt8>, _ other: DecimalDigits, _ otherBytes: Span<UInt8>) -> Int {
        if whole.count != other.whole.count { return whole.count < other.whole.count ? -1 : 1 }
        for index in 0..<whole.count {
            let (left, right) = (bytes[whole.lowerBound + index], otherBytes[other.whole.lowerBound + index])
            if left != right { return left < right ? -1 : 1 }
        }
        for index in 0..<max(fraction.count, other.fraction.count) {
            let left = index < fraction.count ? bytes[fraction.lowerBound + index] : 0x30
            let right = index < other.fraction.count ? otherBytes[other.fraction.lowerBound + index] : 0x30
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }
}
