/// A time of day, read; a leap second (`:60`) is none, for XML Schema knows none.
struct ClockTime {
    let hour: Int
    let minute: Int
    let second: Int
    /// The offset of the point in front of the decimals of the second; the length of the text where there are none.
    let fractionStart: Int

    init?(_ text: Span<UInt8>, _ form: Times.Form) {
        var numbers = [0, 0, 0]
        var index = 0
        for letter in form.rawValue.utf8 {
            guard index < text.count else { return nil }
            let byte = text[index]
            if letter == UInt8(ascii: ":") {
                guard byte == letter else { return nil }
            } else {
                guard byte.isDigit else { return nil }
                let field = letter == UInt8(ascii: "h") ? 0 : letter == UInt8(ascii: "m") ? 1 : 2
                numbers[field] = numbers[field] * 10 + Int(byte - 0x30)
            }
            index += 1
        }
        guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60,
            index == text.count || (form == .iso && Self.isFraction(text, from: index))
        else { return nil }
        hour = numbers[0]
        minute = numbers[1]
        second = numbers[2]
        fractionStart = index
    }

    private static func isFraction(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard text[start] == UInt8(ascii: "."), text.count > start + 1 else { return false }
        return (start + 1..<text.count).allSatisfy { text[$0].isDigit }
    }
}

/// An offset from UTC, at most 14 hours, as XML Schema allows.
struct ClockOffset {
    let isNegative: Bool
    let hours: Int
    let minutes: Int

    init?(_ text: Span<UInt8>) {
        if text.count == 1, text[0] == UInt8(ascii: "Z") {
            (isNegative, hours, minutes) = (false, 0, 0)
            return
        }
        guard text.count == 5 || text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") else {
            return nil
        }
        let form: Times.Form = text.count == 5 ? .minutes : .isoMinutes
        guard let time = ClockTime(text.extracting(1..<text.count), form), time.hour * 60 + time.minute <= 14 * 60
        else { return nil }
        (isNegative, hours, minutes) = (text[0] == UInt8(ascii: "-"), time.hour, time.minute)
    }
}
