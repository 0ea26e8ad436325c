import Canonical

/// A code table in one direction: from the bytes of a code to the cell of what it becomes.
struct CodeMap: Sendable {
    private let keys: [[UInt8]]
    private let results: [Int32]
    /// Numbers of keys by hash, -1 where there is none; a power of two, at most half full.
    private let slots: [Int32]

    /// Makes the map; keys occur once.
    init(_ codes: [(key: String, result: Int32)]) {
        var size = 16
        while size < codes.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        keys = codes.map { Array($0.key.utf8) }
        results = codes.map(\.result)
        for (number, key) in keys.enumerated() {
            let span = key.span
            var slot = Self.hash(span) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(number)
        }
        self.slots = slots
    }

    /// The cell that a code becomes; nil if the table does not have it.
    func result(of code: Span<UInt8>) -> Int32? {
        let mask = slots.count - 1
        var slot = Self.hash(code) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            let key = keys[number]
            if key.span.isSame(as: code) { return results[number] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func hash(_ code: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in code.indices { hash = (hash ^ UInt64(code[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}
