/// How the length of a variable field is told in front of it.
struct ISO8583Prefix: Sendable, Hashable {
    enum Encoding: UInt8, Sendable {
        /// There is none.
        case none
        /// Decimal digits in ASCII.
        case ascii
        /// Decimal digits in EBCDIC.
        case ebcdic
        /// Decimal digits, two a byte.
        case bcd
        /// A number, most significant byte first.
        case binary
        /// Hexadecimal digits in ASCII.
        case hex
        /// The length of a BER data object, which is read with its tag.
        case ber
    }

    var encoding: Encoding
    /// How many bytes of the message it takes.
    var size: Int

    /// The prefix of a length of so many decimal digits: LL has two, LLL three.
    init(_ encoding: Encoding, digits: Int) {
        self.encoding = encoding
        switch encoding {
        case .none, .ber: size = 0
        case .ascii, .ebcdic: size = digits
        case .bcd: size = (digits + 1) / 2
        case .binary: size = (digits + 1) / 2
        case .hex: size = (digits + 1) / 2 * 2
        }
    }

    init(_ encoding: Encoding, size: Int) {
        self.encoding = encoding
        self.size = size
    }

    /// The greatest length that it can tell.
    var lengthMax: Int {
        switch encoding {
        case .none, .ber: Int(Int32.max)
        case .ascii, .ebcdic: Self.power(10, size) - 1
        case .bcd: Self.power(100, size) - 1
        case .binary: Self.power(256, size) - 1
        case .hex: Self.power(16, size) - 1
        }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        var power = 1
        for _ in 0..<min(exponent, 9) { power = min(power * base, 1 << 40) }
        return power
    }
}
