/// What is wrong with a line of a layout file.
struct LayoutProblem: Error {
    /// One sentence: what was expected.
    var reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// A whole number within a range.
    static func number(_ text: String, _ range: ClosedRange<Int>) throws(LayoutProblem) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw LayoutProblem("A number from \(range.lowerBound) to \(range.upperBound) is expected.")
        }
        return number
    }

    /// One of some words.
    static func choice(_ text: String, _ values: [String: Bool]) throws(LayoutProblem) -> Bool {
        guard let value = values[text] else {
            throw LayoutProblem("It is one of \(values.keys.sorted().joined(separator: ", ")).")
        }
        return value
    }

    /// A code of an enumeration.
    static func code<Code: RawRepresentable & CaseIterable>(_ text: String) throws(LayoutProblem) -> Code
    where Code.RawValue == String {
        guard let code = Code(rawValue: text) else {
            throw LayoutProblem("It is one of \(Code.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return code
    }
}
