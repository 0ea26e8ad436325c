/// From 64 bits of a digest to row numbers: open addressing with linear probing, several rows per hash.
///
/// Sixteen bytes a slot, at most two thirds full. It says *perhaps*: a hit is always checked against the stored row.
struct RecentMap {
    /// The greatest number of rows reported for one hash; more exist only where somebody doubled rows by hand.
    static let candidatesMax = 8

    private var hashes: [UInt64]
    private var rows: [Int64]
    private var mask: Int

    /// How many entries there are.
    private(set) var count = 0

    init(capacity: Int = 1_024) {
        let slots = max(1_024, capacity * 3 / 2).nextPowerOfTwo
        hashes = [UInt64](repeating: 0, count: slots)
        rows = [Int64](repeating: 0, count: slots)
        mask = slots - 1
    }

    /// Enters a row; row numbers start at 1, 0 marks a free slot.
    mutating func insert(_ hash: UInt64, row: Int64) {
        guard row > 0 else { return }
        if (count + 1) * 3 > hashes.count * 2 { grow() }
        place(hash, row: row)
        count += 1
    }

    /// Takes an entry out; nothing happens if it is not there.
    mutating func remove(_ hash: UInt64, row: Int64) {
        var slot = home(of: hash)
        while rows[slot] != 0 {
            if hashes[slot] == hash, rows[slot] == row {
                closeGap(at: slot)
                count -= 1
                return
            }
            slot = (slot + 1) & mask
        }
    }

    /// Passes the rows entered under a hash, oldest entry first unless entries have been removed.
    func visitCandidates(_ hash: UInt64, _ visit: (Int64) -> Void) {
        var slot = home(of: hash)
        var found = 0
        while rows[slot] != 0, found < Self.candidatesMax {
            if hashes[slot] == hash {
                visit(rows[slot])
                found += 1
            }
            slot = (slot + 1) & mask
        }
    }

    // MARK: -

    private func home(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    }

    private mutating func place(_ hash: UInt64, row: Int64) {
        var slot = home(of: hash)
        while rows[slot] != 0 { slot = (slot + 1) & mask }
        hashes[slot] = hash
        rows[slot] = row
    }

    private mutating func grow() {
        let (oldHashes, oldRows) = (hashes, rows)
        hashes = [UInt64](repeating: 0, count: oldHashes.count * 2)
        rows = [Int64](repeating: 0, count: oldHashes.count * 2)
        mask = hashes.count - 1
        for slot in oldRows.indices where oldRows[slot] != 0 { place(oldHashes[slot], row: oldRows[slot]) }
    }

    /// Moves later entries of the run forward, so that no search ends at the hole.
    private mutating func closeGap(at hole: Int) {
        var hole = hole
        var slot = (hole + 1) & mask
        while rows[slot] != 0 {
            let wanted = home(of: hashes[slot])
            if (slot &- wanted) & mask >= (slot &- hole) & mask {
                hashes[hole] = hashes[slot]
                rows[hole] = rows[slot]
                hole = slot
            }
            slot = (slot + 1) & mask
        }
        rows[hole] = 0
    }
}

extension Int {
    /// The smallest power of two that is not smaller.
    fileprivate var nextPowerOfTwo: Int {
        guard self > 1 else { return 1 }
        return 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}
