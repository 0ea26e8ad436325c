/// A value of an AMQP 0-9-1 header table.
public indirect enum HeaderValue: Sendable, Hashable {
    /// UTF-8 text (`S`).
    case text(String)
    /// Any signed or unsigned integer type that fits (`b B s u I i l L`).
    case integer(Int64)
    /// True or false (`t`).
    case boolean(Bool)
    /// Bytes that are not text (`x`, or an `S` that is not UTF-8).
    case bytes([UInt8])
    /// Seconds since 1970 (`T`).
    case timestamp(UInt64)
    /// An exact decimal (`D`).
    case decimal(Number)
    /// The bits of an IEEE 754 double (`d`, `f`), kept as bits so that nothing computes with them.
    case doubleBits(UInt64)
    /// A list (`A`).
    case list([HeaderValue])
    /// A nested table (`F`), in order.
    case table([Header])
    /// No value (`V`).
    case null

    /// The text, if this is one.
    public var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// The integer, if this is one.
    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
}

/// One entry of a header table.
public struct Header: Sendable, Hashable {
    /// The header's name, at most 255 bytes of UTF-8.
    public var name: String
    /// The header's value.
    public var value: HeaderValue

    /// Makes a header.
    public init(_ name: String, _ value: HeaderValue) {
        self.name = name
        self.value = value
    }
}
