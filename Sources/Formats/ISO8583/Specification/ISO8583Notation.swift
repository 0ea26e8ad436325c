/// A field's format in the notation of the standard: `n 6`, `n..19`, `ans...999`, `x+n 8`, `b 64`, `z..37`.
///
/// As many dots as the length has digits (LLVAR has two). The length of a fixed `b` counts bits, that of a variable one
/// bytes. `cn` is EMV's compressed numeric: digits from the left, filled up with F.
struct ISO8583Notation {
    var kind: ISO8583ValueKind
    /// Digits of the length in front; 0 where the length is fixed.
    var lengthDigits: Int
    /// Length or greatest length, in characters or bytes; of `x+n` without the sign.
    var length: Int
    /// Whether it is `cn`.
    var isCompressed = false

    /// The greatest number of digits of a length.
    static let lengthDigitsMax = 6

    /// Reads a format; nil if it is none.
    init?(_ text: String) {
        let characters = Array(text.utf8)
        guard let end = characters.firstIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: ".") }) ?? nil,
            let kind = Self.kind(String(decoding: characters[..<end], as: UTF8.self))
        else { return nil }
        let rest = characters[end...]
        lengthDigits = rest.prefix { $0 == UInt8(ascii: ".") }.count
        let digits = rest.dropFirst(lengthDigits).drop { $0 == 0x20 }
        guard let length = Int(String(decoding: digits, as: UTF8.self)), (1...999_999).contains(length),
            lengthDigits <= Self.lengthDigitsMax
        else { return nil }
        self.kind = kind
        self.length = length
        isCompressed = text.hasPrefix("cn")
        if kind == .bytes, lengthDigits == 0 {
            guard length % 8 == 0 else { return nil }
            self.length = length / 8
        }
    }

    private static func kind(_ text: String) -> ISO8583ValueKind? {
        switch text {
        case "n", "cn": .digits
        case "x+n": .signedDigits
        case "a": .letters
        case "an": .lettersAndDigits
        case "ans", "as", "ns", "s", "anp", "ansb": .text
        case "z": .track
        case "b": .bytes
        default: nil
        }
    }
}
