import Canonical

extension MappingCompiler {
    /// Goes to a label unless a condition holds; what is absent does not hold.
    mutating func jump(unless condition: CheckedExpression, to label: Int32) throws(Fault) {
        switch condition.kind {
        case .constant(.boolean(true)): break
        case .and(let left, let right):
            try jump(unless: left, to: label)
            try jump(unless: right, to: label)
        case .or(let left, let right):
            let holds = newLabel()
            let other = newLabel()
            try jump(unless: left, to: other)
            emit(.jump, 0, 0, holds)
            place(other)
            try jump(unless: right, to: label)
            place(holds)
        case .not(let inner):
            let fails = newLabel()
            try jump(unless: inner, to: fails)
            emit(.jump, 0, 0, label)
            place(fails)
        case .presence(let presence, let expression):
            let operand = try value(expression)
            switch presence {
            case .present: emit(.jumpIfAbsent, operand, 0, label)
            case .absent: emit(.jumpIfPresent, operand, 0, label)
            case .null: emit(.jumpUnlessNull, operand, 0, label)
            }
        case .comparison(let comparison, let left, let right):
            let mode = CompareMode(left, right)
            let left = try value(left)
            let right = try value(right)
            emit(.jumpUnlessCompares, left, right, label, flag: comparison.flag | mode.rawValue << 4)
        case .membership(let expression, let literals):
            let operand = try value(expression)
            emit(.jumpUnlessMember, operand, add(LiteralSet(literals)), label)
        default: emit(.jumpUnless, try value(condition), 0, label)
        }
    }
}

/// What two values are compared as.
enum CompareMode: UInt8 {
    /// By their bytes.
    case text
    /// As exact numbers.
    case number
    /// True or false.
    case boolean
    /// As points in time, where both have a zone.
    case instant

    init(_ left: CheckedExpression, _ right: CheckedExpression) {
        let modes = [Self.of(left), Self.of(right)]
        if modes.contains(.number) {
            self = .number
        } else if modes.contains(.boolean) {
            self = .boolean
        } else {
            self = modes == [.instant, .instant] ? .instant : .text
        }
    }

    private static func of(_ expression: CheckedExpression) -> CompareMode {
        if case .constant(.number) = expression.kind { return .number }
        switch expression.type.resolved {
        case .number: return .number
        case .boolean: return .boolean
        case .text(let text):
            switch text.meaning {
            case .decimal: return .number
            case .dateTime: return .instant
            default: return .text
            }
        default: return .text
        }
    }
}

extension Expression.Comparison {
    /// The comparison in an instruction.
    var flag: UInt8 {
        switch self {
        case .is: 0
        case .isNot: 1
        case .less: 2
        case .lessOrEqual: 3
        case .greater: 4
        case .greaterOrEqual: 5
        }
    }
}
