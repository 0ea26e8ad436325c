/// Statements.
extension MappingPrinter {
    /// One statement with the remarks around it.
    mutating func statement(_ statement: Statement, level: Int) {
        flushRemarks(before: statement.position, level: level)
        let index = lines.count
        add("", level: level)
        write(statement, level: level)
        if lines.count == index + 1 { flushTrailingRemark(at: statement.position) }
    }

    /// Writes a statement behind what stands on the last line.
    private mutating func write(_ statement: Statement, level: Int) {
        switch statement.kind {
        case .assign(let path, let value): assign(Self.path(path) + " = ", value, level)
        case .define(let name, let value): assign("let " + name.text + " = ", value, level)
        case .block(let path, let body): block(Self.path(path) + " ", body, level)
        case .when(let condition, let then, let otherwise): when(condition, then, otherwise, level)
        case .match(let subject, let arms): match(subject, arms, level)
        case .drop(let paths, let reason):
            append("drop " + sourcePaths(paths, level))
            append(" because " + Self.quoted(reason), orBelow: level)
        case .carry(let fields):
            var texts: [String] = []
            for field in fields {
                texts.append(sourcePaths([field.path], level) + (field.isOptionalByVersion ? "?" : ""))
            }
            append("carry " + texts.joined(separator: ", "))
        case .check(let condition, let fault):
            append("check " + expression(condition, level: .or, level))
            append(" else " + Self.fault(fault), orBelow: level)
        case .yield(let name, let list, let condition, let body):
            block("yield each " + iteration(name, list, condition, level) + " ", body, level)
        case .filter(let condition, let reason):
            append("filter when " + expression(condition, level: .or, level))
            append(" because " + Self.quoted(reason), orBelow: level)
        case .twoWay(let line): append(Self.twoWayLine(line))
        case .oneDirection(let direction, let inner):
            append(direction == .forward ? "-> " : "<- ")
            write(inner, level: level)
        }
    }

    /// Adds to the last line, or where it would be too long begins one below it.
    private mutating func append(_ text: String, orBelow level: Int) {
        if let last = lines.last, last.utf8.count + text.utf8.count > Self.columnsMax {
            add(String(text.drop { $0 == " " }), level: level + 1)
        } else {
            append(text)
        }
    }

    /// A value behind its field; where the line would be too long, what stands in for it goes on lines of its own.
    private mutating func assign(_ begin: String, _ value: Expression, _ level: Int) {
        let chain = fallbackChain(value, level)
        let text = begin + chain.joined(separator: " ")
        let before = lines.last?.utf8.count ?? 0
        let isShort = before + text.utf8.count <= Self.columnsMax || text.utf8.contains(UInt8(ascii: "\n"))
        guard chain.count > 1, !isShort else { return append(text) }
        append(begin + chain[0])
        for text in chain.dropFirst() { add(text, level: level + 1) }
    }

    mutating func sourcePaths(_ paths: [Expression], _ level: Int) -> String {
        expressions(paths, level: .filter, level)
    }

    mutating func iteration(_ name: Name, _ list: Expression, _ condition: Expression?, _ level: Int) -> String {
        var text = name.text + " in " + expression(list, level: .pipe, level, [.noWhere])
        if let condition { text += " where " + expression(condition, level: .or, level, [.noPipe, .noWhere]) }
        return text
    }

    // MARK: - Blocks

    /// Statements in braces, behind what stands on the last line.
    private mutating func block(_ begin: String, _ body: [Statement], _ level: Int) {
        append(begin + "{")
        for statement in body { self.statement(statement, level: level + 1) }
        add("}", level: level)
    }

    private mutating func when(
        _ condition: Expression,
        _ then: [Statement],
        _ otherwise: [Statement],
        _ level: Int
    ) {
        block("if " + expression(condition, level: .or, level) + " ", then, level)
        guard let first = otherwise.first else { return }
        append(" else ")
        if otherwise.count == 1, case .when(let condition, let then, let further) = first.kind {
            return when(condition, then, further, level)
        }
        block("", otherwise, level)
    }

    private mutating func match(_ subject: Expression, _ arms: [StatementArm], _ level: Int) {
        append("match " + expression(subject, level: .or, level) + " {")
        for arm in arms {
            flushRemarks(before: arm.position, level: level + 1)
            add("", level: level + 1)
            block(Self.arm(arm.constants), arm.body, level + 1)
        }
        add("}", level: level)
    }

    static func arm(_ constants: [Literal]) -> String {
        (constants.isEmpty ? "else" : constants.map(literal).joined(separator: ", ")) + " => "
    }

    private static func twoWayLine(_ line: TwoWayLine) -> String {
        var text = path(line.left) + (line.leftIsOptionalByVersion ? "? <-> " : " <-> ") + path(line.right)
        if line.rightIsOptionalByVersion { text += "?" }
        if let through = line.through { text += " : " + through.text }
        for policy in line.policies { text += ", " + self.policy(policy) }
        return text
    }

    static func policy(_ policy: FitPolicy) -> String {
        switch policy.kind {
        case .cut: "cut"
        case .refuse: "refuse"
        case .split: "split"
        case .overflow(let path): "overflow to " + self.path(path)
        case .transliterate: "transliterate"
        case .replace(let text): "replace " + quoted(text)
        }
    }
}
