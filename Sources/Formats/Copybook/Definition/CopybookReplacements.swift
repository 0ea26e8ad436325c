import Canonical

/// The pairs of `REPLACING a BY b`.
///
/// An operand is a pseudo-text, a literal or a word. A pseudo-text that is one word in colons, such as `:TAG:`, is replaced
/// within words too, and so is one behind `LEADING` or `TRAILING` at that end of a word, as compilers do.
struct CopybookReplacements {
    private enum Part { case whole, anywhere, leading, trailing }

    private struct Pair {
        var from: [CopybookToken]
        var to: [CopybookToken]
        var part: Part
    }

    /// The greatest length of a word that parts are replaced in, in bytes.
    static let wordBytesMax = 65_536

    private var pairs: [Pair] = []

    /// Reads the rest of a `COPY` up to its full stop.
    init(_ statement: CopybookToken, _ tokens: inout ArraySlice<CopybookToken>) throws(Fault) {
        var isReplacing = false
        while let token = tokens.popFirst() {
            switch token.text {
            case _ where token.kind == .stop: return
            case "OF" where !isReplacing, "IN" where !isReplacing: _ = tokens.popFirst()
            case "SUPPRESS" where !isReplacing: break
            case "REPLACING" where !isReplacing: isReplacing = true
            case _ where isReplacing: pairs.append(try Self.pair(token, &tokens))
            default:
                throw CopybookFault.definition(
                    token.place,
                    "This word does not belong to COPY.",
                    "End COPY by a full stop."
                )
            }
        }
        throw CopybookFault.definition(statement.place, "COPY has no full stop.", "End COPY by a full stop.")
    }

    private static func pair(
        _ first: CopybookToken,
        _ tokens: inout ArraySlice<CopybookToken>
    ) throws(Fault) -> Pair {
        var from = first
        var part = Part.whole
        if first.isWord("LEADING") || first.isWord("TRAILING"), let next = tokens.popFirst() {
            part = first.isWord("LEADING") ? .leading : .trailing
            from = next
        }
        guard let by = tokens.popFirst(), by.isWord("BY"), let to = tokens.popFirst() else {
            throw CopybookFault.definition(first.place, "REPLACING has no BY.", "Write REPLACING old BY new.")
        }
        let words = try operand(from)
        if part == .whole, words.count == 1, words[0].text.hasPrefix(":"), words[0].text.hasSuffix(":") {
            part = .anywhere
        }
        guard !words.isEmpty, part == .whole || words.count == 1 else {
            throw CopybookFault.definition(
                from.place,
                "There is no word to be replaced.",
                "Write REPLACING old BY new."
            )
        }
        return Pair(from: words, to: try operand(to), part: part)
    }

    private static func operand(_ token: CopybookToken) throws(Fault) -> [CopybookToken] {
        token.kind == .pseudoText ? try CopybookLexer.tokens(of: token) : [token]
    }

    /// The tokens with every pair replaced, the first that fits at each place.
    ///
    /// - Throws: `configuration.invalid` if they become more than ``CopybookCopies/wordsMax``, or one longer than
    ///   ``wordBytesMax``.
    func applied(to tokens: [CopybookToken]) throws(Fault) -> [CopybookToken] {
        guard !pairs.isEmpty else { return tokens }
        var result: [CopybookToken] = []
        var rest = tokens[...]
        while let token = rest.first {
            if let pair = pairs.first(where: { $0.part == .whole && Self.begins(rest, with: $0.from) }) {
                rest = rest.dropFirst(pair.from.count)
                result += pair.to.map { CopybookToken(kind: $0.kind, text: $0.text, place: token.place) }
            } else {
                rest = rest.dropFirst()
                result.append(try replacedWithin(token))
            }
            guard result.count <= CopybookCopies.wordsMax else { throw Self.tooLarge(token) }
        }
        return result
    }

    private static func begins(_ tokens: ArraySlice<CopybookToken>, with words: [CopybookToken]) -> Bool {
        guard tokens.count >= words.count else { return false }
        return zip(tokens, words).allSatisfy { $0.kind == $1.kind && $0.text == $1.text }
    }

    private func replacedWithin(_ token: CopybookToken) throws(Fault) -> CopybookToken {
        guard token.kind == .word else { return token }
        var token = token
        for pair in pairs where pair.part != .whole {
            let from = pair.from[0].text
            let to = pair.to.map(\.text).joined(separator: " ")
            switch pair.part {
            case .anywhere: token.text = Self.replace(from, by: to, in: token.text)
            case .leading where token.text.hasPrefix(from): token.text = to + token.text.dropFirst(from.count)
            case .trailing where token.text.hasSuffix(from): token.text = token.text.dropLast(from.count) + to
            default: break
            }
            guard token.text.utf8.count <= Self.wordBytesMax else { throw Self.tooLarge(token) }
        }
        return token
    }

    private static func tooLarge(_ token: CopybookToken) -> Fault {
        CopybookFault.definition(
            token.place,
            "REPLACING makes more than \(CopybookCopies.wordsMax) words, or a word of more than \(wordBytesMax) bytes.",
            "Replace words by shorter texts."
        )
    }

    private static func replace(_ from: String, by to: String, in text: String) -> String {
        var result = ""
        var rest = text[...]
        while !rest.isEmpty, result.utf8.count <= wordBytesMax {
            if rest.hasPrefix(from) {
                result += to
                rest = rest.dropFirst(from.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}
