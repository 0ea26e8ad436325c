import Bus
import Canonical

/// The end of the story: the books, the ledger, and the generator's own table, held against one another.
struct DemoVerdict {
    /// One thing that must agree.
    struct Line {
        var name: String
        var expected: String
        var found: String

        var isBalanced: Bool { expected == found }
    }

    private let report: BalanceReport
    private let lines: [Line]

    var isBalanced: Bool { report.isBalanced && lines.allSatisfy(\.isBalanced) }

    var text: String {
        var table = TextTable(heading: ["CHECK", "EXPECTED", "FOUND", ""])
        for line in lines {
            table.add([line.name, line.expected, line.found, line.isBalanced ? "balances" : "DOES NOT BALANCE"])
        }
        return report.text + "\n\n" + table.text
    }

    /// Reads the books and compares them with the script.
    static func reach(script: DemoScript, stage: DemoStage) async throws -> DemoVerdict {
        let report = try await stage.audit()
        let entries = try await stage.entries()
        let lines =
            routeLines("mt103", .gateway, script: script, report: report)
            + routeLines("payment-events", .coreBanking, script: script, report: report)
            + ledgerLines(script: script, entries: entries)
        return DemoVerdict(report: report, lines: lines)
    }

    /// The dead letters by cause as a table.
    static func table(of causes: [DeadLetterCause]) -> String {
        var table = TextTable(heading: ["QUEUE", "CAUSE", "COUNT"])
        for cause in causes { table.add([cause.queue, cause.code.name, String(cause.count)]) }
        return table.text
    }

    // MARK: - Lines

    /// received = delivered + suppressed + dead-lettered, each as the generator's table has it.
    private static func routeLines(
        _ scope: String,
        _ source: DemoPayment.Source,
        script: DemoScript,
        report: BalanceReport
    ) -> [Line] {
        let totals = report.lines.first { $0.totals.scope == scope }?.totals
        let expected: [(String, Account, Set<DemoMessage.Fate>)] = [
            ("delivered", .delivered, [.posted, .repaired]),
            ("suppressed", .suppressed, [.suppressed]),
            ("dead-lettered", .deadLettered, [.conflict, .malformed]),
        ]
        let all = expected.reduce(into: Set<DemoMessage.Fate>()) { $0.formUnion($1.2) }
        return [
            Line(
                name: "\(scope) received",
                expected: String(script.count(source, all)),
                found: String(totals?.opened ?? 0)
            )
        ]
            + expected.map { name, account, fates in
                Line(
                    name: "\(scope) \(name)",
                    expected: String(script.count(source, fates)),
                    found: String(totals?.units[account] ?? 0)
                )
            }
    }

    private static func ledgerLines(script: DemoScript, entries: [LedgerEntry]) -> [Line] {
        let debits = entries.filter(\.isDebit)
        let credits = entries.filter { !$0.isDebit }
        var lines = [
            Line(
                name: "ledger payments posted",
                expected: String(script.expectedPayments.count),
                found: String(debits.count)
            ),
            Line(
                name: "ledger payments posted once",
                expected: String(Set(script.expectedPayments.map(\.reference)).count),
                found: String(Dictionary(grouping: debits, by: \.payment).values.count { $0.count == 1 })
            ),
        ]
        for currency in DemoCurrency.allCases {
            let name = currency.rawValue
            let expected = script.expectedPayments.filter { $0.currency == currency }.map(\.hundredths).reduce(0, +)
            let debit = debits.filter { $0.currency == name }.map(\.minorUnits).reduce(0, +)
            let credit = credits.filter { $0.currency == name }.map(\.minorUnits).reduce(0, +)
            lines.append(Line(name: "\(name) debits = credits", expected: amount(debit), found: amount(credit)))
            lines.append(Line(name: "\(name) posted = sent", expected: amount(expected), found: amount(debit)))
        }
        return lines
    }

    private static func amount(_ hundredths: Int64) -> String {
        let cents = String(hundredths % 100)
        return "\(hundredths / 100).\(cents.count == 1 ? "0" + cents : cents)"
    }
}

extension DemoPayment {
    /// The amount in hundredths, whatever the currency.
    fileprivate var hundredths: Int64 { currency.decimals == 0 ? minorUnits * 100 : minorUnits }
}
