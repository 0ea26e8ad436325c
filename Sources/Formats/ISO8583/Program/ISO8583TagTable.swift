/// The steps of the tags that a field knows, found by tag: a table of fixed size, since a look-up is made for each tag.
struct ISO8583TagTable: Sendable {
    private static let empty: Int32 = -1
    private var keys: [UInt64]
    private var steps: [Int32]
    /// By how many bits a product is shifted to be a place.
    private let shift: UInt64

    /// Lays tags out; of two with the same key, the last one counts.
    init(_ entries: [(key: UInt64, step: Int)] = []) {
        var bits: UInt64 = 2
        while 1 << bits < entries.count * 2 + 1 { bits += 1 }
        shift = 64 - bits
        keys = [UInt64](repeating: 0, count: 1 << Int(bits))
        steps = [Int32](repeating: Self.empty, count: 1 << Int(bits))
        for entry in entries {
            let place = place(of: entry.key)
            keys[place] = entry.key
            steps[place] = Int32(entry.step)
        }
    }

    /// The step of a tag; -1 if the table does not have it.
    @inline(__always)
    subscript(key: UInt64) -> Int {
        Int(steps[place(of: key)])
    }

    /// Where a tag is, or would be: at least half of the places are free, so that the search ends.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while steps[place] >= 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
        return place
    }
}
