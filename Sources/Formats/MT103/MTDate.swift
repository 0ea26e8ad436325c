package import Canonical

/// Dates of SWIFT MT fields: `YYMMDD`.
package enum MTDate {
    /// The date; nil if there is no such day.
    ///
    /// Years 80 to 99 are of the 20th century, the others of the 21st (SWIFT Standards MT, general field definitions).
    package static func date(_ text: String) -> CivilDate? {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard digits.count == 6, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let year = digits[0] * 10 + digits[1]
        return CivilDate(
            year: year >= 80 ? 1_900 + year : 2_000 + year,
            month: digits[2] * 10 + digits[3],
            day: digits[4] * 10 + digits[5]
        )
    }
}
