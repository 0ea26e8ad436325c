/// The lexical forms of dates and times (XML Schema part 2, 3.2.7 to 3.2.14), as libxml2 reads them: no year 0000, no
/// leap second, 24:00:00 as the end of a day, and a zone of at most 14 hours.
struct TimeForm {
    private var index = 0
    private var year = 0
    private var isLeapYear = true

    /// Whether the whole text is a value of the type.
    static func isValid(_ text: Span<UInt8>, _ base: SimpleType.Base) -> Bool {
        var form = TimeForm()
        // Where libxml2 passes over blanks, and where not, has grown with its code; banks' validators do the same.
        if base != .date, base != .dateTime, base != .gYear, base != .gYearMonth { form.skipBlanks(text) }
        guard form.body(text, base) else { return false }
        let bodyEnd = form.index
        guard form.zone(text) else { return false }
        if base == .dateTime, form.index > bodyEnd { form.skipBlanks(text) }
        return form.index == text.count
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        while index < text.count, XMLCharacters.isBlank(text[index]) { index &+= 1 }
    }

    private mutating func body(_ text: Span<UInt8>, _ base: SimpleType.Base) -> Bool {
        switch base {
        case .date: return date(text)
        case .dateTime: return date(text) && take(UInt8(ascii: "T"), text) && time(text)
        case .time: return time(text)
        case .gYear: return year(text)
        case .gYearMonth: return year(text) && take(UInt8(ascii: "-"), text) && month(text) != nil
        case .gMonth: return dashes(2, text) && month(text) != nil
        case .gMonthDay:
            guard dashes(2, text), let month = month(text), take(UInt8(ascii: "-"), text) else { return false }
            return day(of: month, text)
        case .gDay: return dashes(3, text) && day(of: 1, text)
        default: return false
        }
    }

    private mutating func date(_ text: Span<UInt8>) -> Bool {
        guard year(text), take(UInt8(ascii: "-"), text), let month = month(text), take(UInt8(ascii: "-"), text) else {
            return false
        }
        return day(of: month, text)
    }

    private mutating func year(_ text: Span<UInt8>) -> Bool {
        _ = take(UInt8(ascii: "-"), text)
        let start = index
        var isTooLarge = false
        while index < text.count, text[index] &- 0x30 < 10 {
            let (product, isOver) = year.multipliedReportingOverflow(by: 10)
            let (sum, isOverToo) = product.addingReportingOverflow(Int(text[index] &- 0x30))
            isTooLarge = isTooLarge || isOver || isOverToo
            year = sum
            index &+= 1
        }
        let digits = index - start
        guard digits >= 4, !isTooLarge, year != 0, digits == 4 || text[start] != 0x30 else { return false }
        isLeapYear = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return true
    }

    private mutating func month(_ text: Span<UInt8>) -> Int? {
        guard let month = pair(text), month >= 1, month <= 12 else { return nil }
        return month
    }

    private mutating func day(of month: Int, _ text: Span<UInt8>) -> Bool {
        guard let day = pair(text), day >= 1 else { return false }
        switch month {
        case 2: return day <= (isLeapYear ? 29 : 28)
        case 4, 6, 9, 11: return day <= 30
        default: return day <= 31
        }
    }

    private mutating func time(_ text: Span<UInt8>) -> Bool {
        guard let hour = pair(text), take(UInt8(ascii: ":"), text), let minute = pair(text),
            take(UInt8(ascii: ":"), text), let second = pair(text)
        else { return false }
        var isWhole = true
        if take(UInt8(ascii: "."), text) {
            let start = index
            while index < text.count, text[index] &- 0x30 < 10 {
                if text[index] != 0x30 { isWhole = false }
                index &+= 1
            }
            if index == start { return false }
        }
        if hour == 24 { return minute == 0 && second == 0 && isWhole }
        return hour < 24 && minute < 60 && second < 60
    }

    private mutating func zone(_ text: Span<UInt8>) -> Bool {
        guard index < text.count else { return true }
        if take(UInt8(ascii: "Z"), text) { return true }
        guard take(UInt8(ascii: "+"), text) || take(UInt8(ascii: "-"), text) else { return false }
        guard let hours = pair(text), take(UInt8(ascii: ":"), text), let minutes = pair(text) else { return false }
        return minutes < 60 && hours * 60 + minutes <= 14 * 60
    }

    private mutating func dashes(_ count: Int, _ text: Span<UInt8>) -> Bool {
        for _ in 0..<count where !take(UInt8(ascii: "-"), text) { return false }
        return true
    }

    private mutating func take(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index &+= 1
        return true
    }

    /// Two digits.
    private mutating func pair(_ text: Span<UInt8>) -> Int? {
        guard index &+ 1 < text.count else { return nil }
        let (tens, ones) = (text[index] &- 0x30, text[index &+ 1] &- 0x30)
        guard tens < 10, ones < 10 else { return nil }
        index &+= 2
        return Int(tens) &* 10 &+ Int(ones)
    }
}
