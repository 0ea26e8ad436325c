/// What a number's digits have in common, gathered while they are read, so that they are checked once at the end.
struct SeenDigits {
    /// All bits that any digit has, and all that any has when 6 is added: those from 10 on carry into the fifth bit then.
    private var union: UInt64 = 0
    private var carry: UInt64 = 0

    /// Adds what should be a digit: a byte below 16, or one that is none in any case.
    @inline(__always)
    mutating func add(_ digit: UInt8) {
        union |= UInt64(digit)
        carry |= UInt64(digit &+ 6)
    }

    /// Adds eight bytes at once.
    @inline(__always)
    mutating func add(eight digits: UInt64) {
        union |= digits
        // A byte from FA on carries into the next one, and is seen by its own bits.
        carry |= digits &+ 0x0606_0606_0606_0606
    }

    /// Whether all were from 0 to 9.
    var areDigits: Bool { (union | carry) & 0xF0F0_F0F0_F0F0_F0F0 == 0 }
    /// Whether all were 0.
    var areZeros: Bool { union == 0 }
}
