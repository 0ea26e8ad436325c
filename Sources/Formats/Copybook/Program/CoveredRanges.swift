/// Ranges of a record, sorted and joined.
struct CoveredRanges {
    private var ranges: [Range<Int>] = []

    init(_ ranges: [Range<Int>] = []) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound {
                self.ranges[self.ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// Everything.
    static let all = CoveredRanges([Int.min..<Int.max])

    func adding(_ more: [Range<Int>]) -> CoveredRanges { CoveredRanges(ranges + more) }

    func contains(_ range: Range<Int>) -> Bool {
        ranges.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
    }
}
