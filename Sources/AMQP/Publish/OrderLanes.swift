/// Lets one publication per order key out at a time; pure, without input or output.
struct OrderLanes<Slot> {
    private struct Lane {
        var waiting: [Slot] = []
    }

    /// One lane per key that has a publication out.
    private var lanes: [String: Lane] = [:]

    /// Whether no key has anything out.
    var isEmpty: Bool { lanes.isEmpty }

    /// Whether a publication may go out now; else it waits in its lane.
    mutating func admit(_ slot: Slot, key: String) -> Bool {
        guard lanes[key] != nil else {
            lanes[key] = Lane()
            return true
        }
        lanes[key]?.waiting.append(slot)
        return false
    }

    /// Takes the end of what is out for a key; tells the next to go out, and those that are dropped before it.
    ///
    /// What `isDropped` names may no longer go out, because its forerunner failed.
    mutating func settle(_ key: String, isDropped: (Slot) -> Bool) -> (next: Slot?, dropped: [Slot]) {
        guard var lane = lanes[key] else { return (nil, []) }
        let dropped = lane.waiting.filter(isDropped)
        if !dropped.isEmpty { lane.waiting.removeAll(where: isDropped) }
        guard !lane.waiting.isEmpty else {
            lanes[key] = nil
            return (nil, dropped)
        }
        let next = lane.waiting.removeFirst()
        lanes[key] = lane
        return (next, dropped)
    }
}
