/// The digits of one number on their way from a field to a document: ASCII, the first one first.
///
/// Packed and DISPLAY numbers have decimal digits already, so that nothing is calculated. ``append(to:scale:isNegative:)``
/// lays them out at the picture's scale, `-12.50`, without leading zeros.
struct FieldDigits {
    /// Zeros but for the digits; before them is room for a sign and for the zeros that a scale asks for, behind them for a
    /// decimal point.
    private var text = InlineArray<88, UInt8>(repeating: 0x30)
    private var first = Self.start
    private var end = Self.start

    /// The sign and `Picture.digitsMax` zeros fit before the digits.
    private static var start: Int { Picture.digitsMax + 2 }

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

    /// Appends the number to a text; with a negative scale its last digits are zeros that the picture leaves out.
    mutating func append(to output: inout [UInt8], scale: Int, isNegative: Bool) {
        let point = scale > 0 ? end - scale : end
        var start = min(first, point - 1)
        while start < point - 1, text[start] == 0x30 { start += 1 }
        let isZero = scale < 0 && start == point - 1 && text[start] == 0x30
        if scale > 0 {
            for index in (point..<end).reversed() { text[index + 1] = text[index] }
            text[point] = 0x2E
            end += 1
        }
        if isNegative {
            start -= 1
            text[start] = 0x2D
        }
        text.span.extracting(start..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        if scale < 0, !isZero { for _ in 0..<(-scale) { output.append(0x30) } }
    }
}
