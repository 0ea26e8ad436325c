/// What a check of an identifier came to.
package struct IdentifierVerdict: Sendable, Hashable {
    /// The kind that it was checked as, such as `iban`.
    package var kind: String
    /// The identifier as it travels electronically, without spaces; nil if it is none.
    package var normalForm: String?
    /// What it is made of, in order; empty if it is none.
    package var parts: [IdentifierPart]
    /// What is wrong with it; nil if nothing is.
    package var reason: IdentifierReason?

    /// Whether it follows all rules of its kind; whether it has been assigned to anybody is for a directory to say.
    package var isValid: Bool { reason == nil }
}

/// A named part of an identifier, such as its `bank`.
package struct IdentifierPart: Sendable, Hashable {
    /// The part's name, in lowerCamelCase.
    package var name: String
    /// The characters of the part, or what they stand for.
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Why a value is no identifier of its kind; never says what the value is.
package struct IdentifierReason: Error, Sendable, Hashable {
    /// The stable name of the rule, such as `check-digits`.
    package let code: String
    /// One sentence: what is wrong and what was expected.
    package let sentence: String

    /// Too long or too short.
    static func length(_ sentence: String) -> IdentifierReason { IdentifierReason(code: "length", sentence: sentence) }
    /// A character that may not stand where it stands.
    static func characters(_ sentence: String) -> IdentifierReason {
        IdentifierReason(code: "characters", sentence: sentence)
    }
    /// A part is none of the values there are.
    static func part(_ name: String, _ sentence: String) -> IdentifierReason {
        IdentifierReason(code: name, sentence: sentence)
    }
    /// The check digits are not those that the rest gives.
    static let checkDigits = IdentifierReason(
        code: "check-digits",
        sentence: "The check digits do not fit the rest: something is mistyped."
    )
}

/// What a check finds in an identifier that is one.
struct IdentifierReading {
    var normalForm: String
    var parts: [IdentifierPart]
}
