/// Why a function refuses a value: the rule that it breaks, and where, without the value itself.
///
/// A function that refuses has appended nothing.
package struct ValueRefusal: Error, Sendable, Hashable {
    /// The rules that a value can break.
    package enum Rule: String, Sendable, CaseIterable {
        /// An argument of the call names no option there is.
        case argument
        /// A character that may not stand where it stands.
        case characters
        /// Too long or too short.
        case length
        /// No day of the calendar, or not in the form expected.
        case date
        /// No time of day or offset, or not in the form expected.
        case time
        /// No amount in the form expected.
        case amount
        /// More decimals than the currency has.
        case decimals
        /// No decimal number.
        case number
        /// The exact result has more digits than a number can hold.
        case overflow
        /// Division by zero.
        case divisionByZero
    }

    /// The rule.
    package let rule: Rule
    /// The index of the first character that breaks it; 0 where the value as a whole does.
    package let index: Int

    /// Makes a refusal.
    package init(_ rule: Rule, at index: Int = 0) {
        self.rule = rule
        self.index = index
    }

    /// One sentence for a finding or a fault.
    package var sentence: String {
        switch rule {
        case .argument: "The function has no such option."
        case .characters: "Character \(index + 1) cannot be carried."
        case .length: "The value is too long or too short."
        case .date: "The value is no day of the calendar in the form expected."
        case .time: "The value is no time in the form expected."
        case .amount: "The value is no amount in the form expected."
        case .decimals: "The amount has more decimals than its currency."
        case .number: "The value is no decimal number."
        case .overflow: "The exact result has more than 38 digits."
        case .divisionByZero: "The divisor is zero."
        }
    }
}
