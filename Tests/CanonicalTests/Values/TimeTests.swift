import Canonical
import Testing

/// Instants and days.
@Suite struct TimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"), ("2026-03-01T09:15:00.25+01:00", "2026-03-01T08:15:00.250Z"),
        ("2024-02-29T23:59:59.123456789Z", "2024-02-29T23:59:59.123456789Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
        ("2026-01-01t00:00:00z", "2026-01-01T00:00:00Z"), ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
        ("2026-01-01T00:00:00.0000000019Z", "2026-01-01T00:00:00.000000001Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.000001Z"),
    ])
    func `RFC 3339 is read and written in UTC`(text: String, printed: String) {
        #expect(Timestamp(rfc3339: text)?.description == printed)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T09:15Z", "2026-03-01T09:15:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00ZZ", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "９999-01-01T00:00:00Z",
        "-026-01-01T00:00:00Z",
    ])
    func `what is no instant is nil`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `milliseconds round down and are clamped`() {
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: -1).milliseconds == -1)
        #expect(Timestamp(milliseconds: 1_500).nanoseconds == 500_000_000)
        #expect(Timestamp(milliseconds: .max).description == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).description == "0001-01-01T00:00:00Z")
        #expect(Timestamp(seconds: 0, nanoseconds: -1) == nil && Timestamp(seconds: .max) == nil)
        #expect(Timestamp.epoch < Timestamp(milliseconds: 1))
    }

    @Test func `every day of four centuries has its number and back`() throws {
        var previous = try #require(CivilDate(year: 1_999, month: 12, day: 31))
        for days in previous.daysSinceEpoch + 1...previous.daysSinceEpoch + 146_097 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days)
            let isNext = date.day == previous.day + 1 && date.month == previous.month || date.day == 1
            #expect(isNext && CivilDate(year: date.year, month: date.month, day: date.day) == date)
            previous = date
        }
        #expect(previous == CivilDate(year: 2_399, month: 12, day: 31))
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 1, 0), (0, 1, 1), (10_000, 1, 1),
    ])
    func `days that do not exist are nil`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
}
