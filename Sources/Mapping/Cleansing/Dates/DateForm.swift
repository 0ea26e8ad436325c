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
        let layout = layout
        guard text.count == layout.count, layout.hasSeparators(text), let written = layout.year.read(text),
            let day = layout.day.read(text)
        else { return nil }
        let year = layout.year.length == 2 ? written + (written >= 80 ? 1900 : 2000) : written
        guard let field = layout.month else { return Self.date(ordinal: day, of: year) }
        guard let month = field.read(text) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Writes a date in this form; false, and nothing, where two digits cannot say the year.
    package func write(_ date: CivilDate, into output: inout [UInt8]) -> Bool {
        let layout = layout
        guard layout.year.length == 4 || Self.shortYears.contains(date.year) else { return false }
        let start = output.count
        output.append(contentsOf: repeatElement(layout.separator, count: layout.count))
        layout.year.write(date.year, at: start, &output)
        layout.month?.write(date.month, at: start, &output)
        layout.day.write(layout.month == nil ? date.dayOfYear : date.day, at: start, &output)
        return true
    }

    private static func date(ordinal: Int, of year: Int) -> CivilDate? {
        guard ordinal >= 1, let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
        // At most 999 days on, and the last year is refused below: the calendar ends with 9999.
        guard ordinal <= 366, year < 9_999 || ordinal <= 365 else { return nil }
        let date = CivilDate(daysSinceEpoch: first.daysSinceEpoch + Int64(ordinal) - 1)
        return date.year == year ? date : nil
    }

    private var layout: DateLayout {
        switch self {
        case .iso: DateLayout(10, year: 0, 4, month: 5, day: 8, separator: "-")
        case .compact: DateLayout(8, year: 0, 4, month: 4, day: 6)
        case .short: DateLayout(6, year: 0, 2, month: 2, day: 4)
        case .dayFirst: DateLayout(8, year: 4, 4, month: 2, day: 0)
        case .shortDayFirst: DateLayout(6, year: 4, 2, month: 2, day: 0)
        case .points: DateLayout(10, year: 6, 4, month: 3, day: 0, separator: ".")
        case .slashes: DateLayout(10, year: 6, 4, month: 3, day: 0, separator: "/")
        case .monthFirst: DateLayout(10, year: 6, 4, month: 0, day: 3, separator: "/")
        case .ordinal: DateLayout(7, year: 0, 4, month: nil, day: 4)
        case .shortOrdinal: DateLayout(5, year: 0, 2, month: nil, day: 2)
        }
    }
}

/// Where the numbers of a date stand.
private struct DateLayout {
    struct Field {
        let start: Int
        let length: Int

        func read(_ text: Span<UInt8>) -> Int? {
            var number = 0
            for index in start..<start + length {
                guard text[index].isDigit else { return nil }
                number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
            }
            return number
        }

        func write(_ number: Int, at offset: Int, _ output: inout [UInt8]) {
            var left = number
            for index in (start..<start + length).reversed() {
                output[offset + index] = UInt8(ascii: "0") + UInt8(left % 10)
                left /= 10
            }
        }
    }

    let count: Int
    let year: Field
    /// Nil where the day is that of the year.
    let month: Field?
    let day: Field
    /// What stands everywhere else.
    let separator: UInt8

    init(_ count: Int, year: Int, _ digits: Int, month: Int?, day: Int, separator: Unicode.Scalar = "-") {
        self.count = count
        self.year = Field(start: year, length: digits)
        self.month = month.map { Field(start: $0, length: 2) }
        self.day = Field(start: day, length: month == nil ? 3 : 2)
        self.separator = UInt8(ascii: separator)
    }

    /// Whether the separators stand where they are to; dates without them have none.
    func hasSeparators(_ text: Span<UInt8>) -> Bool {
        guard count == 10 else { return true }
        return year.start == 0
            ? text[4] == separator && text[7] == separator
            : text[2] == separator && text[5] == separator
    }
}

extension CivilDate {
    fileprivate var dayOfYear: Int {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return 1 }
        return Int(daysSinceEpoch - first.daysSinceEpoch) + 1
    }
}
