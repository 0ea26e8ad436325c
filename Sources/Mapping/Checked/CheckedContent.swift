package import Canonical

/// Something worked out before the target of a frame or object, in order.
package struct CheckedStep: Sendable {
    /// What is done.
    package enum Kind: Sendable {
        /// A variable gets its value.
        case define(variable: Int, CheckedExpression)
        /// A fault unless the condition holds; absent counts as not.
        case check(CheckedExpression, MappingFault)
        /// The source field is reported as dropped where it is present.
        case drop(CheckedExpression, path: String, reason: String)
        /// No target where the condition holds.
        case filter(CheckedExpression, reason: String)
    }

    /// The variable that has to be true; nil where the step is always done.
    package var guardVariable: Int?
    /// What is done.
    package var kind: Kind
    /// Where it is said.
    package var position: SourcePosition
}

/// An object of the target.
package struct CheckedObject: Sendable {
    /// What is worked out first.
    package var steps: [CheckedStep]
    /// Its members, in the order of the target's description; a name can occur several times under guards that exclude
    /// one another.
    package var members: [CheckedMember]
}

/// A member of an object of the target.
package struct CheckedMember: Sendable {
    /// What is done where the object has other members, and this one, which the type needs, gets nothing.
    package enum Need: Sendable, Equatable {
        /// Why it is a fault.
        package enum Reason: Sendable, Equatable {
            /// The line refuses that it is absent: `mapping.absent`.
            case absent
            /// It is an object that cannot be empty: `mapping.target-empty`.
            case empty
        }

        /// It is written as an object without members.
        case empty
        /// It is a fault.
        case fault(Reason)
    }

    /// Its name.
    package var name: String
    /// The variable that has to be true; nil where there is no condition.
    package var guardVariable: Int?
    /// What it holds.
    package var content: CheckedContent
    /// Its path in the target, or in the part's result, for findings: `/settlement/amount`.
    package var path: String
    /// Where it is said.
    package var position: SourcePosition
    /// What is done where it gets nothing, on the last of the members of one name; nil where it may be absent or is
    /// certainly there.
    package var need: Need?
}

/// What a member or element of the target holds; an object or list without anything in it is absent.
package indirect enum CheckedContent: Sendable {
    /// A text, number, boolean or null that fits the shape: it is checked again when it is written.
    case value(CheckedExpression, shape: DocumentShape)
    /// A value of the input with all that it contains, as it is; without the layout for which the type that is named
    /// has no place.
    case copy(CheckedExpression, into: ValueType? = nil)
    /// An object.
    case object(CheckedObject)
    /// One element for each element of a list.
    case each(
        variable: Int,
        list: CheckedExpression,
        condition: CheckedExpression?,
        steps: [CheckedStep],
        CheckedContent
    )
    /// Elements one after the other; a list among them brings its elements.
    case list([CheckedContent])
    /// The result of a part.
    case part(Int, arguments: [CheckedExpression])
    /// One or the other.
    case conditional(CheckedExpression, then: CheckedContent, otherwise: CheckedContent?)
    /// The first that is there.
    case alternative(CheckedContent, CheckedContent)
    /// A fault where it is absent.
    case mandatory(CheckedContent, MappingFault)
    /// The second where the first is absent, reported as defaulted.
    case defaulted(CheckedContent, CheckedContent)
    /// A list of which only so many elements fit: the others are left out and reported as cut, or are a fault.
    case bounded(CheckedContent, max: Int, isCut: Bool)
}
