/// Comparison of pieces of bytes, eight at a time.
enum XMLBytes {
    /// Whether an array holds the bytes of a piece.
    @inline(__always)
    static func areEqual(_ array: [UInt8], _ piece: Span<UInt8>) -> Bool {
        array.count == piece.count && areEqual(array.span, at: 0, piece, at: 0, count: piece.count)
    }

    /// Whether as many bytes are the same in both from the given offsets on; both must have them.
    @inline(__always)
    static func areEqual(
        _ left: Span<UInt8>,
        at leftStart: Int,
        _ right: Span<UInt8>,
        at rightStart: Int,
        count: Int
    ) -> Bool {
        let (leftBytes, rightBytes) = (left.bytes, right.bytes)
        var index = 0
        while index &+ 8 <= count {
            let word = leftBytes.unsafeLoadUnaligned(fromByteOffset: leftStart &+ index, as: UInt64.self)
            if word != rightBytes.unsafeLoadUnaligned(fromByteOffset: rightStart &+ index, as: UInt64.self) {
                return false
            }
            index &+= 8
        }
        while index < count {
            if left[leftStart &+ index] != right[rightStart &+ index] { return false }
            index &+= 1
        }
        return true
    }
}
