/// Code words anywhere in a text, as the `:86:` of several banks has them: `/EREF/123/NAME/A. Debtor/REMI/Invoice 12`.
///
/// Only codes of a closed list end a text, for a text may hold slashes of its own (`/REMI/2026/05/12`).
package enum SlashWords {
    /// The codes known from the structured `:86:` of European banks.
    package static let codes: Set<String> = [
        "ACCW", "ADDR", "BENM", "BIC", "CHGS", "CNTP", "CSID", "EREF", "EXCH", "IBAN", "ID", "INFO", "ISDT", "KREF",
        "MARF", "MREF", "NAME", "OCMT", "OPRP", "ORDP", "PREF", "PURP", "REMI", "RTRN", "RTYP", "SVCL", "TRCD", "TRTP",
        "ULTB", "ULTC", "ULTD", "UREF",
    ]

    private static let slash = UInt8(ascii: "/")
    private static let codeLengthMax = 8

    /// Reads a text; what stands in front of the first code has none.
    package static func read(_ text: Span<UInt8>, codes: Set<String> = codes) -> [CodeWord] {
        var words: [CodeWord] = []
        var code: String?
        var start = 0
        var index = 0
        while index < text.count {
            guard text[index] == slash, let end = codeEnd(text, index), let next = name(text, index, end, codes) else {
                index += 1
                continue
            }
            appendWord(code, text.extracting(start..<index), &words)
            code = next
            start = end + 1
            index = start
        }
        appendWord(code, text.extracting(start..<text.count), &words)
        return words
    }

    /// Writes code words one after the other; one without a code as plain text.
    package static func write(_ words: [CodeWord], into output: inout [UInt8]) {
        for word in words {
            if let code = word.code { output.append(contentsOf: "/\(code)/".utf8) }
            output.append(contentsOf: word.text.utf8)
        }
    }

    private static func appendWord(_ code: String?, _ text: Span<UInt8>, _ words: inout [CodeWord]) {
        guard code != nil || text.count > 0 else { return }
        words.append(CodeWord(code, text.string))
    }

    private static func codeEnd(_ text: Span<UInt8>, _ start: Int) -> Int? {
        var end = start + 1
        while end < text.count, end <= start + codeLengthMax, (0x41...0x5A).contains(text[end]) { end += 1 }
        return end > start + 1 && end < text.count && text[end] == slash ? end : nil
    }

    private static func name(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ codes: Set<String>) -> String? {
        let name = text.extracting(start + 1..<end).string
        return codes.contains(name) ? name : nil
    }
}

extension SlashWords {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "readSlashWords",
            "Reads code words anywhere in a text (:86:): /EREF/…/NAME/…; a code word is a line CODE text.",
            parameters: ["text": "the text of the field, in one line"],
            examples: [
                .init("/EREF/A-1/NAME/A. Debtor", gives: "EREF A-1\nNAME A. Debtor"),
                .init("/ORDP//NAME/Acme/REMI/2026/05/12", gives: "ORDP \nNAME Acme\nREMI 2026/05/12"),
                .init("plain text", gives: " plain text"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let words = read(arguments.text(0).utf8.span)
            output.append(contentsOf: words.map { "\($0.code ?? "") \($0.text)" }.joined(separator: "\n").utf8)
            return .none
        }
    ]
}
