import Canonical

/// The check of a decision table: exactly one row holds for each combination of the values that the columns can have.
struct DecisionTable {
    /// Greatest number of combinations that are looked at.
    static let combinationsMax = 100_000

    private let table: TableDeclaration
    private let session: CheckSession
    private let domains: [[Literal]]

    /// Begins the check; nil after saying which column has no values that can be counted.
    init?(_ table: TableDeclaration, _ session: CheckSession) {
        self.table = table
        self.session = session
        var domains: [[Literal]] = []
        var names: Set<String> = []
        for column in table.columns {
            if !names.insert(column.name.text).inserted {
                session.report("There are two columns \(column.name.text).", at: column.name, "Take another name.")
            }
            switch column.type {
            case .constants(let codes, _): domains.append(codes.map { .text($0) })
            case .simple(.boolean, _): domains.append([.boolean(true), .boolean(false)])
            default:
                session.report(
                    "The values of the column \(column.name.text) cannot be counted.",
                    at: column.name,
                    "Give it constants, such as \"none\" | \"own\", or boolean."
                )
                return nil
            }
        }
        self.domains = domains
    }

    func check() {
        guard requireCells() else { return }
        var count = 1
        for domain in domains {
            let (product, isOver) = count.multipliedReportingOverflow(by: max(1, domain.count))
            guard !isOver, product <= Self.combinationsMax else {
                session.report(
                    "The columns of \(table.name.text) have more than \(Self.combinationsMax) combinations.",
                    at: table.name,
                    "Make two tables of it."
                )
                return
            }
            count = product
        }
        var combination = [Int](repeating: 0, count: domains.count)
        var isOverlapping: Set<[Int]> = []
        var missing: [String] = []
        for _ in 0..<count {
            let rows = table.rows.indices.filter { holds(table.rows[$0], combination) }
            if rows.isEmpty { missing.append(text(combination)) }
            if rows.count > 1, isOverlapping.insert(Array(rows.prefix(2))).inserted {
                session.report(
                    "This row and the one in line \(table.rows[rows[0]].position.line) both hold for "
                        + "\(text(combination)).",
                    at: table.rows[rows[1]].position,
                    "Make the cells of one of them narrower."
                )
            }
            advance(&combination)
        }
        guard let first = missing.first else { return }
        let more = missing.count > 1 ? ", and \(missing.count - 1) more combinations have none" : ""
        session.report(
            "\(table.name.text) has no row for \(first)\(more).",
            at: table.name,
            "Add \(first) => \"…\"."
        )
    }

    /// Says which cells do not fit their columns.
    private func requireCells() -> Bool {
        var isGood = true
        for row in table.rows {
            if row.cells.count != domains.count {
                session.report(
                    "This row has \(row.cells.count) cells, and there are \(domains.count) columns.",
                    at: row.position,
                    "Write - for any value."
                )
                isGood = false
                continue
            }
            for (cell, (domain, column)) in zip(row.cells, zip(domains, table.columns)) {
                guard case .oneOf(let literals) = cell else { continue }
                for literal in literals where !domain.contains(literal) {
                    session.report(
                        "The column \(column.name.text) is never \"\(literal.text)\".",
                        at: row.position,
                        Suggestion.among(literal.text, domain.map(\.text), what: "It can be")
                    )
                    isGood = false
                }
            }
        }
        return isGood
    }

    private func holds(_ row: TableDeclaration.Row, _ combination: [Int]) -> Bool {
        for (cell, (number, domain)) in zip(row.cells, zip(combination, domains)) {
            guard case .oneOf(let literals) = cell else { continue }
            if !literals.contains(domain[number]) { return false }
        }
        return true
    }

    private func advance(_ combination: inout [Int]) {
        for column in combination.indices.reversed() {
            combination[column] += 1
            if combination[column] < domains[column].count { return }
            combination[column] = 0
        }
    }

    private func text(_ combination: [Int]) -> String {
        zip(combination, domains)
            .map { number, domain in
                if case .text(let text) = domain[number] { "\"\(text)\"" } else { domain[number].text }
            }
            .joined(separator: ", ")
    }
}
