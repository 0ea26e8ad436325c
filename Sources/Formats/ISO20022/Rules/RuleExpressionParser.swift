import Canonical

/// Reads expressions of usage rules.
///
///     expression = "if" expression "then" expression | term { "or" term }
///     term       = factor { "and" factor }
///     factor     = "not" factor | "(" expression ")" | function | operand comparison operand
struct RuleExpressionParser {
    private let tokens: [String]
    private let origin: SchemaOrigin
    private let lists: [String: [String]]
    private var index = 0

    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - lists: lists of words by name, which `$name` stands for.
    ///   - origin: where the expression stands, for faults.
    /// - Returns: the expression, its patterns compiled.
    /// - Throws: `configuration.invalid`, with file and line.
    static func parse(
        _ text: String,
        lists: [String: [String]],
        at origin: SchemaOrigin
    ) throws(Fault) -> RuleExpression {
        var parser = RuleExpressionParser(tokens: try RuleTokens.split(text, at: origin), origin: origin, lists: lists)
        let expression = try parser.expression(depth: 0)
        guard parser.index == parser.tokens.count else { throw parser.fault("has something behind an expression") }
        return expression
    }

    private init(tokens: [String], origin: SchemaOrigin, lists: [String: [String]]) {
        self.tokens = tokens
        self.origin = origin
        self.lists = lists
    }

    private var next: String? { index < tokens.count ? tokens[index] : nil }

    private func fault(_ reason: String) -> Fault { SchemaFault.unusable(reason, at: origin) }

    private mutating func take(_ token: String) -> Bool {
        guard next == token else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ token: String) throws(Fault) {
        guard take(token) else { throw fault("lacks a \(token) in an expression") }
    }

    // MARK: - Operators

    private mutating func expression(depth: Int) throws(Fault) -> RuleExpression {
        guard depth < UsageRuleLimits.depthMax else { throw fault("nests an expression too deeply") }
        if take("if") {
            let condition = try expression(depth: depth + 1)
            try expect("then")
            return .implies(condition, try expression(depth: depth + 1))
        }
        var terms = [try term(depth: depth)]
        while take("or") { terms.append(try term(depth: depth)) }
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    private mutating func term(depth: Int) throws(Fault) -> RuleExpression {
        var factors = [try factor(depth: depth)]
        while take("and") { factors.append(try factor(depth: depth)) }
        return factors.count == 1 ? factors[0] : .all(factors)
    }

    private mutating func factor(depth: Int) throws(Fault) -> RuleExpression {
        guard depth < UsageRuleLimits.depthMax else { throw fault("nests an expression too deeply") }
        if take("not") { return .not(try factor(depth: depth + 1)) }
        if take("(") {
            let inner = try expression(depth: depth + 1)
            try expect(")")
            return inner
        }
        let isCall = index + 1 < tokens.count && tokens[index + 1] == "("
        if isCall, let function = next, function != "count", function != "characters" {
            index += 2
            return try call(function)
        }
        let left = try operand()
        guard let sign = next, let comparison = RuleComparison(rawValue: sign) else {
            throw fault("lacks a comparison in an expression")
        }
        index += 1
        return .compare(left, comparison, try operand())
    }

    private mutating func operand() throws(Fault) -> RuleOperand {
        guard let token = next else { throw fault("ends within an expression") }
        if token == "count" || token == "characters" {
            index += 1
            try expect("(")
            let path = try path()
            try expect(")")
            return token == "count" ? .count(path) : .characters(path)
        }
        if let number = Int(token) {
            index += 1
            return .number(number)
        }
        return .value(try path())
    }

    // MARK: - Functions

    private mutating func call(_ function: String) throws(Fault) -> RuleExpression {
        let made =
            try function == "exists" || function == "absent" || function == "together" || function == "atMostOne"
            ? existence(function) : comparison(function)
        try expect(")")
        return made
    }

    private mutating func existence(_ function: String) throws(Fault) -> RuleExpression {
        var paths = [try path()]
        while take(",") { paths.append(try path()) }
        switch function {
        case "exists": return .exists(paths)
        case "absent": return .all(paths.map { .not(.exists([$0])) })
        case "together": return .together(paths)
        default: return .atMostOne(paths)
        }
    }

    private mutating func comparison(_ function: String) throws(Fault) -> RuleExpression {
        switch function {
        case "hasOtherThan": return .hasOtherThan(Array(try word().utf8))
        case "distinct": return .distinct(try path())
        case "uniform": return .uniform(try path())
        case "isNotRepeatedIn": return .isNotRepeated(try path())
        case "isMessageName": return .isMessageName(try path())
        case "equal", "same", "contains", "sums": return try pair(function)
        default: break
        }
        let path = try path()
        try expect(",")
        switch function {
        case "has": return .has(path, try words())
        case "in": return .each(path, .oneOf(try words()))
        case "notIn": return .each(path, .noneOf(try words()))
        case "countryOfBIC": return .each(path, .countryOfBIC(try words()))
        case "matches": return .each(path, .matches(try pattern()))
        case "begins":
            let count = try number()
            try expect(",")
            return .each(path, .begins(count, try pattern()))
        case "lengthMax": return .each(path, .lengthMax(try number()))
        case "valid":
            guard let identifier = RuleIdentifier(rawValue: try word()) else { throw fault("knows no such identifier") }
            return .each(path, .valid(identifier))
        default: throw fault("knows no function \(function)")
        }
    }

    private mutating func pair(_ function: String) throws(Fault) -> RuleExpression {
        let left = try path()
        try expect(",")
        let right = try path()
        switch function {
        case "equal": return .equal(left, right)
        case "same": return .same(left, right)
        case "contains": return .contains(left, right)
        default: return .sums(left, right)
        }
    }

    // MARK: - Arguments

    private mutating func path() throws(Fault) -> RulePath {
        guard let path = RulePath(try word()) else { throw fault("has no path where one is expected") }
        return path
    }

    private mutating func word() throws(Fault) -> String {
        guard let token = next, token != ",", token != ")", token != "(" else { throw fault("lacks an argument") }
        index += 1
        return token
    }

    private mutating func number() throws(Fault) -> Int {
        guard let number = Int(try word()) else { throw fault("has no number where one is expected") }
        return number
    }

    /// Words up to the closing parenthesis; `$name` stands for a list.
    private mutating func words() throws(Fault) -> Set<[UInt8]> {
        var words: Set<[UInt8]> = []
        while let token = next, token != ")" {
            index += 1
            guard token.hasPrefix("$") else {
                words.insert(Array(RuleTokens.unquoted(token).utf8))
                continue
            }
            guard let list = lists[String(token.dropFirst())] else { throw fault("knows no list \(token)") }
            words.formUnion(list.map { Array($0.utf8) })
        }
        return words
    }

    private mutating func pattern() throws(Fault) -> Pattern {
        let text = RuleTokens.unquoted(try word())
        do {
            return try Pattern(text)
        } catch {
            throw fault("has a pattern that \(error.reason)")
        }
    }
}
