/// The words in the purpose of a SEPA entry in `:86:`: `EREF+A-1 SVWZ+Invoice 12`.
///
/// A word is one of a closed list of four letters (`IBAN`, `BIC` shorter) with `+` behind it, at the beginning or behind
/// a blank; some banks break their lines elsewhere, so a word directly behind a text is taken too if it is one of the
/// list.
package enum SEPAWords {
    /// The words of the German banks' DFÜ agreement, appendix 3.
    package static let codes: Set<String> = [
        "ABWA", "ABWE", "ANAM", "BIC", "COAM", "CRED", "DEBT", "EREF", "IBAN", "KREF", "MDAT", "MREF", "OAMT", "PURP",
        "RREF", "SQTP", "SVWZ",
    ]
    private static let plus = UInt8(ascii: "+")

    /// Reads a purpose; what stands in front of the first word has no code.
    ///
    /// Blanks at the ends of texts are removed.
    package static func read(_ text: Span<UInt8>) -> [CodeWord] {
        var words: [CodeWord] = []
        var code: String?
        var start = 0
        for index in text.indices where text[index] == plus {
            guard let word = word(before: index, in: text, from: start) else { continue }
            appendWord(code, text.extracting(start..<index - word.utf8.count), &words)
            code = word
            start = index + 1
        }
        appendWord(code, text.extracting(start..<text.count), &words)
        return words
    }

    /// Writes words one after the other, with a blank between two.
    package static func write(_ words: [CodeWord], into output: inout [UInt8]) {
        for (index, word) in words.enumerated() {
            if index > 0 { output.append(0x20) }
            if let code = word.code { output.append(contentsOf: "\(code)+".utf8) }
            output.append(contentsOf: word.text.utf8)
        }
    }

    private static func appendWord(_ code: String?, _ text: Span<UInt8>, _ words: inout [CodeWord]) {
        var trimmed: [UInt8] = []
        _ = Spaces.trim(text, into: &trimmed)
        guard code != nil || !trimmed.isEmpty else { return }
        words.append(CodeWord(code, trimmed.string))
    }

    private static func word(before plus: Int, in text: Span<UInt8>, from start: Int) -> String? {
        for length in [4, 3] where plus - length >= start {
            let word = text.extracting(plus - length..<plus).string
            if codes.contains(word) { return word }
        }
        return nil
    }
}

extension SEPAWords {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "readSepaWords",
            "Reads the words of a SEPA purpose in :86:; a word is a line CODE text.",
            parameters: ["text": "the purpose, its sub-fields put together"],
            examples: [
                .init("EREF+A-1 SVWZ+Invoice 12", gives: "EREF A-1\nSVWZ Invoice 12"),
                .init("Rent 1+1", gives: " Rent 1+1"),
                .init("EREF+A-1SVWZ+x+y", gives: "EREF A-1\nSVWZ x+y"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let words = read(arguments.text(0).utf8.span)
            output.append(contentsOf: words.map { "\($0.code ?? "") \($0.text)" }.joined(separator: "\n").utf8)
            return .none
        }
    ]
}
