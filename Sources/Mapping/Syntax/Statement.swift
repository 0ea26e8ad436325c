/// A statement of a mapping or part.
package struct Statement: Sendable {
    /// What it says.
    package indirect enum Kind: Sendable {
        /// `PATH = EXPRESSION`.
        case assign(MemberPath, Expression)
        /// `PATH { … }`.
        case block(MemberPath, [Statement])
        /// `let NAME = EXPRESSION`.
        case define(Name, Expression)
        /// `if CONDITION { … } else { … }`.
        case when(Expression, then: [Statement], otherwise: [Statement])
        /// `match EXPRESSION { "A" => { … } else => { … } }`.
        case match(Expression, [StatementArm])
        /// `drop PATH, PATH because "WHY"`.
        case drop([Expression], reason: String)
        /// `carry PATH, PATH?`.
        case carry([CarriedField])
        /// `check CONDITION else fault "CODE" "SENTENCE"`.
        case check(Expression, MappingFault)
        /// `yield each NAME in LIST where CONDITION { … }`.
        case yield(Name, list: Expression, condition: Expression?, body: [Statement])
        /// `filter when CONDITION because "WHY"`.
        case filter(Expression, reason: String)
        /// `LEFT <-> RIGHT : THROUGH, POLICY`.
        case twoWay(TwoWayLine)
        /// `-> …` and `<- …`: a statement for one direction of a two-way mapping.
        case oneDirection(Direction, Statement)
    }

    /// A direction of a two-way mapping.
    package enum Direction: String, Sendable {
        /// From left to right: `->`.
        case forward
        /// From right to left: `<-`.
        case backward
    }

    /// What it says.
    package var kind: Kind
    /// Where it begins.
    package var position: SourcePosition
    /// How many statements and expressions stand in each other at most; the parser bounds it.
    package let height: Int

    /// Makes a statement.
    package init(_ kind: Kind, at position: SourcePosition) {
        self.kind = kind
        self.position = position
        height = kind.height + 1
    }
}

/// A field that is carried.
package struct CarriedField: Sendable {
    /// The field.
    package var path: Expression
    /// Whether it is marked `?`: not in every version of the type.
    package var isOptionalByVersion: Bool
}

/// One arm of a `match` statement.
package struct StatementArm: Sendable {
    /// The constants that lead here; empty for `else`.
    package var constants: [Literal]
    /// What is done.
    package var body: [Statement]
    /// Where it begins.
    package var position: SourcePosition
}

/// A path of members, without positions: `settlement.amount`.
package struct MemberPath: Sendable {
    /// The members, at least one.
    package var members: [Name]
    /// Whether it is marked `?` in a line for one direction: a field that is not in every version of the target.
    package var isOptionalByVersion = false

    /// Makes a path.
    package init(_ members: [Name]) {
        self.members = members
    }
}

/// A line that holds in both directions.
package struct TwoWayLine: Sendable {
    /// The field on the left.
    package var left: MemberPath
    /// Whether the left is marked `?`: not in every version of the type.
    package var leftIsOptionalByVersion: Bool
    /// The field on the right.
    package var right: MemberPath
    /// Whether the right is marked `?`.
    package var rightIsOptionalByVersion: Bool
    /// The two-way part, code table or function that values go through; nil for the value as it is.
    package var through: Name?
    /// What happens where a value may not fit; at most one of each kind.
    package var policies: [FitPolicy]
}

/// `fault "CODE" "SENTENCE"`; a code without a sentence is described by the bus.
package struct MappingFault: Sendable {
    /// The code, such as ISO 20022's `AM10`.
    package var code: Name
    /// The sentence.
    package var sentence: String?
}
