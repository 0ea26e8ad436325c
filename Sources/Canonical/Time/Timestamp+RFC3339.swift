extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with as many groups of three decimals as the instant needs: `2026-03-01T08:15:00.250Z`.
    public var description: String {
        let days = seconds.floorDivided(by: 86_400)
        let secondOfDay = Int(seconds - days * 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        var writer = DigitWriter()
        writer.write(date.year, width: 4, then: "-")
        writer.write(date.month, width: 2, then: "-")
        writer.write(date.day, width: 2, then: "T")
        writer.write(secondOfDay / 3_600, width: 2, then: ":")
        writer.write(secondOfDay / 60 % 60, width: 2, then: ":")
        let value = Int(nanoseconds)
        writer.write(secondOfDay % 60, width: 2, then: value == 0 ? "Z" : ".")
        if value == 0 { return writer.text }
        if value % 1_000_000 == 0 {
            writer.write(value / 1_000_000, width: 3, then: "Z")
        } else if value % 1_000 == 0 {
            writer.write(value / 1_000, width: 6, then: "Z")
        } else {
            writer.write(value, width: 9, then: "Z")
        }
        return writer.text
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

/// Writes fixed-width numbers and single characters as ASCII text, without a text for each number.
private struct DigitWriter {
    private var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(30)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes the last digits of a number that is not negative, and a character behind them.
    mutating func write(_ value: Int, width: Int, then separator: Unicode.Scalar) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(48 + UInt8(value / divisor % 10))
            divisor /= 10
        }
        bytes.append(UInt8(ascii: separator))
    }
}
