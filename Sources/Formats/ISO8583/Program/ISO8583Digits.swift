/// Digits and characters as bytes.
enum ISO8583Digits {
    /// The digit of a half byte.
    @inline(__always)
    static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? 0x30 &+ nibble : 0x37 &+ nibble
    }

    /// Four bytes as eight upper-case hexadecimal digits, the first one the highest.
    @inline(__always)
    static func hexDigits(_ bytes: UInt32) -> UInt64 {
        var halves = UInt64(bytes)
        halves = (halves | halves << 16) & 0x0000_FFFF_0000_FFFF
        halves = (halves | halves << 8) & 0x00FF_00FF_00FF_00FF
        halves = (halves | halves << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // Half bytes from 10 on are letters, which stand 7 places behind where digits would go on.
        let letters = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return halves &+ 0x3030_3030_3030_3030 &+ letters &* 7
    }

    /// The value of a hexadecimal digit in either case; nil if it is none.
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x41...0x46: byte &- 0x37
        case 0x61...0x66: byte &- 0x57
        default: nil
        }
    }

    /// Appends bytes as upper-case hexadecimal digits.
    static func appendHex(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
        var piece = ISO8583Piece()
        piece.append(hex: bytes, 0..<bytes.count, to: &text)
        piece.flush(to: &text)
    }

    /// Bytes as upper-case hexadecimal digits.
    static func hex(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        appendHex(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that hexadecimal digits stand for; nil if they are none, or of an odd number.
    static func bytes(hex: some Collection<UInt8>) -> [UInt8]? {
        guard hex.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hex.count / 2)
        var high: UInt8?
        for digit in hex {
            guard let value = hexValue(digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}
