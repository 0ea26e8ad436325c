import Canonical

extension Timestamp {
    /// Nanoseconds since 1970, as the tables keep it; clamped to what 64 bits hold (the years 1678 to 2261).
    var storedNanoseconds: Int64 {
        let bounded = min(max(seconds, -9_223_372_036), 9_223_372_035)
        return bounded * 1_000_000_000 + Int64(nanoseconds)
    }

    /// Reads what the tables keep.
    init(storedNanoseconds value: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 1_000_000_000)
        let isBelow = remainder < 0
        let stored = Timestamp(
            seconds: isBelow ? quotient - 1 : quotient,
            nanoseconds: Int32(isBelow ? remainder + 1_000_000_000 : remainder)
        )
        self = stored ?? .epoch
    }
}
