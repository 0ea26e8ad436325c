/// Expressions: with round brackets only where the grammar needs them.
extension MappingPrinter {
    /// How tightly an expression holds together, as the grammar at the end of `docs/mapping.md` orders it.
    enum Level: Int, Comparable {
        case fallback, or, and, not, comparison, joined, sum, product, pipe, filter, prefix, postfix

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
        /// The next tighter one.
        var tighter: Level { Level(rawValue: rawValue + 1) ?? .postfix }
    }

    /// What would belong to something around the expression if it stood without brackets.
    struct Around: OptionSet {
        let rawValue: UInt8
        static let noPipe = Around(rawValue: 1)
        static let noWhere = Around(rawValue: 2)
    }

    /// An expression that stands where one of at least a level is read.
    mutating func expression(_ value: Expression, level: Level, _ indent: Int, _ around: Around = []) -> String {
        let own = Self.level(of: value)
        var isTaken = own == .pipe && around.contains(.noPipe)
        if case .filtered = value.kind { isTaken = around.contains(.noWhere) }
        if own < level || isTaken { return "(" + write(value, indent, []) + ")" }
        return write(value, indent, around)
    }

    mutating func expressions(_ values: [Expression], level: Level, _ indent: Int) -> String {
        var texts: [String] = []
        for value in values { texts.append(expression(value, level: level, indent)) }
        return texts.joined(separator: ", ")
    }

    private static func level(of value: Expression) -> Level {
        switch value.kind {
        case .alternative, .mandatory, .defaulted, .each, .fold, .conditional: .fallback
        case .or: .or
        case .and: .and
        case .not(let inner):
            if case .presence = inner.kind { .comparison } else { .not }
        case .comparison, .membership, .presence: .comparison
        case .arithmetic(.joined, _, _): .joined
        case .arithmetic(.times, _, _): .product
        case .arithmetic: .sum
        case .lookup, .fitted: .pipe
        case .call(let name, let arguments): isPiped(name, arguments) ? .pipe : .postfix
        case .filtered, .only: .filter
        case .match: .prefix
        default: .postfix
        }
    }

    /// Whether the author wrote the first argument before a `|`.
    private static func isPiped(_ name: Name, _ arguments: [Expression.Argument]) -> Bool {
        guard let first = arguments.first, first.word == nil else { return false }
        return precedes(first.value.position, name.position)
    }

    private mutating func write(_ value: Expression, _ indent: Int, _ around: Around) -> String {
        switch value.kind {
        case .literal(let literal): return Self.literal(literal)
        case .name(let name): return name
        case .element: return "."
        case .member(let base, let member):
            if case .element = base.kind { return "." + Self.member(member) }
            return self.base(base, indent) + "." + Self.member(member)
        case .position(let base, let number): return self.base(base, indent) + "[\(number)]"
        case .last(let base): return self.base(base, indent) + "[last]"
        case .object(let statements): return object(statements, at: value.position, indent)
        case .list(let elements): return "[" + expressions(elements, level: .fallback, indent) + "]"
        case .table(let name, let values):
            return "table " + name.text + "(" + expressions(values, level: .fallback, indent) + ")"
        case .alternative, .mandatory, .defaulted: return fallbackChain(value, indent).joined(separator: " ")
        case .each, .fold, .only, .conditional, .match: return prefixed(value, indent, around)
        case .call, .lookup, .fitted, .filtered: return onValue(value, indent, around)
        case .or, .and, .not, .comparison, .membership, .presence, .arithmetic: return joined(value, indent, around)
        }
    }

    /// What a member or position stands behind; a number would take the dot for its own.
    private mutating func base(_ value: Expression, _ indent: Int) -> String {
        let text = expression(value, level: .postfix, indent)
        if case .literal(.number) = value.kind { return "(" + text + ")" }
        return text
    }

    /// A value and what stands in for it, each with its word.
    mutating func fallbackChain(_ value: Expression, _ indent: Int) -> [String] {
        switch value.kind {
        case .alternative(let left, let right): return chain(left, "else ", right, indent)
        case .defaulted(let left, let right): return chain(left, "default ", right, indent)
        case .mandatory(let left, let fault):
            return [expression(left, level: .or, indent), "else " + Self.fault(fault)]
        default: return [expression(value, level: .fallback, indent)]
        }
    }

    private mutating func chain(_ left: Expression, _ word: String, _ right: Expression, _ indent: Int) -> [String] {
        let first = expression(left, level: .or, indent)
        var rest = fallbackChain(right, indent)
        rest[0] = word + rest[0]
        return [first] + rest
    }

    private mutating func onValue(_ value: Expression, _ indent: Int, _ around: Around) -> String {
        switch value.kind {
        case .call(let name, let all):
            guard Self.isPiped(name, all), let first = all.first else {
                return name.text + "(" + arguments(all[...], indent) + ")"
            }
            let further = all.count > 1 ? "(" + arguments(all.dropFirst(), indent) + ")" : ""
            let isPolicy = further.isEmpty && MappingWords.policies.contains(name.text)
            return expression(first.value, level: .pipe, indent, around) + " | " + name.text
                + (isPolicy ? "()" : further)
        case .lookup(let base, let codes, let policy):
            let lookup = expression(base, level: .pipe, indent, around) + " through " + codes.text
            switch policy {
            case .unstated: return lookup
            case .fault: return lookup + " or fault"
            case .keep: return lookup + " or keep"
            case .absent: return lookup + " or absent"
            case .default(let value): return lookup + " or default " + expression(value, level: .postfix, indent)
            }
        case .fitted(let base, let policy):
            return expression(base, level: .pipe, indent, around) + " | " + Self.policy(policy)
        case .filtered(let list, let condition):
            var level = Level.prefix
            if case .filtered = list.kind { level = .filter }
            return expression(list, level: level, indent, around) + " where "
                + expression(condition, level: .or, indent, [.noPipe, .noWhere])
        default: return ""
        }
    }

    private mutating func arguments(_ arguments: ArraySlice<Expression.Argument>, _ indent: Int) -> String {
        var texts: [String] = []
        for argument in arguments {
            let word = argument.word.map { $0.text + ": " } ?? ""
            texts.append(word + expression(argument.value, level: .fallback, indent))
        }
        return texts.joined(separator: ", ")
    }

    // MARK: - Operators

    private mutating func joined(_ value: Expression, _ indent: Int, _ around: Around) -> String {
        let own = Self.level(of: value)
        // The condition of a `where` without brackets would take the operator that follows.
        let around = around.union(.noWhere)
        switch value.kind {
        case .or(let left, let right):
            return expression(left, level: own, indent, around) + " or "
                + expression(right, level: own.tighter, indent, around)
        case .and(let left, let right):
            return expression(left, level: own, indent, around) + " and "
                + expression(right, level: own.tighter, indent, around)
        case .not(let inner):
            if case .presence(let presence, let base) = inner.kind {
                return expression(base, level: .joined, indent, around) + " is not " + presence.rawValue
            }
            return "not " + expression(inner, level: .not, indent, around)
        case .presence(let presence, let base):
            return expression(base, level: .joined, indent, around) + " is " + presence.rawValue
        case .membership(let base, let constants):
            let list = constants.map(Self.literal).joined(separator: ", ")
            return expression(base, level: .joined, indent, around) + " in [" + list + "]"
        case .comparison(let comparison, let left, let right):
            return expression(left, level: .joined, indent, around) + " " + Self.sign(comparison) + " "
                + expression(right, level: .joined, indent, around)
        case .arithmetic(let arithmetic, let left, let right):
            // A `|` on the right would not be read without brackets.
            let level = max(own.tighter, Self.level(of: right) == .pipe ? .filter : own.tighter)
            return expression(left, level: own, indent, around) + " " + Self.sign(arithmetic) + " "
                + expression(right, level: level, indent, around)
        default: return ""
        }
    }

    private static func sign(_ comparison: Expression.Comparison) -> String {
        switch comparison {
        case .is: "is"
        case .isNot: "is not"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }

    private static func sign(_ arithmetic: Expression.Arithmetic) -> String {
        switch arithmetic {
        case .plus: "+"
        case .minus: "-"
        case .times: "*"
        case .joined: "&"
        }
    }
}
