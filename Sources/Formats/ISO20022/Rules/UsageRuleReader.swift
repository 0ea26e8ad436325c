import Canonical
import ReferenceData

/// Reads the files of usage rules; `schemas/iso20022/rules/README.md` describes them.
struct UsageRuleReader {
    private var lists: [String: [String]] = [:]
    private var checks: [String: UsageCheck] = [:]
    private var ruleSet = UsageRuleSet(name: "", codePrefix: "")
    private var message: String?

    /// Reads a rule set from its files, those with shared checks first; checks may name lists of external codes.
    ///
    /// - Throws: `configuration.invalid`, with file and line.
    static func read(
        _ files: [DefinitionFile],
        codes: ExternalCodeLists = .none
    ) throws(Fault) -> UsageRuleSet {
        var reader = UsageRuleReader()
        for name in codes.names { reader.lists[name] = codes.codes(of: name) }
        for file in files { try reader.read(file) }
        return reader.ruleSet
    }

    private mutating func read(_ file: DefinitionFile) throws(Fault) {
        let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map {
                String(decoding: $0, as: UTF8.self)
            }
        var index = 0
        while index < lines.count {
            let origin = SchemaOrigin(file: file.name, line: index + 1)
            var block = [lines[index]]
            index += 1
            guard block[0].contains(where: { $0 != " " }), !block[0].hasPrefix("#") else { continue }
            while index < lines.count, lines[index].hasPrefix(" ") {
                block.append(lines[index])
                index += 1
            }
            try read(block, at: origin)
        }
    }

    private mutating func read(_ block: [String], at origin: SchemaOrigin) throws(Fault) {
        let words = block[0].split(separator: " ").map(String.init)
        switch (words[0], words.count) {
        case ("set", 3): ruleSet = UsageRuleSet(name: words[1], codePrefix: words[2])
        case ("list", 2...):
            lists[words[1]] =
                words.dropFirst(2) + block.dropFirst().flatMap { $0.split(separator: " ").map(String.init) }
        case ("check", 3): try readCheck(words, block, at: origin)
        case ("message", 3): try readMessage(words, block, at: origin)
        default: throw SchemaFault.unusable("begins with an unknown word", at: origin)
        }
    }

    /// Reads `check NAME SEVERITY`, the sentence and, behind `=`, the expression.
    private mutating func readCheck(_ words: [String], _ block: [String], at origin: SchemaOrigin) throws(Fault) {
        guard let severity = Finding.Severity(rawValue: words[2]), checks[words[1]] == nil else {
            throw SchemaFault.unusable("has a check of an unknown severity or a name used before", at: origin)
        }
        let body = block.dropFirst().map { $0.drop { $0 == " " } }.joined(separator: " ")
        let parts = body.split(separator: " = ", maxSplits: 1)
        guard parts.count == 2 else {
            throw SchemaFault.unusable("has a check without a sentence or condition", at: origin)
        }
        checks[words[1]] = UsageCheck(
            severity: severity,
            text: String(parts[0]),
            expression: try RuleExpressionParser.parse(String(parts[1]), lists: lists, at: origin)
        )
    }

    /// Reads `message NAME ROOT` and the rules below it.
    private mutating func readMessage(_ words: [String], _ block: [String], at origin: SchemaOrigin) throws(Fault) {
        var usage = MessageUsage(root: Array(words[2].utf8))
        guard block.count <= UsageRuleLimits.rulesMax, ruleSet.messages[words[1]] == nil else {
            throw SchemaFault.unusable("has too many rules or a message twice", at: origin)
        }
        for (offset, line) in block.enumerated().dropFirst() {
            let place = SchemaOrigin(file: origin.file, line: origin.line + offset)
            let rule = line.split(separator: " ").map(String.init)
            // `R13 check` holds at the root, `R13 check at path` at each element of a path.
            guard rule.count == 2 || rule.count == 4 && rule[2] == "at", let check = checks[rule[1]],
                let context = RulePath(rule.count == 4 ? rule[3] : ".")
            else { throw SchemaFault.unusable("has a rule with an unknown check or no path", at: place) }
            usage.rules.append(
                UsageRule(code: "\(ruleSet.codePrefix).\(words[1]).\(rule[0])", context: context, check: check)
            )
        }
        ruleSet.messages[words[1]] = usage
    }
}
