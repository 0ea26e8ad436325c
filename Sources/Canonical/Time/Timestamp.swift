/// An instant in UTC with nanoseconds, as it travels in envelopes (RFC 3339) and in rows of the books.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
    public let seconds: Int64
    /// Nanoseconds within the second, 0 to 999,999,999.
    public let nanoseconds: Int32

    /// Makes an instant; nil outside the years 0001 to 9999 or where the nanoseconds are out of range.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard (0..<1_000_000_000).contains(nanoseconds), (-62_135_596_800..<253_402_300_800).contains(seconds) else {
            return nil
        }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The start of 1970 in UTC.
    public static let epoch = Timestamp(uncheckedSeconds: 0, nanoseconds: 0)

    private init(uncheckedSeconds seconds: Int64, nanoseconds: Int32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Makes an instant from milliseconds since 1970; clamped to the years 0001 to 9999.
    public init(milliseconds: Int64) {
        let bounded = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
        let (quotient, remainder) = bounded.quotientAndRemainder(dividingBy: 1_000)
        let isBelow = remainder < 0
        self.init(
            uncheckedSeconds: isBelow ? quotient - 1 : quotient,
            nanoseconds: Int32(isBelow ? remainder + 1_000 : remainder) * 1_000_000
        )
    }

    /// Milliseconds since 1970, rounded down.
    public var milliseconds: Int64 { seconds * 1_000 + Int64(nanoseconds / 1_000_000) }

    /// Earlier before later.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
