package import Canonical

/// An expression of a checked mapping, with its type.
package struct CheckedExpression: Sendable {
    /// What it says.
    package indirect enum Kind: Sendable {
        /// A constant.
        case constant(Literal)
        /// A variable of the frame.
        case variable(Int)
        /// A value that the route supplies.
        case given(Int)
        /// A member of an object; absent if there is no object or it has no such member.
        case member(CheckedExpression, String)
        /// An element of a list, from 0; absent if there is none.
        case position(CheckedExpression, Int)
        /// The last element of a list.
        case last(CheckedExpression)
        /// The one element of a list; a fault if there are more.
        case only(CheckedExpression)
        /// The elements for which a condition holds; the variable is the element.
        case filtered(CheckedExpression, variable: Int, CheckedExpression)
        /// The values for each element, absent ones left out.
        case each(CheckedExpression, variable: Int, condition: CheckedExpression?, result: CheckedExpression)
        /// A value carried through a list.
        case fold(
            CheckedExpression,
            variable: Int,
            total: Int,
            bound: Int,
            start: CheckedExpression,
            next: CheckedExpression
        )
        /// The values that are there.
        case list([CheckedExpression])
        /// The first of the two that is there.
        case alternative(CheckedExpression, CheckedExpression)
        /// A fault where it is absent.
        case mandatory(CheckedExpression, MappingFault)
        /// The second where the first is absent, reported as defaulted.
        case defaulted(CheckedExpression, CheckedExpression)
        /// One or the other; nil is absent.
        case conditional(CheckedExpression, then: CheckedExpression, otherwise: CheckedExpression?)
        /// A comparison; false where one is absent, but `isNot` is then true.
        case comparison(Expression.Comparison, CheckedExpression, CheckedExpression)
        /// Whether a value is one of these; false where it is absent.
        case membership(CheckedExpression, Set<Literal>)
        /// Whether a value is there.
        case presence(Expression.Presence, CheckedExpression)
        /// Both.
        case and(CheckedExpression, CheckedExpression)
        /// One of them.
        case or(CheckedExpression, CheckedExpression)
        /// Not; absent counts as false.
        case not(CheckedExpression)
        /// Exact decimals, or texts joined; absent where one is.
        case arithmetic(Expression.Arithmetic, CheckedExpression, CheckedExpression)
        /// A function; absent where an argument that it needs is.
        case function(MappingFunction, [CheckedExpression?])
        /// The result of a part, for values that are looked into.
        case part(Int, [CheckedExpression])
        /// A code table.
        case lookup(CheckedExpression, codes: Int, CheckedLookupPolicy)
        /// A decision table.
        case decision(Int, [CheckedExpression])
        /// A value made to fit a text's shape.
        case fitted(CheckedExpression, TextShape, CheckedFit)
    }

    /// What it says.
    package var kind: Kind
    /// Its type.
    package var type: ValueType
    /// Where it is said.
    package var position: SourcePosition

    /// Makes an expression.
    package init(_ kind: Kind, type: ValueType, at position: SourcePosition) {
        self.kind = kind
        self.type = type
        self.position = position
    }
}

/// What happens to a code that is not in the table.
package indirect enum CheckedLookupPolicy: Sendable {
    /// A fault.
    case fault
    /// This value, reported as defaulted.
    case `default`(CheckedExpression)
    /// The code as it is.
    case keep
    /// Nothing: the look-up is absent.
    case absent
}

/// How a text is made to fit.
package struct CheckedFit: Sendable {
    /// What is done with one that is too long.
    package enum Length: Sendable {
        /// Nothing: it is known to fit.
        case fits
        /// Cut, and reported.
        case cut
        /// A fault.
        case refuse
        /// A list of lines.
        case split
        /// What does not fit is the value of this variable from then on.
        case overflow(variable: Int)
    }

    /// What is done with characters outside the set.
    package enum Characters: Sendable {
        /// Nothing: they are known to fit.
        case fits
        /// A fault.
        case refuse
        /// Written by letters of the set.
        case transliterate
        /// This one in their place.
        case replace(String)
    }

    /// What is done with one that is too long.
    package var length: Length
    /// What is done with characters outside the set.
    package var characters: Characters
    /// Whether codes and patterns are checked, with a fault where they do not fit.
    package var refusesOthers: Bool
}
