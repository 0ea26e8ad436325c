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
        if count < 8 { return areEqualShort(left, at: leftStart, right, at: rightStart, count: count) }
        var index = 0
        while index &+ 8 < count {
            if difference(left, leftStart &+ index, right, rightStart &+ index) != 0 { return false }
            index &+= 8
        }
        // The last word may overlap the one before.
        return difference(left, leftStart &+ count &- 8, right, rightStart &+ count &- 8) == 0
    }

    /// The bits in which the eight bytes at two offsets differ, the first byte lowest; both must have them.
    @inline(__always)
    private static func difference(_ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int)
        -> UInt64
    {
        UInt64(
            littleEndian: left.bytes.unsafeLoadUnaligned(fromByteOffset: leftStart, as: UInt64.self)
                ^ right.bytes.unsafeLoadUnaligned(fromByteOffset: rightStart, as: UInt64.self)
        )
    }

    @inline(__always)
    private static func areEqualShort(
        _ left: Span<UInt8>,
        at leftStart: Int,
        _ right: Span<UInt8>,
        at rightStart: Int,
        count: Int
    ) -> Bool {
        if leftStart &+ 8 <= left.count, rightStart &+ 8 <= right.count {
            let mask = (1 as UInt64) << UInt64(8 &* count) &- 1
            return difference(left, leftStart, right, rightStart) & mask == 0
        }
        for index in 0..<count where left[leftStart &+ index] != right[rightStart &+ index] { return false }
        return true
    }
}
