import Canonical
import Conformance
import Mapping
import Testing

/// Every day of the calendar goes from each form to each other and back.
@Suite struct DateTests {
    private func text(_ date: CivilDate, _ form: DateForm) throws -> [UInt8] {
        var output: [UInt8] = []
        try #require(form.write(date, into: &output))
        return output
    }

    @Test(arguments: DateForm.allCases)
    func `a date written is read again`(_ form: DateForm) throws {
        for year in [1980, 1999, 2000, 2024, 2026, 2079] {
            for days in 0..<366 {
                let first = try #require(CivilDate(year: year, month: 1, day: 1))
                let ordinal = try text(first, .ordinal).prefix(4) + Array(String(1_001 + days).dropFirst().utf8)
                guard let date = DateForm.ordinal.read(Array(ordinal).span) else {
                    #expect(days == 365 && year % 4 != 0)
                    continue
                }
                let written = try text(date, form)
                #expect(form.read(written.span) == date)
            }
        }
    }

    @Test func `two digits of a year have a range`() throws {
        for year in [1979, 2080] {
            let date = try #require(CivilDate(year: year, month: 1, day: 1))
            var output: [UInt8] = []
            #expect(!DateForm.short.write(date, into: &output) && output.isEmpty)
        }
    }

    @Test func `the entry date is never far from the value date`() throws {
        for month in 1...12 {
            for day in [1, 28] {
                let reference = try #require(CivilDate(year: 2026, month: month, day: day))
                for other in 1...12 {
                    let text = Array(String(10_000 + other * 100 + 15).dropFirst().utf8)
                    let found = Dates.date(monthAndDay: text.span, near: reference)
                    let date = try #require(found)
                    #expect(date.month == other && date.day == 15)
                    #expect((reference.year - 1...reference.year + 1).contains(date.year))
                }
            }
        }
    }

    @Test func `minor units and amounts are the same`() throws {
        var random = SeededGenerator(seed: 59)
        for _ in 0..<2_000 {
            let units = String(
                UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64.random(in: 0...63, using: &random)
            )
            let decimals = Int.random(in: 0...5, using: &random)
            var amount: [UInt8] = []
            try Amounts.fromMinorUnits(Array(units.utf8).span, decimals: decimals, into: &amount)
            var back: [UInt8] = []
            try Amounts.toMinorUnits(amount.span, decimals: decimals, into: &back)
            #expect(String(decoding: back, as: UTF8.self) == units)
            var comma: [UInt8] = []
            try Amounts.toComma(amount.span, lengthMax: 40, into: &comma)
            var point: [UInt8] = []
            try Amounts.fromComma(comma.span, into: &point)
            #expect(point == amount)
        }
    }
}
