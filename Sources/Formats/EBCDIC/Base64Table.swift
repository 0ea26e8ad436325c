/// Reads tables that lie in the code as base64 (RFC 4648): large string literals compile quickly, large arrays do not.
enum Base64Table {
    /// The big-endian 16-bit values of a text without padding; other characters are a programmer's error.
    static func values(_ text: String) -> [UInt16] {
        var values: [UInt16] = []
        values.reserveCapacity(text.utf8.count * 3 / 8)
        var bits: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            guard let value = value(byte) else { continue }
            bits = bits << 6 | UInt64(value)
            count += 6
            guard count >= 16 else { continue }
            count -= 16
            values.append(UInt16(truncatingIfNeeded: bits >> UInt64(count)))
        }
        return values
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
