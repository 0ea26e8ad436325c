import Bus
import Canonical

extension DocumentValue {
    /// A whole number.
    static func integer(_ value: Int) -> DocumentValue { .number(Number(Int64(value))) }

    /// An object of the members that have a value.
    static func members(_ members: [(String, DocumentValue?)]) -> DocumentValue {
        var object = DocumentObject()
        for (name, value) in members { object[name] = value }
        return .object(object)
    }
}

extension BalanceReport {
    /// The report as JSON: `balanced`, `lines` and `findings`.
    var document: DocumentValue {
        [
            "balanced": .boolean(isBalanced),
            "lines": .list(lines.map(\.document)),
            "findings": .list(findings.map(\.document)),
        ]
    }

    /// The report as a table, followed by what does not add up.
    var text: String {
        var table = TextTable(heading: [
            "RECEIVER", "RECEIVED", "DELIVERED", "FILTERED", "SUPPRESSED", "DEAD-LETTERED", "IN FLIGHT", "WAITING",
            "NOT YET SEEN", "AT BROKER", "COPIES",
        ])
        for line in lines { table.add(line.cells) }
        let verdict = isBalanced ? "The books balance." : "The books do NOT balance:"
        return ([table.text, verdict] + findings.map(\.text)).joined(separator: "\n")
    }
}

extension BalanceReport.Line {
    fileprivate var document: DocumentValue {
        let accounts = Account.allCases.map { ($0.name, DocumentValue?.some(.integer(totals.units[$0] ?? 0))) }
        return .members([
            ("receiver", .text(totals.scope)),
            ("queue", .text(queue)),
            ("received", .integer(totals.opened)),
            ("accounts", .members(accounts)),
            ("notYetSeen", .integer(notSeen)),
            ("atBroker", atBroker.map(DocumentValue.integer)),
            ("copies", .integer(totals.copies)),
            ("unproven", .integer(unproven)),
        ])
    }

    fileprivate var cells: [String] {
        let accounts: [Account] = [.delivered, .filtered, .suppressed, .deadLettered, .inFlight, .waiting]
        return [totals.scope, String(totals.opened)] + accounts.map { String(totals.units[$0] ?? 0) }
            + [String(notSeen), atBroker.map(String.init) ?? "?", String(totals.copies)]
    }
}

extension BalanceReport.Finding {
    fileprivate var document: DocumentValue {
        [
            "kind": .text(kind.rawValue),
            "scope": .text(scope),
            "count": .integer(count),
            "ids": .list(ids.map(DocumentValue.text)),
            "sentence": .text(sentence),
        ]
    }

    fileprivate var text: String {
        let names = ids.isEmpty ? "" : " Ids: " + ids.joined(separator: ", ") + "."
        let among = ids.count > count ? " \(count) of these." : ""
        return "  \(scope): \(sentence)\(names)\(among)"
    }
}
