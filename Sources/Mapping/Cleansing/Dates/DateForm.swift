package import Canonical

/// How a date is written, by its letters: `Y` year, `M` month, `D` day of the month, `DDD` day of the year.
package enum DateForm: String, CaseIterable, Sendable {
    /// ISO 8601, as ISO 20022 and the canonical types have it.
    case iso = "YYYY-MM-DD"
    /// ISO 8601 without hyphens: 4!n2!n2!n in MT, ISO 8583 and NACHA.
    case compact = "YYYYMMDD"
    /// 6!n of MT (32A, 61).
    case short = "YYMMDD"
    /// Day first, as in files of European banks.
    case dayFirst = "DDMMYYYY"
    /// Day first, two digits for the year.
    case shortDayFirst = "DDMMYY"
    /// Day first with points.
    case points = "DD.MM.YYYY"
    /// Day first with slashes.
    case slashes = "DD/MM/YYYY"
    /// Month first, as in the United States.
    case monthFirst = "MM/DD/YYYY"
    /// The day of the year, as mainframes have it.
    case ordinal = "YYYYDDD"
    /// The day of the year, two digits for the year.
    case shortOrdinal = "YYDDD"

    /// The first and the last year that two digits can mean: 80 to 99 are 1980 to 1999, 00 to 79 are 2000 to 2079.
    package static let shortYears = 1980...2079

    /// Reads a date of this form; nil where it is not of this form or no day of the calendar.
    package func read(_ text: Span<UInt8>) -> CivilDate? {
        guard text.count == rawValue.utf8.count else { return nil }
        var numbers = DateNumbers()
        for (index, letter) in rawValue.utf8.enumerated() {
            guard numbers.take(text[index], as: letter) else { return nil }
        }
        return numbers.date(hasOrdinal: isOrdinal, hasShortYear: hasShortYear)
    }

    /// Writes a date in this form; false, and nothing, where two digits cannot say the year.
    package func write(_ date: CivilDate, into output: inout [UInt8]) -> Bool {
        guard !hasShortYear || Self.shortYears.contains(date.year) else { return false }
        var left = (year: date.year, month: date.month, day: isOrdinal ? date.dayOfYear : date.day)
        let start = output.count
        for letter in rawValue.utf8.reversed() {
            switch letter {
            case UInt8(ascii: "Y"): output.append(Self.lastDigit(&left.year))
            case UInt8(ascii: "M"): output.append(Self.lastDigit(&left.month))
            case UInt8(ascii: "D"): output.append(Self.lastDigit(&left.day))
            default: output.append(letter)
            }
        }
        output[start...].reverse()
        return true
    }

    private var isOrdinal: Bool { self == .ordinal || self == .shortOrdinal }
    private var hasShortYear: Bool { self == .short || self == .shortDayFirst || self == .shortOrdinal }

    private static func lastDigit(_ number: inout Int) -> UInt8 {
        defer { number /= 10 }
        return UInt8(ascii: "0") + UInt8(number % 10)
    }
}

/// The numbers of a date, read digit by digit.
private struct DateNumbers {
    private var year = 0
    private var month = 0
    private var day = 0

    mutating func take(_ byte: UInt8, as letter: UInt8) -> Bool {
        let isField = letter == UInt8(ascii: "Y") || letter == UInt8(ascii: "M") || letter == UInt8(ascii: "D")
        guard isField else { return byte == letter }
        guard byte.isDigit else { return false }
        let digit = Int(byte - UInt8(ascii: "0"))
        switch letter {
        case UInt8(ascii: "Y"): year = year * 10 + digit
        case UInt8(ascii: "M"): month = month * 10 + digit
        default: day = day * 10 + digit
        }
        return true
    }

    func date(hasOrdinal: Bool, hasShortYear: Bool) -> CivilDate? {
        let year = hasShortYear ? year + (year >= 80 ? 1900 : 2000) : year
        guard hasOrdinal else { return CivilDate(year: year, month: month, day: day) }
        guard day >= 1, let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
        let date = CivilDate(daysSinceEpoch: first.daysSinceEpoch + Int64(day) - 1)
        return date.year == year ? date : nil
    }
}

extension CivilDate {
    fileprivate var dayOfYear: Int {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return 1 }
        return Int(daysSinceEpoch - first.daysSinceEpoch) + 1
    }
}
