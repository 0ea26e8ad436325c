import Canonical
import Formats

extension CorpusSets {
    /// The rules that each message of the collection breaks, by their ids, against what the collection expects.
    package static let iso20022Rules = CorpusSet("CBPR+ usage rules") { folder in
        var result = CorpusResult()
        let check = try ISO20022RulesCorpus(folder)
        for (file, expected) in try check.expectations() {
            let difference = try check.difference(file, expected)
            result.enter(file, difference: difference, explanation: ISO20022RulesCorpus.explanations[file])
        }
        return result
    }

    /// Every rule that the collection marks as enforced is one of ours, with its id.
    package static let iso20022RuleIds = CorpusSet("CBPR+ rule ids") { folder in
        var result = CorpusResult()
        let check = try ISO20022RulesCorpus(folder)
        guard let lists = try folder.json("cbpr-usage-rules/rules.json").object else { return result }
        for list in lists.members {
            let parts = list.name.split(separator: ":").map(String.init)
            guard parts.count == 2 else { continue }
            let known = Set(check.rules[parts[0]]?.codes(of: parts[1]) ?? [])
            for rule in list.value.items ?? [] where rule["enforced"] == .boolean(true) {
                let code = ISO20022RulesCorpus.code(rule["rule_number"]?.text ?? "")
                result.enter("\(list.name) \(code)", difference: known.contains(code) ? nil : "there is no such rule")
            }
        }
        return result
    }
}

/// The collection of messages that keep and break usage rules.
struct ISO20022RulesCorpus {
    /// What is expected of a file.
    struct Expectation {
        var year: String
        var message: String
        var codes: Set<String>
    }

    private let folder: CorpusFolder
    private let format: ISO20022Format
    /// The rule sets by year.
    let rules: [String: UsageRules]

    static let explanations: [String: String] = [:]

    init(_ folder: CorpusFolder) throws {
        self.folder = folder
        format = try ISO20022Format([ShippedDefinitions(CheckoutLibrary())])
        rules = [
            "2025": try UsageRules("cbpr+2025", library: CheckoutLibrary()),
            "2026": try UsageRules("cbpr+2026", library: CheckoutLibrary()),
        ]
    }

    /// The files with the ids of the rules that they break.
    func expectations() throws -> [(file: String, expected: Expectation)] {
        let table = try folder.json("cbpr-usage-rules/expected-violations.json")
        return (table.object?.members ?? [])
            .map { member in
                let codes = (member.value["violations"]?.items ?? []).compactMap { $0["rule"]?.text }
                var year = ""
                if case .number(let number)? = member.value["year"] { year = number.description }
                return (
                    member.name,
                    Expectation(
                        year: year,
                        message: member.value["message_type"]?.text ?? "",
                        codes: Set(codes.map(Self.code))
                    )
                )
            }
    }

    /// The code of our findings for an id such as `pacs.008:R13`.
    static func code(_ id: String) -> String { "cbpr." + id.replacing(":", with: ".") }

    /// Which rules a file breaks though they are not expected, and the other way round; nil if there are none.
    ///
    /// The collection checks every file by the rules of its message alone, whatever variant it is; so do we here.
    func difference(_ file: String, _ expected: Expectation) throws -> String? {
        guard let rules = rules[expected.year] else { return "there are no rules of \(expected.year)" }
        let documents = try format.decodeAll(try folder.bytes("cbpr-usage-rules/\(file)")).documents
        var seen: Set<String> = []
        for document in documents {
            let namespace = document.root["namespaces"]?["Document"]?.text ?? ""
            let name = namespace.split(separator: ":").last.map(String.init) ?? ""
            seen.formUnion(rules.findings(in: document, messageName: name, as: expected.message).map(\.code))
        }
        guard seen != expected.codes else { return nil }
        let more = seen.subtracting(expected.codes).sorted()
        let fewer = expected.codes.subtracting(seen).sorted()
        return "not expected: \(more), not found: \(fewer)"
    }
}
