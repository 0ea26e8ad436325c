/// Finds, eight bytes at a time, the bytes at which a row's scan has to look closer.
struct RowStops: Sendable {
    private let delimiter: UInt64
    private let quote: UInt64
    private let escape: UInt64
    private let carriageReturn: UInt64
    private let lineFeed: UInt64
    /// The highest bit of each byte where characters beyond ASCII are looked at one by one, as in GB 18030.
    private let high: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    init(_ units: RowScanner.Units, atHighBytes: Bool) {
        func pattern(_ unit: UInt32) -> UInt64 { UInt64(unit & 0xFF) &* Self.ones }
        delimiter = pattern(units.delimiter)
        quote = pattern(units.quote ?? units.delimiter)
        escape = pattern(units.escape ?? units.delimiter)
        carriageReturn = pattern(units.carriageReturn)
        lineFeed = pattern(units.lineFeed)
        high = atHighBytes ? Self.highs : 0
    }

    /// Where the next such byte is from an offset on, or the end; and whether all before it are ASCII.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (index: Int, isASCII: Bool) {
        guard let base = bytes.baseAddress else { return (start, true) }
        var index = start
        var seen: UInt64 = 0
        while index + 8 <= bytes.count {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
            let found = stops(word)
            guard found == 0 else {
                // The lowest bit that is set is exact, others above it need not be.
                let bits = found.trailingZeroBitCount & ~7
                return (index + bits / 8, (seen | word & ((1 &<< UInt64(bits)) &- 1)) & Self.highs == 0)
            }
            seen |= word
            index += 8
        }
        while index < bytes.count, stops(UInt64(base[index])) & 0x80 == 0 {
            seen |= UInt64(base[index])
            index += 1
        }
        return (index, seen & Self.highs == 0)
    }

    /// The highest bit of the bytes that are looked for.
    @inline(__always)
    private func stops(_ word: UInt64) -> UInt64 {
        Self.zeros(word ^ delimiter) | Self.zeros(word ^ quote) | Self.zeros(word ^ escape)
            | Self.zeros(word ^ carriageReturn) | Self.zeros(word ^ lineFeed) | word & high
    }

    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highs
    }
}
