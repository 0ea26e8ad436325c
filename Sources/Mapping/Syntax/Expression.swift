/// An expression of a mapping.
package struct Expression: Sendable {
    /// What it says.
    package indirect enum Kind: Sendable {
        /// A constant.
        case literal(Literal)
        /// A `let`, input, parameter, given value or variable by its name.
        case name(String)
        /// `.`: the element that `where` looks at.
        case element
        /// `BASE.MEMBER`.
        case member(Expression, Name)
        /// `LIST[n]`, from 1.
        case position(Expression, Int)
        /// `LIST[last]`.
        case last(Expression)
        /// `only LIST`.
        case only(Expression)
        /// `LIST where CONDITION`.
        case filtered(Expression, Expression)
        /// `each NAME in LIST where CONDITION => EXPRESSION`.
        case each(Name, list: Expression, condition: Expression?, result: Expression)
        /// `fold NAME in LIST up to N with TOTAL = START => NEXT`.
        case fold(Name, list: Expression, bound: Int, total: Name, start: Expression, next: Expression)
        /// `{ statements }`.
        case object([Statement])
        /// `[a, b]`.
        case list([Expression])
        /// `a else b`.
        case alternative(Expression, Expression)
        /// `a else fault "CODE" "SENTENCE"`.
        case mandatory(Expression, MappingFault)
        /// `a default "X"`.
        case defaulted(Expression, Expression)
        /// `if C then a else b`; without `else`, absent.
        case conditional(Expression, then: Expression, otherwise: Expression?)
        /// `match a { "X" => b  else => c }`.
        case match(Expression, [ExpressionArm])
        /// `a is b`, `a < b` and so on.
        case comparison(Comparison, Expression, Expression)
        /// `a in [b, c]`.
        case membership(Expression, [Literal])
        /// `a is absent`, `a is present`, `a is null`.
        case presence(Presence, Expression)
        /// `a and b`.
        case and(Expression, Expression)
        /// `a or b`.
        case or(Expression, Expression)
        /// `not a`.
        case not(Expression)
        /// `a + b`, `a - b`, `a * b`, `a & b`.
        case arithmetic(Arithmetic, Expression, Expression)
        /// `name(a, b, word: c)`; what stands before `|` is the first argument.
        case call(Name, [Argument])
        /// `a through CODES or POLICY`.
        case lookup(Expression, codes: Name, policy: LookupPolicy)
        /// `table NAME(a, b)`.
        case table(Name, [Expression])
        /// `a | cut` and the other policies.
        case fitted(Expression, FitPolicy)
    }

    /// How two values are compared.
    package enum Comparison: String, Sendable {
        /// Equal.
        case `is`
        /// Not equal.
        case isNot
        /// Less.
        case less
        /// Less or equal.
        case lessOrEqual
        /// Greater.
        case greater
        /// Greater or equal.
        case greaterOrEqual
    }

    /// Whether a value is there.
    package enum Presence: String, Sendable {
        /// Not there.
        case absent
        /// There.
        case present
        /// There, and null.
        case null
    }

    /// What two values become.
    package enum Arithmetic: String, Sendable {
        /// The sum.
        case plus
        /// The difference.
        case minus
        /// The product.
        case times
        /// Two texts as one.
        case joined
    }

    /// An argument of a call.
    package struct Argument: Sendable {
        /// Its word, for arguments that have one.
        package var word: Name?
        /// Its value.
        package var value: Expression
    }

    /// What it says.
    package var kind: Kind
    /// Where it begins.
    package var position: SourcePosition
    /// How many expressions stand in each other at most; the parser bounds it, so that work on a tree may recurse.
    package let height: Int

    /// Makes an expression.
    package init(_ kind: Kind, at position: SourcePosition) {
        self.kind = kind
        self.position = position
        height = kind.height + 1
    }
}

/// One arm of a `match` expression.
package struct ExpressionArm: Sendable {
    /// The constants that lead here; empty for `else`.
    package var constants: [Literal]
    /// The value.
    package var result: Expression
    /// Where it begins.
    package var position: SourcePosition
}

/// A constant as a file writes it.
package enum Literal: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A number, with its digits.
    case number(String)
    /// True or false.
    case boolean(Bool)
}

/// What happens to a code that is not in the table.
package enum LookupPolicy: Sendable {
    /// Not stated: the check has to see that every code is there.
    case unstated
    /// `or fault`.
    case fault
    /// `or default EXPRESSION`.
    case `default`(Expression)
    /// `or keep`.
    case keep
    /// `or absent`.
    case absent
}

/// What happens to a value that does not fit its target.
package struct FitPolicy: Sendable {
    /// What is done.
    package enum Kind: Sendable {
        /// Cut to the target's length.
        case cut
        /// A fault.
        case refuse
        /// A list of lines.
        case split
        /// What does not fit goes to another field of the target.
        case overflow(MemberPath)
        /// Characters outside the target's set are written by its letters.
        case transliterate
        /// Characters outside the target's set become this one.
        case replace(String)
    }

    /// What is done.
    package var kind: Kind
    /// Where it is said.
    package var position: SourcePosition
}
