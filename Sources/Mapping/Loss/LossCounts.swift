/// How often each loss occurred: what a route adds up.
package struct LossCounts: Sendable, Hashable {
    private var counts: InlineCounts = InlineCounts()

    /// One number for each code, without an allocation.
    private struct InlineCounts: Sendable, Hashable {
        var cut = 0
        var dropped = 0
        var defaulted = 0
        var transliterated = 0
        var generated = 0
        var split = 0
    }

    /// Nothing was lost.
    package init() {}

    /// How often a code occurred.
    package subscript(code: LossCode) -> Int {
        get {
            switch code {
            case .cut: counts.cut
            case .dropped: counts.dropped
            case .defaulted: counts.defaulted
            case .transliterated: counts.transliterated
            case .generated: counts.generated
            case .split: counts.split
            }
        }
        set {
            switch code {
            case .cut: counts.cut = newValue
            case .dropped: counts.dropped = newValue
            case .defaulted: counts.defaulted = newValue
            case .transliterated: counts.transliterated = newValue
            case .generated: counts.generated = newValue
            case .split: counts.split = newValue
            }
        }
    }

    /// Adds other counts.
    package mutating func add(_ other: LossCounts) {
        for code in LossCode.allCases { self[code] += other[code] }
    }
}
