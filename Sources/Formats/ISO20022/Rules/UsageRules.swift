package import Canonical
import ReferenceData

/// Checks documents of ISO 20022 against the usage rules of a scheme, such as CBPR+.
///
/// The rules are data in `schemas/iso20022/rules/`. A finding has the rule's id as its code (`cbpr.pacs.008.R13`), the
/// severity that the rule has there, and the path of the element at which the rule is broken.
package struct UsageRules: Sendable {
    /// The rule sets that there are, as named on the command line; `cbpr+` is the newest one.
    package static let names = ["cbpr+", "cbpr+2025", "cbpr+2026"]

    private let ruleSet: UsageRuleSet

    /// Reads a rule set from the library.
    ///
    /// - Throws: `reference.unknown` for a name that is none of ``names``, `configuration.invalid` if a file cannot be
    ///   used.
    package init(_ name: String, library: any DefinitionLibrary) throws(Fault) {
        guard Self.names.contains(name) else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "There is no rule set \(name).",
                advice: "There are: \(Self.names.joined(separator: ", "))."
            )
        }
        let year = name == "cbpr+" ? "2026" : String(name.dropFirst("cbpr+".count))
        let folder = "\(ShippedDefinitions.folder)/rules"
        let codes = try library.file("reference/iso20022-codes.txt")
        var lists = ExternalCodeLists()
        try lists.add(String(decoding: codes.bytes, as: UTF8.self), file: codes.name)
        ruleSet = try UsageRuleReader.read(
            [library.file("\(folder)/cbpr-checks.txt"), library.file("\(folder)/cbpr-\(year).txt")],
            codes: lists
        )
    }

    /// The messages that the set has rules for, such as `pacs.008` and `pacs.009_cov`, sorted.
    package var messages: [String] { ruleSet.messages.keys.sorted() }

    /// The codes of a message's rules, in the order of the file.
    package func codes(of message: String) -> [String] { ruleSet.messages[message]?.rules.map(\.code) ?? [] }

    /// What rules a document breaks.
    ///
    /// - Parameters:
    ///   - document: a decoded message, with its business application header if it has one.
    ///   - messageName: the name of the message in it, such as `pacs.008.001.08`.
    ///   - message: the rules to be checked; nil takes those that the message's kind and business service ask for.
    /// - Returns: a finding for each rule and element, with the element's path; a note if there are no rules for the
    ///   message.
    package func findings(in document: Document, messageName: String, as message: String? = nil) -> [Finding] {
        let query = DocumentQuery(document)
        let kind = message ?? UsageVariant.message(messageName, query, known: ruleSet.messages)
        guard let usage = ruleSet.messages[kind],
            let element = query.elements(RulePath(root: usage.root), from: 0).first
        else {
            let text = "The rule set \(ruleSet.name) has no rules for this message, or no definition of it is known."
            return [Finding(.note, "\(ruleSet.codePrefix).no-rules", at: Place(path: "/Document"), text)]
        }
        let evaluation = RuleEvaluation(query: query, messageName: messageName)
        var findings: [Finding] = []
        var paths: NodePaths?
        for rule in usage.rules {
            for place in query.elements(rule.context, from: element)
            where !evaluation.isTrue(rule.check.expression, at: place) {
                let path = query.path(of: place, &paths)
                findings.append(Finding(rule.check.severity, rule.code, at: Place(path: path), rule.check.text))
            }
        }
        return findings
    }
}
