/// A set of Unicode code points as sorted ranges that neither overlap nor touch.
///
/// Character classes of patterns are such sets; a class of all letters has some hundred ranges.
struct CodePointSet: Hashable, Sendable {
    /// The ranges in ascending order.
    private(set) var ranges: [ClosedRange<UInt32>]

    /// The greatest code point.
    static let last: UInt32 = 0x10_FFFF
    /// Every code point.
    static let all = CodePointSet([0...last])

    /// Makes the set from ranges in any order.
    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let previous = merged.last, range.lowerBound <= previous.upperBound &+ 1 {
                merged[merged.count - 1] =
                    previous.lowerBound...max(previous.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
    }

    /// Makes the set of one code point.
    init(_ codePoint: UInt32) {
        ranges = [codePoint...codePoint]
    }

    /// Whether a code point is in the set.
    func contains(_ codePoint: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < codePoint { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= codePoint
    }

    /// What is in either set.
    func union(_ other: CodePointSet) -> CodePointSet {
        CodePointSet(ranges + other.ranges)
    }

    /// What is not in the set.
    var complement: CodePointSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.last { gaps.append(next...Self.last) }
        return CodePointSet(gaps)
    }

    /// What is in this set and not in the other.
    func subtracting(_ other: CodePointSet) -> CodePointSet {
        complement.union(other).complement
    }
}
