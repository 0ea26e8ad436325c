/// Says of a closed window that a hash is certainly not in it, or perhaps: about 12 bits a key, one cache line a question.
struct BloomFilter: Sendable {
    /// The bits per key that the filter is made with.
    static let bitsPerKey = 12

    private static let wordsPerBlock = 8
    private static let probes = 6

    private var words: [UInt64]
    private let blocks: UInt64

    /// Makes an empty filter for that many keys.
    init(keys: Int) {
        let bits = max(1, keys) * Self.bitsPerKey
        let count = (bits + 511) / 512
        blocks = UInt64(count)
        words = [UInt64](repeating: 0, count: count * Self.wordsPerBlock)
    }

    /// Reads a stored filter; nil if its size is impossible, as in a damaged file.
    init?(bytes: [UInt8]) {
        guard !bytes.isEmpty, bytes.count.isMultiple(of: 64) else { return nil }
        blocks = UInt64(bytes.count / 64)
        words = stride(from: 0, to: bytes.count, by: 8)
            .map { start in
                (0..<8).reduce(into: UInt64(0)) { word, index in word = word << 8 | UInt64(bytes[start + index]) }
            }
    }

    /// The filter as it is stored.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 8)
        for word in words {
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return bytes
    }

    /// Enters a hash.
    mutating func insert(_ hash: UInt64) {
        let (base, bits) = position(of: hash)
        for probe in 0..<Self.probes {
            let bit = Int(truncatingIfNeeded: bits >> UInt64(probe * 9)) & 511
            words[base + bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// Whether the hash may have been entered.
    func mayContain(_ hash: UInt64) -> Bool {
        let (base, bits) = position(of: hash)
        var rest = bits
        for _ in 0..<Self.probes {
            let bit = Int(truncatingIfNeeded: rest & 511)
            if words[base + bit >> 6] & (1 << UInt64(bit & 63)) == 0 { return false }
            rest >>= 9
        }
        return true
    }

    /// The block that holds all bits of a hash, and 54 more bits that choose among its 512.
    private func position(of hash: UInt64) -> (base: Int, bits: UInt64) {
        let block = hash.multipliedFullWidth(by: blocks).high
        let mixed = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        return (Int(block) * Self.wordsPerBlock, mixed ^ mixed >> 31)
    }
}

extension BloomFilter {
    /// The filter that spares nothing.
    static var containingEverything: BloomFilter {
        BloomFilter(bytes: [UInt8](repeating: 0xFF, count: 64)) ?? BloomFilter(keys: 1)
    }
}
