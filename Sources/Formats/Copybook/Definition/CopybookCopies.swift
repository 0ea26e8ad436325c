import Canonical

/// Puts the members that `COPY` names in its place, with the words that `REPLACING` gives.
///
/// A member is a file of the definition, by its name without extension. Copies may be nested ``depthMax`` deep; as members
/// that copy others twice grow without end before that, there are at most ``copiesMax`` of them, with ``wordsMax`` words.
struct CopybookCopies {
    static let depthMax = 16
    /// The greatest number of copies in a definition.
    static let copiesMax = 10_000
    /// The greatest number of words of a definition with all its copies.
    static let wordsMax = CopybookLexer.tokensMax

    private var members: [String: DefinitionFile] = [:]
    /// The members that another one has copied: they are no copybooks of their own.
    private(set) var used: Set<String> = []
    private var copyCount = 0
    private var wordCount = 0

    init(_ files: [DefinitionFile]) {
        for file in files { members[Self.memberName(file.name)] = file }
    }

    /// The name under which a file is copied.
    static func memberName(_ name: String) -> String {
        (name.split(separator: ".").first.map { String($0) } ?? name).uppercased()
    }

    /// The tokens of a file, members put in.
    mutating func tokens(of file: DefinitionFile, depth: Int = 0) throws(Fault) -> [CopybookToken] {
        var result: [CopybookToken] = []
        var tokens = try CopybookLexer.tokens(of: file)[...]
        wordCount += tokens.count
        guard wordCount <= Self.wordsMax else {
            throw CopybookFault.definition(
                CopybookPlace(file: file.name, line: 1, column: 1),
                "The definition has more than \(Self.wordsMax) words with all that it copies.",
                "Look for members that copy each other several times."
            )
        }
        while let token = tokens.popFirst() {
            if token.isWord("REPLACE") {
                throw CopybookFault.definition(
                    token.place,
                    "REPLACE is not supported in a copybook.",
                    "Write the words out, or use COPY with REPLACING."
                )
            }
            guard token.isWord("COPY") || token.isWord("++INCLUDE") else {
                result.append(token)
                continue
            }
            result += try copy(token, &tokens, depth: depth)
        }
        return result
    }

    private mutating func copy(
        _ statement: CopybookToken,
        _ tokens: inout ArraySlice<CopybookToken>,
        depth: Int
    ) throws(Fault) -> [CopybookToken] {
        guard let member = tokens.popFirst(), member.kind == .word || member.kind == .literal else {
            throw CopybookFault.definition(statement.place, "COPY names no member.", "Write COPY and a name.")
        }
        let name = Self.memberName(member.text)
        guard let file = members[name] else {
            throw CopybookFault.definition(
                member.place,
                "The member \(name) that COPY names is not among the definition's files.",
                "Give the folder with all members as the definition, or put the member's text in place of COPY."
            )
        }
        guard depth < Self.depthMax else {
            throw CopybookFault.definition(
                member.place,
                "Members are copied more than \(Self.depthMax) deep.",
                "Look for a member that copies itself."
            )
        }
        copyCount += 1
        guard copyCount <= Self.copiesMax else {
            throw CopybookFault.definition(
                member.place,
                "More than \(Self.copiesMax) members are copied.",
                "Look for members that copy each other several times."
            )
        }
        used.insert(name)
        let replacements = try CopybookReplacements(statement, &tokens)
        return try replacements.applied(to: try self.tokens(of: file, depth: depth + 1))
    }
}
