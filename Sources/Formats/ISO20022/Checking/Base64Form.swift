/// The form of base64Binary as libxml2 reads it: characters outside the alphabet are passed over.
enum Base64Form {
    /// How many octets a text stands for; nil if it is not valid.
    static func octets(_ text: Span<UInt8>) -> Int? {
        var count = 0
        var padding = 0
        var last: UInt8 = 0
        for index in text.indices {
            if text[index] == UInt8(ascii: "=") {
                padding += 1
            } else if let value = value(text[index]) {
                if padding > 0 { return nil }
                count += 1
                last = value
            }
        }
        // RFC 4648 section 3.5: the bits that are not used are zero.
        switch padding {
        case 0: return count % 4 == 0 ? 3 * (count / 4) : nil
        case 1: return count % 4 == 3 && last & 0x03 == 0 ? 3 * (count / 4) + 2 : nil
        case 2: return count % 4 == 2 && last & 0x0F == 0 ? 3 * (count / 4) + 1 : nil
        default: return nil
        }
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
