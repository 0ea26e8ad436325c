/// Comparison of pieces of bytes, eight at a time.
enum XMLBytes {
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
