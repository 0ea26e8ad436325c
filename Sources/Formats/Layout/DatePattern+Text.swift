import Canonical

extension DatePattern {
    /// Reads a date or time and appends it as ISO 8601 has it; false if the text is none of the pattern.
    func read(_ text: Span<UInt8>, into value: inout [UInt8]) -> Bool {
        var moment = Moment()
        guard text.count == length else { return false }
        var index = 0
        for part in parts {
            if case .literal(let byte) = part {
                guard text[index] == byte else { return false }
            } else {
                guard let number = text.number(index..<(index + part.length)) else { return false }
                moment.set(part, number)
            }
            index += part.length
        }
        guard moment.isValid(hasDate: hasDate) else { return false }
        if hasDate {
            value.append(moment.year, digits: 4)
            value.append(UInt8(ascii: "-"))
            value.append(moment.month, digits: 2)
            value.append(UInt8(ascii: "-"))
            value.append(moment.day, digits: 2)
        }
        if hasDate, hasTime { value.append(UInt8(ascii: "T")) }
        if hasTime {
            value.append(moment.hour, digits: 2)
            value.append(UInt8(ascii: ":"))
            value.append(moment.minute, digits: 2)
        }
        if hasSeconds {
            value.append(UInt8(ascii: ":"))
            value.append(moment.second, digits: 2)
        }
        return true
    }

    /// Appends a date or time of ISO 8601 by the pattern; false if it is none, or has a year that two digits do not give.
    func write(_ value: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        guard let moment = moment(value), moment.isValid(hasDate: hasDate) else { return false }
        if parts.contains(.year2), !(1980...2079 ~= moment.year) { return false }
        for part in parts {
            if case .literal(let byte) = part {
                text.append(byte)
            } else {
                text.append(moment.number(part), digits: part.length)
            }
        }
        return true
    }

    private func moment(_ value: Span<UInt8>) -> Moment? {
        var moment = Moment()
        var iso: [Part] = hasDate ? [.year4, .literal(0x2D), .month, .literal(0x2D), .day] : []
        if hasDate, hasTime { iso.append(.literal(UInt8(ascii: "T"))) }
        if hasTime { iso += [.hour, .literal(0x3A), .minute] }
        if hasSeconds { iso += [.literal(0x3A), .second] }
        guard value.count == iso.reduce(0, { $0 + $1.length }) else { return nil }
        var index = 0
        for part in iso {
            if case .literal(let byte) = part {
                guard value[index] == byte else { return nil }
            } else {
                guard let number = value.number(index..<(index + part.length)) else { return nil }
                moment.set(part, number)
            }
            index += part.length
        }
        return moment
    }

    /// The numbers of a date and time.
    private struct Moment {
        var year = 0
        var month = 0
        var day = 0
        var hour = 0
        var minute = 0
        var second = 0

        mutating func set(_ part: Part, _ number: Int) {
            switch part {
            case .year4: year = number
            case .year2: year = number + (number >= 80 ? 1900 : 2000)
            case .month: month = number
            case .day: day = number
            case .hour: hour = number
            case .minute: minute = number
            case .second: second = number
            case .literal: break
            }
        }

        func number(_ part: Part) -> Int {
            switch part {
            case .year4: year
            case .year2: year % 100
            case .month: month
            case .day: day
            case .hour: hour
            case .minute: minute
            case .second: second
            case .literal: 0
            }
        }

        func isValid(hasDate: Bool) -> Bool {
            guard hour < 24, minute < 60, second < 60 else { return false }
            return !hasDate || CivilDate(year: year, month: month, day: day) != nil
        }
    }
}

extension Span<UInt8> {
    /// The number that a few digits make; nil if one of them is no digit.
    fileprivate func number(_ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }
}

extension [UInt8] {
    /// Appends a number with zeros before it.
    fileprivate mutating func append(_ number: Int, digits: Int) {
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
            power /= 10
        }
    }
}
