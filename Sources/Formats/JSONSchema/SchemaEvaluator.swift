import Canonical

/// Checks one document against a program: walks both, remembers the path, and collects findings.
struct SchemaEvaluator {
    /// Greatest nesting of schemas in schemas and values in values: ends references that lead back to themselves.
    static let depthMax = 512
    /// Greatest number of schemas applied to values: ends alternatives of alternatives.
    static let stepsMax = 5_000_000

    let program: SchemaProgram
    let document: Document
    var findings = Findings()
    /// The nodes that rules have looked at, as long as the rules of their container last.
    var evaluated: [Int] = []
    /// The values from the root to the present one, each with its number in its container.
    private var path: [(node: Int, number: Int)] = []
    /// The schema resources from the root to the present schema: the dynamic scope.
    private var scope: [Int] = []
    /// How many rules are being tried, so that what they find is no finding.
    private var trials = 0
    private var depth = 0
    private var steps = 0
    private var isOverLimit = false

    init(_ program: SchemaProgram, _ document: Document) {
        self.program = program
        self.document = document
    }

    /// Applies a schema to a node.
    mutating func evaluate(_ schema: Int, at index: Int) -> Bool {
        guard enter() else { return false }
        defer { depth -= 1 }
        let compiled = program.nodes[schema]
        guard !compiled.isNever else {
            report(compiled, "false", "nothing is allowed here")
            return false
        }
        let isResource = scope.last != compiled.resource
        if isResource { scope.append(compiled.resource) }
        let mark = evaluated.count
        var isValid = true
        for rule in compiled.rules {
            // What is left over cannot be told while something else is wrong.
            if !isValid, trials > 0 || rule.isAboutTheRest { break }
            if !apply(rule, of: compiled, at: index, since: mark) { isValid = false }
        }
        if !isValid { evaluated.removeLast(evaluated.count - mark) }
        if isResource { scope.removeLast() }
        return isValid
    }

    private mutating func enter() -> Bool {
        guard !isOverLimit else { return false }
        depth += 1
        steps += 1
        if depth <= Self.depthMax, steps <= Self.stepsMax { return true }
        depth -= 1
        isOverLimit = true
        findings.add(
            .error,
            "json-schema.limit",
            at: Place(path: pointer),
            "Checking the value took more than \(Self.depthMax) levels or \(Self.stepsMax) steps and was given up."
        )
        return false
    }

    /// Applies a schema to a value inside the present one.
    mutating func evaluate(_ schema: Int, inside index: Int, number: Int) -> Bool {
        path.append((index, number))
        let mark = evaluated.count
        defer {
            path.removeLast()
            evaluated.removeLast(evaluated.count - mark)
        }
        return evaluate(schema, at: index)
    }

    /// Applies a schema without making findings.
    mutating func fits(_ schema: Int, at index: Int) -> Bool {
        trials += 1
        defer { trials -= 1 }
        return evaluate(schema, at: index)
    }

    /// Applies a schema to a value inside the present one without making findings.
    mutating func fits(_ schema: Int, inside index: Int, number: Int) -> Bool {
        trials += 1
        defer { trials -= 1 }
        return evaluate(schema, inside: index, number: number)
    }

    /// The schema that a dynamic reference leads to: the outermost anchor of that name on the way here.
    func dynamicTarget(_ initial: Int, _ anchor: String) -> Int {
        for resource in scope {
            if let target = program.dynamicAnchors[resource][anchor] { return target }
        }
        return initial
    }

    // MARK: - Findings

    /// Adds a finding for the present value, unless rules are only being tried; returns false.
    @discardableResult
    mutating func report(_ schema: SchemaNode, _ keyword: String, _ what: String, member: String? = nil) -> Bool {
        guard trials == 0, !isOverLimit else { return false }
        let place = Place(path: member.map { pointer + "/" + Self.escaped($0) } ?? pointer)
        findings.add(.error, "json-schema.\(keyword)", at: place, "\(what) (schema \(schema.location)/\(keyword)).")
        return false
    }

    /// The JSON pointer of the present value.
    private var pointer: String {
        var text = ""
        var isInObject = document.nodes[0].kind == .object
        for (node, number) in path {
            text += "/"
            text +=
                isInObject ? Self.escaped(String(decoding: document.nameBytes(at: node), as: UTF8.self)) : "\(number)"
            isInObject = document.nodes[node].kind == .object
        }
        return text
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

extension SchemaRule {
    /// Whether it is about what other rules have not looked at.
    var isAboutTheRest: Bool {
        switch self {
        case .unevaluatedItems, .unevaluatedProperties: true
        default: false
        }
    }
}
