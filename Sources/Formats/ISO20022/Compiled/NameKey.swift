/// A name in three words, so that most comparisons of names are comparisons of integers.
///
/// Names up to 16 bytes are equal if their keys are; of longer ones the bytes between are compared as well.
struct NameKey: Sendable, Hashable {
    /// Up to this length the key says all of a name.
    static let exactMax = 16

    /// The first eight bytes, fewer if the name is shorter.
    var first: UInt64
    /// The last eight bytes of a name longer than eight.
    var last: UInt64
    /// The length in bytes.
    var length: Int

    /// A word that differs for nearly all different keys.
    @inline(__always)
    var mark: UInt64 { first &+ last &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: length) }

    /// The key of a name within some bytes.
    @inline(__always)
    init(_ bytes: Span<UInt8>, start: Int, length: Int) {
        self.length = length
        let raw = bytes.bytes
        if length >= 8 {
            first = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
            last =
                length == 8
                ? 0
                : UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start &+ length &- 8, as: UInt64.self))
        } else if start &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
            first = word & ((1 as UInt64) << UInt64(8 &* length) &- 1)
            last = 0
        } else {
            first = 0
            for index in 0..<length { first |= UInt64(bytes[start &+ index]) << UInt64(8 * index) }
            last = 0
        }
    }

    /// The key of a text.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, start: 0, length: bytes.count)
    }
}
