import Canonical

extension CivilDate {
    /// Reads `2026-11-26`; nil if it is no day.
    init?(extended text: Span<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = text.digits(0..<4), let month = text.digits(5..<7), let day = text.digits(8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Appends `2026-11-26`.
    func append(to output: inout [UInt8], separator: UInt8? = UInt8(ascii: "-")) {
        output.append(digits: year, count: 4)
        if let separator { output.append(separator) }
        output.append(digits: month, count: 2)
        if let separator { output.append(separator) }
        output.append(digits: day, count: 2)
    }
}

extension Span<UInt8> {
    /// The number that digits make; nil if there is anything else among them or they are more than 18.
    func digits(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= count, !range.isEmpty, range.count <= 18 else { return nil }
        var value = 0
        for index in range {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}

extension [UInt8] {
    /// Appends a number that is not negative with so many digits; digits beyond are left out at the front.
    mutating func append(digits value: Int, count: Int) {
        let start = self.count
        var rest = value
        for _ in 0..<count {
            append(0x30 + UInt8(rest % 10))
            rest /= 10
        }
        self[start...].reverse()
    }
}
