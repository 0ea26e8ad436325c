/// The first 16 bytes of a SHA-256: names a unit, an edge or a key in the books.
public struct Digest128: Sendable, Hashable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The next eight bytes, big-endian.
    public let low: UInt64

    /// Makes a digest from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes the first 16 of at least 16 bytes; nil if there are fewer.
    public init?(prefixOf bytes: some Sequence<UInt8>) {
        var halves: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in bytes.prefix(16) {
            if count < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
            count += 1
        }
        guard count == 16 else { return nil }
        high = halves.0
        low = halves.1
    }

    /// Reads 32 hexadecimal digits; nil if it is anything else.
    public init?(hexadecimal text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ Self.isHexadecimal($0) }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        (0..<16)
            .map { index in
                let half = index < 8 ? high : low
                return UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * (index % 8)))
            }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
}

extension Digest128: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for half in [high, low] {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                let value = UInt8(half >> shift & 0x0F)
                digits.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
