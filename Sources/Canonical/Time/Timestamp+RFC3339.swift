extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many groups of three decimals as the instant needs: `2026-03-01T08:15:00.250Z`.
    public var description: String {
        let days = seconds.floorDivided(by: 86_400)
        let secondOfDay = Int(seconds - days * 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        var text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        text += "\(padded(secondOfDay / 3_600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
        return text + fraction + "Z"
    }

    private var fraction: String {
        let value = Int(nanoseconds)
        if value == 0 { return "" }
        if value % 1_000_000 == 0 { return "." + padded(value / 1_000_000, 3) }
        if value % 1_000 == 0 { return "." + padded(value / 1_000, 6) }
        return "." + padded(value, 9)
    }

    /// Reads RFC 3339 (`2026-03-01T09:15:00.25+01:00`); nil if it is not a date and time that exists.
    ///
    /// Digits beyond the ninth decimal are dropped. A leap second (`:60`) reads as the last nanosecond before it ends.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.takeAny("Tt "), let hour = reader.number(2), reader.take(":"),
            let minute = reader.number(2), reader.take(":"), let second = reader.number(2)
        else { return nil }
        guard let fraction = reader.fraction(), let offset = reader.zoneOffsetSeconds(), reader.isAtEnd,
            let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
        else { return nil }
        let isLeap = second == 60
        let total = date.daysSinceEpoch * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59) - offset)
        self.init(seconds: total, nanoseconds: isLeap ? 999_999_999 : fraction)
    }
}

/// Reads fixed-width digits and single characters from ASCII text.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number(_ width: Int) -> Int? {
        guard rest.count >= width else { return nil }
        var value = 0
        for byte in rest.prefix(width) {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest = rest.dropFirst(width)
        return value
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func takeAny(_ characters: String) -> Bool {
        for scalar in characters.unicodeScalars where take(scalar) { return true }
        return false
    }

    /// Nanoseconds; 0 without a fraction; nil for a point without digits.
    mutating func fraction() -> Int32? {
        guard take(".") else { return 0 }
        var value: Int32 = 0
        var count = 0
        while let byte = rest.first, (48...57).contains(byte) {
            if count < 9 { value = value * 10 + Int32(byte - 48) }
            count += 1
            rest = rest.dropFirst()
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    mutating func zoneOffsetSeconds() -> Int? {
        if takeAny("Zz") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 3_600 + minutes * 60)
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
