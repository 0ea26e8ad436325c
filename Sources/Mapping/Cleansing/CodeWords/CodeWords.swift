/// Narratives with code words, as fields 72, 77B and 79 have them: `/CODE/text`, and `//` where the text goes on.
///
/// A code is one to eight capital letters or digits at the beginning of a line (field 72 of MT103, format 2).
package enum CodeWords {
    /// The greatest length of a code.
    package static let codeLengthMax = 8
    private static let slash = UInt8(ascii: "/")

    /// Reads the lines of a narrative.
    ///
    /// A line that begins with `//` goes on with the text before it. One with neither a code nor `//` behind a code word
    /// begins a text without code, so that nothing is taken for what it is not.
    ///
    /// - Parameters:
    ///   - lines: the lines of the field.
    ///   - width: the length of a full line, whose last word goes on in the next; nil where there always is a space.
    /// - Returns: the code words in the order of the lines.
    package static func read(_ lines: LineList, fullAt width: Int? = 35) -> [CodeWord] {
        var words: [CodeWord] = []
        var text: [UInt8] = []
        var joiner = LineJoiner(fullAt: width)
        let bytes = lines.bytes.span
        func endText() {
            guard let last = words.indices.last else { return }
            words[last].text = text.string
            text.removeAll(keepingCapacity: true)
        }
        for index in 0..<lines.count {
            let line = bytes.extracting(lines.range(index))
            let start = start(of: line)
            if let code = start.code {
                endText()
                words.append(CodeWord(line.extracting(code).string, ""))
                joiner = LineJoiner(fullAt: width)
            } else if words.isEmpty || (words.last?.code != nil && start.text == 0) {
                endText()
                words.append(CodeWord(nil, ""))
                joiner = LineJoiner(fullAt: width)
            }
            joiner.append(line.extracting(start.text..<line.count), prefixLength: start.text, to: &text)
        }
        endText()
        return words
    }

    /// Writes code words as lines, each beginning a line of its own.
    ///
    /// - Parameters:
    ///   - words: the code words; a code that is none is written as text.
    ///   - lineCountMax: the lines that the field has.
    ///   - width: the length of a line.
    ///   - lines: where to append the lines.
    /// - Returns: what was changed; characters of all words that found no room count as cut.
    package static func write(
        _ words: [CodeWord],
        lines lineCountMax: Int,
        of width: Int = 35,
        into lines: inout LineList
    ) -> TextChange {
        var change = TextChange.none
        let lineCountMax = min(max(0, lineCountMax), LineRule.limit)
        let start = lines.count
        for word in words {
            let room = lineCountMax - (lines.count - start)
            let prefix = prefix(of: word)
            guard room > 0, let rule = rule(word, prefix, lines: room, of: width) else {
                change.note(.cut, at: 0, count: prefix.utf8.count + word.text.unicodeScalars.count)
                continue
            }
            if word.text.allSatisfy(\.isWhitespace) {
                if !prefix.isEmpty { lines.append(prefix.utf8.span) }
            } else {
                let text = text(of: word)
                change.formUnion(Lines.split(text.utf8.span, rule, into: &lines).change)
            }
        }
        return change
    }

    /// Where the code of a line is, if it has one, and where its text begins.
    private static func start(of line: Span<UInt8>) -> (code: Range<Int>?, text: Int) {
        guard line.count >= 2, line[0] == slash else { return (nil, 0) }
        if line[1] == slash { return (nil, 2) }
        var end = 1
        while end < line.count, end <= codeLengthMax, isCodeByte(line[end]) { end += 1 }
        guard end < line.count, line[end] == slash else { return (nil, 0) }
        return (1..<end, end + 1)
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }

    private static func prefix(of word: CodeWord) -> String {
        guard let code = word.code, isCode(code) else { return "" }
        return "/\(code)/"
    }

    private static func isCode(_ code: String) -> Bool {
        (1...codeLengthMax).contains(code.utf8.count) && code.utf8.allSatisfy(isCodeByte)
    }

    private static func text(of word: CodeWord) -> String {
        guard let code = word.code, !isCode(code) else { return word.text }
        return "\(code) \(word.text)"
    }

    private static func rule(_ word: CodeWord, _ prefix: String, lines: Int, of width: Int) -> LineRule? {
        LineRule(
            lines: min(lines, LineRule.limit),
            of: width,
            starts: prefix.isEmpty ? .block4NoSlash : .block4,
            firstPrefix: prefix,
            nextPrefix: prefix.isEmpty ? "" : "//"
        )
    }
}

extension CodeWords {
    /// The functions for people; a code word is a line `CODE text`, one without a code begins with a space.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "readCodeWords",
            "Reads a narrative with code words (fields 72, 77B, 79): /CODE/text, and // where the text goes on.",
            parameters: ["lines": "the lines of the field", "width": "characters in a full line (default 35)"],
            examples: [
                .init("/INS/BANKDEFF\n/ACC/PAY ON\n//TUESDAY", gives: "INS BANKDEFF\nACC PAY ON TUESDAY"),
                .init("FREE TEXT\nMORE\n/REC/X", gives: " FREE TEXT MORE\nREC X"),
                .init("/REC/ABCDEF\n//GH I", "11", gives: "REC ABCDEFGH I"),
                .init("/BNF/a/b\nrest", gives: "BNF a/b\n rest"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let width = arguments.text(1).isEmpty ? 35 : try arguments.number(1)
            let words = read(LineList(arguments.lines(0)), fullAt: width)
            output.append(contentsOf: words.map { "\($0.code ?? "") \($0.text)" }.joined(separator: "\n").utf8)
            return .none
        },
        FunctionDescription(
            "writeCodeWords",
            "Writes code words as lines of a narrative: /CODE/text, and // where the text goes on.",
            parameters: [
                "words": "the code words", "lines": "the lines of the field", "width": "characters in a line",
            ],
            examples: [
                .init(
                    "INS BANKDEFF\nACC PAY ON TUESDAY",
                    "6",
                    "12",
                    gives: "/INS/BANKDEF\n//F\n/ACC/PAY ON\n//TUESDAY",
                    "2 split, 1 broken, from 0"
                ),
                .init(" FREE TEXT", "6", "35", gives: "FREE TEXT"),
                .init("INS BANKDEFF\nACC X", "1", "35", gives: "/INS/BANKDEFF", "6 cut, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let words = arguments.lines(0)
                .map { line in
                    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
                    let text = parts.count > 1 ? String(parts[1]) : ""
                    return CodeWord(parts[0].isEmpty ? nil : String(parts[0]), text)
                }
            var lines = LineList()
            let change = write(words, lines: try arguments.number(1), of: try arguments.number(2), into: &lines)
            lines.append(to: &output)
            return change
        },
    ]
}
