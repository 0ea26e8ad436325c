import Canonical

/// Checks one document against a program: walks both, remembers the path, and collects findings.
struct SchemaEvaluator {
    /// Greatest nesting of schemas in schemas and values in values: ends references that lead back to themselves.
    static let depthMax = 512
    /// Greatest number of schemas applied to values: ends alternatives of alternatives.
    static let stepsMax = 5_000_000
    /// How many steps patterns may take for each byte of the document, beside those that one text may take.
    static let patternStepsPerByte = 200

    let program: SchemaProgram
    let document: Document
    var findings = Findings()
    /// The nodes that the findings are about, in their order.
    private(set) var findingNodes: [Int] = []
    /// How many steps patterns may still take: ends long texts under patterns that need many.
    var patternStepsLeft: Int
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
    private(set) var isOverLimit = false

    init(_ program: SchemaProgram, _ document: Document) {
        self.program = program
        self.document = document
        patternStepsLeft = ECMAPattern.stepsMax + Self.patternStepsPerByte * document.bytes.count
    }

    /// Checks a text of the document as a document of its own, with what is left of the bounds.
    mutating func fits(_ schema: Int, asText text: Span<UInt8>) -> Bool {
        guard !isOverLimit else { return false }
        var builder = DocumentBuilder()
        builder.text(.none, text)
        var inner = SchemaEvaluator(program, builder.finish())
        (inner.steps, inner.patternStepsLeft) = (steps, patternStepsLeft)
        let isFit = inner.evaluate(schema, at: 0)
        (steps, patternStepsLeft) = (inner.steps, inner.patternStepsLeft)
        if inner.isOverLimit { giveUp() }
        return isFit
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
        giveUp()
        return false
    }

    private mutating func giveUp() {
        isOverLimit = true
        add(
            "json-schema.limit",
            at: pointer,
            node: path.last?.node ?? 0,
            "Checking the value took more than \(Self.depthMax) levels or \(Self.stepsMax) steps and was given up."
        )
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

    /// Adds a finding for the present value, or for a member of it that the schema names; returns false.
    ///
    /// Nothing is added while rules are only being tried.
    @discardableResult
    mutating func report(_ schema: SchemaNode, _ keyword: String, _ what: String, member: [UInt8]? = nil) -> Bool {
        guard trials == 0, !isOverLimit else { return false }
        let path = member.map { pointer + "/" + Self.escaped($0) } ?? pointer
        report(schema, keyword, what, at: path, node: self.path.last?.node ?? 0)
        return false
    }

    /// Adds a finding for the name of a member of the present value; returns false.
    @discardableResult
    mutating func report(_ schema: SchemaNode, _ keyword: String, _ what: String, name child: Int, _ number: Int)
        -> Bool
    {
        guard trials == 0, !isOverLimit else { return false }
        report(schema, keyword, what, at: pointer + "/" + token(child, number), node: child)
        return false
    }

    private mutating func report(_ schema: SchemaNode, _ keyword: String, _ what: String, at path: String, node: Int) {
        add("json-schema.\(keyword)", at: path, node: node, "\(what) (schema \(schema.location)/\(keyword)).")
    }

    private mutating func add(_ code: String, at path: String, node: Int, _ message: String) {
        let count = findings.all.count
        findings.add(.error, code, at: Place(path: path), message)
        if findings.all.count > count { findingNodes.append(node) }
    }

    /// The JSON pointer of the present value.
    private var pointer: String {
        var text = ""
        var isInObject = document.nodes[0].kind == .object
        for (node, number) in path {
            text += "/" + (isInObject ? token(node, number) : "\(number)")
            isInObject = document.nodes[node].kind == .object
        }
        return text
    }

    /// What a pointer calls a member: its name only if the schema has it too, for other names may be values.
    private func token(_ child: Int, _ number: Int) -> String {
        let name = Array(document.nameBytes(at: child))
        return program.memberNames.contains(name) ? Self.escaped(name) : "#\(number)"
    }

    private static func escaped(_ name: [UInt8]) -> String {
        String(decoding: name, as: UTF8.self).replacing("~", with: "~0").replacing("/", with: "~1")
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
