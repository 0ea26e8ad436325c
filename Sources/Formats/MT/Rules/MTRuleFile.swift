import Canonical

/// Reads the tables of `rules/`.
enum MTRuleFile {
    private static let symbols: Set<UInt8> = Set("()[],".utf8)

    /// The rules by message type, such as `103` or `n92`.
    ///
    /// - Throws: `configuration.invalid` with file, line and column.
    static func read(_ library: any DefinitionLibrary) throws(Fault) -> [String: MTRuleSet] {
        var lists: [String: [String]] = [:]
        var rules: [String: MTRuleSet] = [:]
        let names = try library.files(in: "mt/rules").filter { $0.hasSuffix(".txt") }
        if names.contains("lists.txt") { lists = Self.lists(try library.file("mt/rules/lists.txt")) }
        for name in names where name != "lists.txt" {
            let file = MTTableFile(try library.file("mt/rules/\(name)"), symbols: symbols)
            var set = MTRuleSet(isKnown: true)
            for words in file.entries {
                var parser = MTRuleParser(words, lists: lists, file: file)
                set.rules.append(try parser.rule())
            }
            rules[String(name.dropLast(4))] = set
        }
        return rules
    }

    private static func lists(_ definition: DefinitionFile) -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for words in MTTableFile(definition).entries {
            lists[words[0].text] = words.dropFirst().map(\.text)
        }
        return lists
    }
}
