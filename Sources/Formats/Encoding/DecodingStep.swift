/// How far a decoder has come in its bytes and in the UTF-8 that it writes.
///
/// Decoders write through pointers, eight bytes at a time where they can. Their target has room for the longest text that
/// the bytes can become and ``slack`` more.
struct DecodingStep {
    /// Bytes read.
    var read = 0
    /// Bytes of UTF-8 written.
    var written = 0

    /// Room that decoders may write over behind the text.
    static let slack = 8

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Copies bytes up to the first that is not ASCII.
    @inline(__always)
    mutating func copyASCII(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) {
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        while read + 8 <= source.count {
            let word = UnsafeRawPointer(from + read).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(to + written).storeBytes(of: word, as: UInt64.self)
            guard word & Self.highBits == 0 else {
                let ascii = (word & Self.highBits).littleEndian.trailingZeroBitCount / 8
                read += ascii
                written += ascii
                return
            }
            read += 8
            written += 8
        }
        while read < source.count, from[read] < 0x80 {
            to[written] = from[read]
            read += 1
            written += 1
        }
    }

    /// Writes one scalar.
    @inline(__always)
    mutating func write(_ scalar: UInt32, into target: UnsafeMutableBufferPointer<UInt8>) {
        guard let to = target.baseAddress else { return }
        let packed = PackedUTF8(scalar)
        UnsafeMutableRawPointer(to + written).storeBytes(of: packed.bytes.littleEndian, as: UInt32.self)
        written += packed.length
    }
}

/// The UTF-8 of one scalar in a word, the first byte lowest.
struct PackedUTF8 {
    let bytes: UInt32
    let length: Int

    /// Packs a scalar that is not a surrogate.
    @inline(__always)
    init(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x80:
            bytes = scalar
            length = 1
        case 0x80..<0x800:
            bytes = (0xC0 | scalar >> 6) | (0x80 | scalar & 0x3F) << 8
            length = 2
        case 0x800..<0x1_0000:
            bytes = (0xE0 | scalar >> 12) | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
            length = 3
        default:
            let low = (0x80 | scalar >> 6 & 0x3F) << 16 | (0x80 | scalar & 0x3F) << 24
            bytes = (0xF0 | scalar >> 18 & 0x07) | (0x80 | scalar >> 12 & 0x3F) << 8 | low
            length = 4
        }
    }
}
