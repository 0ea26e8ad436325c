/// The check of a code table: each code once in each direction in which it is looked up.
enum CodeTable {
    /// What each code becomes in one direction.
    static func map(_ table: CodesDeclaration, isBackward: Bool) -> [String: String] {
        var codes: [String: String] = [:]
        for row in table.rows where !isBackward || row.isTwoWay {
            let (key, value) = isBackward ? (row.right.text, row.left.text) : (row.left.text, row.right.text)
            if codes[key] == nil { codes[key] = value }
        }
        return codes
    }

    /// Whether the table can be looked up from right to left.
    static func isTwoWay(_ table: CodesDeclaration) -> Bool { table.rows.contains(where: \.isTwoWay) }

    static func check(_ table: CodesDeclaration, _ session: CheckSession) {
        if table.rows.isEmpty { session.report("\(table.name.text) has no rows.", at: table.name, "Add a code.") }
        var lefts: [String: Name] = [:]
        var rights: [String: Name] = [:]
        for row in table.rows {
            if let first = lefts[row.left.text] {
                session.report(
                    "\"\(row.left.text)\" stands on the left of line \(first.position.line) already.",
                    at: row.left,
                    "A code becomes one other code: leave one of the rows out."
                )
            }
            lefts[row.left.text] = lefts[row.left.text] ?? row.left
            guard row.isTwoWay else { continue }
            if let first = rights[row.right.text] {
                session.report(
                    "\"\(row.right.text)\" stands on the right of line \(first.position.line) already, so the way back "
                        + "is not clear.",
                    at: row.right,
                    "Write => in place of <-> in one of the rows."
                )
            }
            rights[row.right.text] = rights[row.right.text] ?? row.right
        }
    }
}
