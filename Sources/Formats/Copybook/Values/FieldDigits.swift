/// The digits of one number on their way from a field to a document: ASCII, the first one first.
///
/// Packed and DISPLAY numbers have decimal digits already, so that nothing is calculated. ``append(to:scale:isNegative:)``
/// lays them out at the picture's scale, `-12.50`, without leading zeros. Digits are put and moved eight at a time.
/// Never copied: that would cost more than to lay out a number.
struct FieldDigits: ~Copyable {
    /// Zeros but for the digits; before them is room for a sign and for the zeros that a scale asks for, behind them for a
    /// decimal point and for what is moved with the digits behind it.
    private var text = InlineArray<96, UInt8>(repeating: 0x30)
    private var first = Self.start
    private var end = Self.start

    /// The sign and `Picture.digitsMax` zeros fit before the digits.
    private static var start: Int { Picture.digitsMax + 2 }
    /// Eight zeros.
    private static var zeros: UInt64 { 0x3030_3030_3030_3030 }

    init() {}

    /// The digits of a binary number, without leading zeros.
    init(_ magnitude: UInt64) {
        end = Self.start + 20
        first = end
        var rest = magnitude
        while rest >= 100 {
            let pair = rest % 100
            rest /= 100
            text[first - 1] = 0x30 | UInt8(truncatingIfNeeded: pair % 10)
            text[first - 2] = 0x30 | UInt8(truncatingIfNeeded: pair / 10)
            first -= 2
        }
        text[first - 1] = 0x30 | UInt8(truncatingIfNeeded: rest % 10)
        text[first - 2] = 0x30 | UInt8(truncatingIfNeeded: rest / 10)
        first -= rest < 10 ? 1 : 2
    }

    /// Digits that are ASCII already; at most ``Picture/digitsMax``.
    init(_ ascii: [UInt8]) {
        for (index, digit) in ascii.prefix(Picture.digitsMax).enumerated() { put(digit & 0xF, at: index) }
        count = min(ascii.count, Picture.digitsMax)
    }

    /// How many digits there are; set once they have been put in place.
    var count: Int {
        get { end - first }
        set { end = first + newValue }
    }

    /// Puts a digit from 0 to 9 in its place.
    @inline(__always)
    mutating func put(_ digit: UInt8, at index: Int) { text[Self.start + index] = 0x30 | digit }

    /// Puts eight digits in their places: a byte from 0 to 9 each, the first one the highest.
    @inline(__always)
    mutating func put(eight digits: UInt64, at index: Int) { setEight(digits | Self.zeros, at: Self.start + index) }

    /// Eight characters, the first one the highest.
    ///
    /// Mutating, since to look at an array in line by a span copies it.
    @inline(__always)
    private mutating func eight(at index: Int) -> UInt64 {
        var span = text.mutableSpan
        return UInt64(bigEndian: span.mutableBytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    private mutating func setEight(_ characters: UInt64, at index: Int) {
        var span = text.mutableSpan
        var bytes = span.mutableBytes
        bytes.storeBytes(of: characters.bigEndian, toByteOffset: index, as: UInt64.self)
    }

    /// Appends the number to a text; with a negative scale its last digits are zeros that the picture leaves out.
    mutating func append(to output: inout [UInt8], scale: Int, isNegative: Bool) {
        let point = scale > 0 ? end - scale : end
        var start = startOfNumber(atMost: point - 1)
        let isZero = scale < 0 && start == point - 1 && text[start] == 0x30
        if scale > 0 { insertPoint(at: point) }
        if isNegative {
            start -= 1
            text[start] = 0x2D
        }
        text.span.extracting(start..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        if scale < 0, !isZero { for _ in 0..<(-scale) { output.append(0x30) } }
    }

    /// Where the number begins without its leading zeros, but for the last of them.
    @inline(__always)
    private mutating func startOfNumber(atMost last: Int) -> Int {
        var start = min(first, last)
        while start < last {
            let zeros = (eight(at: start) ^ Self.zeros).leadingZeroBitCount / 8
            start += zeros
            if zeros < 8 { break }
        }
        return min(start, last)
    }

    /// Moves the digits from an index on by one place, and puts the decimal point there.
    @inline(__always)
    private mutating func insertPoint(at point: Int) {
        var index = point + (end - point - 1) / 8 * 8
        while index >= point {
            setEight(eight(at: index), at: index + 1)
            index -= 8
        }
        text[point] = 0x2E
        end += 1
    }
}
