/// SplitMix64: the same seed gives the same run on every machine.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Begins the run of a seed.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of some values, of which there is at least one.
    package mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &self)]
    }

    /// The bytes with some of them changed, removed, doubled or cut off.
    package mutating func mutate(_ bytes: [UInt8], alphabet: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &self)
            switch Int.random(in: 0...4, using: &self) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(pick(alphabet), at: index)
            case 2: bytes.insert(contentsOf: bytes[index..<min(index + 20, bytes.count)], at: index)
            case 3 where Int.random(in: 0...9, using: &self) == 0: bytes.removeSubrange(index...)
            default: bytes[index] = pick(alphabet)
            }
        }
        return bytes
    }
}
