import Canonical

/// A pattern of a whole day with four digits for the year, such as `yyyyMMdd` or `dd.MM.yyyy`: where its parts stand.
///
/// Most dates are of such a form; they are read without a look at the pattern.
struct DayForm: Sendable, Hashable {
    private let year: Int
    private let month: Int
    private let day: Int
    private let length: Int
    /// The character between the parts, nil where there is none, and where it stands.
    private let mark: UInt8?
    private let firstMark: Int
    private let secondMark: Int

    /// The form of a pattern; nil if it is another.
    init?(_ parts: [DatePattern.Part]) {
        var starts: [DatePattern.Part: Int] = [:]
        var literals: [(byte: UInt8, offset: Int)] = []
        var length = 0
        for part in parts {
            if case .literal(let byte) = part { literals.append((byte, length)) } else { starts[part] = length }
            length += part.length
        }
        guard starts.count == 3, let year = starts[.year4], let month = starts[.month], let day = starts[.day],
            literals.isEmpty || literals.count == 2 && literals[0].byte == literals[1].byte
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.length = length
        mark = literals.first?.byte
        firstMark = literals.first?.offset ?? 0
        secondMark = literals.last?.offset ?? 0
    }

    /// Appends the day as `2026-11-26`; false if the text is none of the form.
    @inline(__always)
    func read(_ text: Span<UInt8>, into value: inout [UInt8]) -> Bool {
        guard text.count == length else { return false }
        if let mark { guard text[firstMark] == mark, text[secondMark] == mark else { return false } }
        guard let upper = text.twoDigits(at: year), let lower = text.twoDigits(at: year + 2),
            let monthNumber = text.twoDigits(at: month), let dayNumber = text.twoDigits(at: day),
            CivilDate(year: upper * 100 + lower, month: monthNumber, day: dayNumber) != nil
        else { return false }
        // In one piece, which is several times as fast as byte by byte.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { iso in
            for index in 0..<4 { iso[index] = text[year + index] }
            for index in 0..<2 { iso[5 + index] = text[month + index] }
            for index in 0..<2 { iso[8 + index] = text[day + index] }
            iso[4] = UInt8(ascii: "-")
            iso[7] = UInt8(ascii: "-")
            value.append(contentsOf: UnsafeBufferPointer(iso))
        }
        return true
    }
}

extension Span<UInt8> {
    /// The number that two digits make; nil if one of them is none.
    @inline(__always)
    fileprivate func twoDigits(at index: Int) -> Int? {
        let (tens, ones) = (self[index] &- UInt8(ascii: "0"), self[index + 1] &- UInt8(ascii: "0"))
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }
}
