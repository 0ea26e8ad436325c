/// An amount as rules compare and add it, exact.
struct MTDecimal: Sendable {
    /// Digits behind the comma that count.
    private static let fractionMax = 14
    /// Digits before it, so that sums of as many amounts as a message can hold fit.
    private static let integerMax = 18

    private(set) var scaled: Int128

    static let zero = MTDecimal(scaled: 0)

    private init(scaled: Int128) {
        self.scaled = scaled
    }

    /// Reads `1000,5` or `-1000,5`; nil for what is no amount or longer than an amount can be.
    init?(_ bytes: [UInt8]) {
        var number: Int128 = 0
        var integers = 0
        var fractions = -1
        for byte in bytes {
            if byte == UInt8(ascii: ","), fractions < 0 {
                fractions = 0
                continue
            }
            guard byte &- 0x30 <= 9 else { return nil }
            if fractions >= 0 { fractions += 1 } else { integers += 1 }
            guard integers <= Self.integerMax, fractions <= Self.fractionMax else { return nil }
            number = number * 10 + Int128(byte - 0x30)
        }
        guard integers > 0 else { return nil }
        for _ in max(fractions, 0)..<Self.fractionMax { number *= 10 }
        scaled = number
    }

    init(_ count: Int) {
        scaled = Int128(count)
        for _ in 0..<Self.fractionMax { scaled *= 10 }
    }

    func order(_ other: MTDecimal) -> Int {
        scaled < other.scaled ? -1 : (scaled == other.scaled ? 0 : 1)
    }

    static func + (left: MTDecimal, right: MTDecimal) -> MTDecimal {
        MTDecimal(scaled: left.scaled &+ right.scaled)
    }
}
