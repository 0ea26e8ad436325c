/// Expressions that begin with a word, and objects.
extension MappingPrinter {
    mutating func prefixed(_ value: Expression, _ indent: Int, _ around: Around) -> String {
        switch value.kind {
        case .each(let name, let list, let condition, let result):
            return "each " + iteration(name, list, condition, indent) + " => "
                + expression(result, level: .fallback, indent)
        case .fold(let name, let list, let bound, let total, let start, let next):
            return "fold " + name.text + " in " + expression(list, level: .pipe, indent, .noWhere)
                + " up to \(bound) with " + total.text + " = " + expression(start, level: .or, indent) + " => "
                + expression(next, level: .fallback, indent)
        case .only(let list): return "only " + expression(list, level: .filter, indent, around)
        case .conditional(let condition, let then, let otherwise):
            let begin = "if " + expression(condition, level: .or, indent) + " then "
            let first = begin + expression(then, level: .or, indent)
            guard let otherwise else { return first }
            return first + " else " + expression(otherwise, level: .fallback, indent)
        case .match(let subject, let arms): return match(subject, arms, at: value.position, indent)
        default: return ""
        }
    }

    /// Statements in braces: in one line where the author wrote them so, and they fit.
    mutating func object(_ statements: [Statement], at place: SourcePosition, _ indent: Int) -> String {
        if statements.isEmpty { return "{ }" }
        if statements.allSatisfy({ $0.position.line == place.line }) {
            var plain = MappingPrinter(remarks: [], isPlain: true)
            for statement in statements { plain.statement(statement, level: 0) }
            if plain.lines.count == statements.count, let line = Self.inBraces(plain.lines) { return line }
        }
        return Self.spread(text(of: statements, level: indent + 1), indent)
    }

    private mutating func match(
        _ subject: Expression,
        _ arms: [ExpressionArm],
        at place: SourcePosition,
        _ indent: Int
    ) -> String {
        let begin = "match " + expression(subject, level: .or, indent) + " "
        var texts: [String] = []
        for arm in arms { texts.append(Self.arm(arm.constants) + expression(arm.result, level: .fallback, indent + 1)) }
        if arms.allSatisfy({ $0.position.line == place.line }), let line = Self.inBraces(texts) { return begin + line }
        return begin + Self.spread(texts.map { Self.indentation(indent + 1) + $0 }, indent)
    }

    /// In one line; nil where that is too long or one of them has several.
    private static func inBraces(_ texts: [String]) -> String? {
        let line = "{ " + texts.joined(separator: "; ") + " }"
        return line.utf8.count <= columnsMax && !line.utf8.contains(UInt8(ascii: "\n")) ? line : nil
    }

    private static func spread(_ lines: [String], _ indent: Int) -> String {
        "{\n" + lines.map { $0 + "\n" }.joined() + indentation(indent) + "}"
    }
}
