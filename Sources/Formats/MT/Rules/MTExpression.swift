/// What a network rule demands; `schemas/mt/README.md` has the syntax.
indirect enum MTExpression: Sendable {
    case condition(MTExpression, then: MTExpression, otherwise: MTExpression?)
    case all([MTExpression])
    case some([MTExpression])
    case not(MTExpression)
    /// For every value at a path; true if there is none.
    case each(MTPath, MTExpression)
    /// For at least one value at a path.
    case any(MTPath, MTExpression)
    case exists(MTPath)
    /// All values that are there are the same.
    case equal([MTOperand])
    /// No value stands twice, but for those of the list.
    case unique(MTPath, except: [String])
    /// The values stand in the order of the list.
    case ordered(MTPath, [String])
    case comparison(MTOperand, MTComparison, MTOperand)
    case isIn(MTOperand, [String])
    /// Each value is a business identifier code.
    case isBIC(MTOperand)

    /// The paths in it, in the order in which they are written.
    var paths: [MTPath] {
        switch self {
        case .condition(let test, let then, let otherwise): test.paths + then.paths + (otherwise?.paths ?? [])
        case .all(let parts), .some(let parts): parts.flatMap(\.paths)
        case .not(let part): part.paths
        case .each(let path, _), .any(let path, _), .exists(let path), .unique(let path, _),
            .ordered(let path, _):
            [path]
        case .equal(let operands): operands.compactMap(\.path)
        case .comparison(let left, _, let right): [left.path, right.path].compactMap { $0 }
        case .isIn(let operand, _), .isBIC(let operand): [operand.path].compactMap { $0 }
        }
    }
}

enum MTComparison: String, Sendable, CaseIterable {
    case same = "="
    case different = "<>"
    case less = "<"
    case lessOrSame = "<="
    case more = ">"
    case moreOrSame = ">="

    func holds(_ order: Int) -> Bool {
        switch self {
        case .same: order == 0
        case .different: order != 0
        case .less: order < 0
        case .lessOrSame: order <= 0
        case .more: order > 0
        case .moreOrSame: order >= 0
        }
    }
}

/// What is compared.
indirect enum MTOperand: Sendable {
    case path(MTPath)
    case text([UInt8])
    case number(MTDecimal)
    /// The letter of a field's option; empty where it has none.
    case option(MTPath)
    /// How many values there are at a path.
    case count(MTPath)
    /// The first characters of each value.
    case left(MTOperand, Int)
    /// The sum of amounts.
    case sum(MTPath)
    /// The country of the sender's or the receiver's BIC.
    case country(isSender: Bool)

    var path: MTPath? {
        switch self {
        case .path(let path), .option(let path), .count(let path), .sum(let path): path
        case .left(let operand, _): operand.path
        case .text, .number, .country: nil
        }
    }
}

/// The way from a place in the document to values.
struct MTPath: Sendable {
    /// One step of it.
    enum Step: Sendable {
        /// A field by number and letter; nil is any option, an empty letter is none.
        case tag(number: [UInt8], letter: [UInt8]?)
        /// A sequence or a component.
        case name([UInt8])

        var isTag: Bool {
            if case .tag = self { true } else { false }
        }
    }

    enum Start: Sendable {
        /// The value of the `each` or `any` around it, or block 4.
        case here
        case block4
        case block3
    }

    var start: Start
    var steps: [Step]

    /// The path without the components behind the last field.
    var toField: MTPath {
        guard let last = steps.lastIndex(where: \.isTag) else { return self }
        return MTPath(start: start, steps: Array(steps[...last]))
    }
}
