/// What the digits of a field mean as a date or time, such as `MMDDhhmmss`.
struct ISO8583DatePattern: Sendable, Hashable {
    /// A pair of digits.
    private enum Pair: UInt8 {
        case none
        case any
        case month
        case day
        case hour
        case minuteOrSecond
    }

    /// The pairs, four bits each, the first one lowest: a plain number, so that steps hold no references.
    private var pairs: UInt32 = 0

    /// No date: nothing is checked.
    static let none = ISO8583DatePattern()

    private init() {}

    /// Reads a pattern of `CC`, `YY`, `MM`, `DD`, `hh`, `mm` and `ss`; nil if it is none.
    init?(_ text: String) {
        let characters = Array(text.utf8)
        guard !characters.isEmpty, characters.count % 2 == 0, characters.count <= 16 else { return nil }
        for index in stride(from: 0, to: characters.count, by: 2) {
            let pair: Pair
            switch String(decoding: characters[index...index + 1], as: UTF8.self) {
            case "CC", "YY": pair = .any
            case "MM": pair = .month
            case "DD": pair = .day
            case "hh": pair = .hour
            case "mm", "ss": pair = .minuteOrSecond
            default: return nil
            }
            pairs |= UInt32(pair.rawValue) << UInt32(index * 2)
        }
    }

    /// Whether there is something to check.
    var isSomething: Bool { pairs != 0 }

    /// Whether digits in ASCII are a date or time of this pattern; February has 29 days where the year is not told.
    func allows(_ digits: Span<UInt8>) -> Bool {
        var index = 0
        var rest = pairs
        var month = 0
        while rest != 0, index + 1 < digits.count {
            let number = Int(digits[index] &- 0x30) * 10 + Int(digits[index + 1] &- 0x30)
            switch Pair(rawValue: UInt8(rest & 0xF)) {
            case .month:
                guard (1...12).contains(number) else { return false }
                month = number
            case .day: guard number >= 1, number <= Self.days(in: month) else { return false }
            case .hour: guard number <= 23 else { return false }
            case .minuteOrSecond: guard number <= 59 else { return false }
            case .any, nil, .some(.none): break
            }
            rest >>= 4
            index += 2
        }
        return true
    }

    private static func days(in month: Int) -> Int {
        switch month {
        case 2: 29
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
