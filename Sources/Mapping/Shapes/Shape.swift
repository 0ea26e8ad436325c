/// The shape that a document has to have, as far as Swift code checks it; the JSON Schema in `schemas/` says the same.
///
/// A test holds both against each other, so a change goes into both.
package enum Shape: Sendable {
    /// A text that follows a rule.
    case text(TextRule)
    /// An object with these members and no others.
    case object([Member])
    /// An object with exactly one of these members.
    case choice([Member])
    /// A list of at least one and at most that many values.
    indirect case list(Shape, max: Int)

    /// A member of an object.
    package struct Member: Sendable {
        /// The member's name.
        package let name: String
        /// Whether it has to be there.
        package let isRequired: Bool
        /// What its value has to be.
        package let shape: Shape
    }
}

extension Shape.Member {
    static func required(_ name: String, _ shape: Shape) -> Shape.Member {
        Shape.Member(name: name, isRequired: true, shape: shape)
    }

    static func optional(_ name: String, _ shape: Shape) -> Shape.Member {
        Shape.Member(name: name, isRequired: false, shape: shape)
    }
}
