/// Which lines of the target can hold together, and whether some of them holds on every way.
struct TargetWays {
    /// How many arms each statement has.
    let armCounts: [Int]

    /// Whether two places cannot be reached by the same message.
    static func excludeEachOther(_ left: [Way], _ right: [Way]) -> Bool {
        left.contains { way in right.contains { $0.branch == way.branch && $0.arm != way.arm } }
    }

    /// Greatest number of combinations of arms that are looked at; each statement that decides alone costs one or two.
    private static let placesMax = 10_000

    /// Whether one of the entries is there on each way from a place on, given what is there already.
    func isCertain(_ entries: [TargetNode.Entry], at ways: [Way], given absence: Absence) -> Bool {
        var places = Self.placesMax
        // An entry that may be absent on its own way makes nothing certain.
        return isCertain(entries.filter { $0.absence.isImplied(by: absence) }, at: ways, &places)
    }

    private func isCertain(_ entries: [TargetNode.Entry], at ways: [Way], _ places: inout Int) -> Bool {
        let own = entries.filter { !Self.excludeEachOther($0.ways, ways) }
        if own.contains(where: { entry in entry.ways.allSatisfy { ways.contains($0) } }) { return true }
        places -= 1
        // The next statement that decides: each of its arms has to lead to a value.
        guard places > 0,
            let next = own.lazy.compactMap({ $0.ways.first { way in !ways.contains(way) } }).first
        else { return false }
        for arm in 0..<armCounts[next.branch] {
            guard isCertain(own, at: ways + [Way(branch: next.branch, arm: arm)], &places) else { return false }
        }
        return true
    }

    /// When an object with these entries is absent, at a place.
    func absence(of entries: [TargetNode.Entry], at ways: [Way]) -> Absence {
        if isCertain(entries, at: ways, given: .never) { return .never }
        // If one of them is there whenever another one is, the object is there exactly when that one is.
        for entry in entries where entry.ways.allSatisfy({ ways.contains($0) }) {
            if entries.allSatisfy({ entry.absence.isImplied(by: $0.absence) }), case .with = entry.absence {
                return entry.absence
            }
        }
        return .unknown
    }
}
