/// The funds type, which says when an amount is available, and the fields that it brings.
enum BAI2FundsType {
    /// The funds types of the standard; an empty one means unknown.
    static let all: Set<String> = ["", "0", "1", "2", "S", "V", "D", "Z"]
    /// The greatest number of distributions of funds type D.
    static let distributionsMax = 999

    /// How many fields follow a funds type: for V a date and a time, for S three amounts, for D a count and as many pairs.
    static func extraFields(_ type: String, _ fields: ArraySlice<String>) -> Int {
        switch type {
        case "V": 2
        case "S": 3
        case "D": 1 + 2 * distributions(fields.first)
        default: 0
        }
    }

    /// The number of distributions that a field tells; 0 where it tells none.
    static func distributions(_ count: String?) -> Int {
        min(max(count.flatMap { Int($0) } ?? 0, 0), distributionsMax)
    }
}
