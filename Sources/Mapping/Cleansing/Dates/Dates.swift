package import Canonical

/// Dates from one form into another; a day that the calendar does not have is refused.
package enum Dates {
    /// Writes a date of one form in another.
    ///
    /// - Throws: `date` where it is not of the form, no day, or has a year that two digits cannot say.
    package static func convert(
        _ text: Span<UInt8>,
        from source: DateForm,
        to target: DateForm,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard let date = source.read(text), target.write(date, into: &output) else { throw ValueRefusal(.date) }
    }

    /// The date that a month and a day (`MMDD`) mean beside another date: the one in the year nearest to it.
    ///
    /// So the entry date of `:61:` has its year from the value date: 0101 beside 31 December is in the next year.
    package static func date(monthAndDay text: Span<UInt8>, near reference: CivilDate) -> CivilDate? {
        guard text.count == 4, (0..<4).allSatisfy({ text[$0].isDigit }) else { return nil }
        let month = Int(text[0] - 0x30) * 10 + Int(text[1] - 0x30)
        let day = Int(text[2] - 0x30) * 10 + Int(text[3] - 0x30)
        var best: CivilDate?
        for year in [reference.year, reference.year - 1, reference.year + 1] {
            guard let date = CivilDate(year: year, month: month, day: day) else { continue }
            if let found = best, distance(found, reference) <= distance(date, reference) { continue }
            best = date
        }
        return best
    }

    private static func distance(_ left: CivilDate, _ right: CivilDate) -> Int64 {
        abs(left.daysSinceEpoch - right.daysSinceEpoch)
    }
}

extension Dates {
    private static let forms = DateForm.allCases.map(\.rawValue).joined(separator: ", ")

    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "date",
            "Writes a date of one form in another; two digits of a year are 1980 to 2079, as SWIFT reads them.",
            parameters: ["text": "a date", "from": forms, "to": "the same"],
            examples: [
                .init("260131", "YYMMDD", "YYYY-MM-DD", gives: "2026-01-31"),
                .init("991231", "YYMMDD", "YYYY-MM-DD", gives: "1999-12-31"),
                .init("2026-01-31", "YYYY-MM-DD", "YYMMDD", gives: "260131"),
                .init("31.01.2026", "DD.MM.YYYY", "YYYYMMDD", gives: "20260131"),
                .init("2024366", "YYYYDDD", "YYYY-MM-DD", gives: "2024-12-31"),
                .init("260229", "YYMMDD", "YYYY-MM-DD", refuses: .date),
                .init("2090-01-01", "YYYY-MM-DD", "YYMMDD", refuses: .date),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let source = try arguments.option(1, DateForm.self)
            let target = try arguments.option(2, DateForm.self)
            try convert(arguments.text(0).utf8.span, from: source, to: target, into: &output)
            return .none
        },
        FunctionDescription(
            "dateNear",
            "Gives month and day (MMDD) the year that is nearest to another date.",
            parameters: ["text": "month and day", "reference": "a date, YYYY-MM-DD"],
            examples: [
                .init("0102", "2025-12-31", gives: "2026-01-02"),
                .init("1230", "2026-01-02", gives: "2025-12-30"),
                .init("0615", "2026-06-14", gives: "2026-06-15"),
                .init("0229", "2023-03-01", gives: "2024-02-29"),
                .init("0229", "2026-03-01", refuses: .date),
            ]
        ) { arguments, output throws(ValueRefusal) in
            guard let reference = DateForm.iso.read(arguments.text(1).utf8.span),
                let date = date(monthAndDay: arguments.text(0).utf8.span, near: reference),
                DateForm.iso.write(date, into: &output)
            else { throw ValueRefusal(.date) }
            return .none
        },
    ]
}
