/// Texts in lines, and texts cut to a length, counted in characters (Unicode scalars).
package enum Lines {
    /// How a text that was cut ends.
    package enum Mark: String, CaseIterable, Sendable {
        /// With the characters that fit.
        case none
        /// With `+` as its last character, as translators mark a cut.
        case plus
    }

    /// Splits a text into lines at the borders of words and appends them.
    ///
    /// The lines keep to the rule whatever the text is. Joined by a ``LineJoiner`` of the same width they give the text
    /// again, as ``Spaces/tidy(_:into:)`` has it, unless the change says `cut` or a line had to begin with a space.
    @discardableResult
    package static func split(_ text: Span<UInt8>, _ rule: LineRule, into lines: inout LineList) -> LineSplit {
        var splitter = LineSplitter(rule)
        splitter.split(text, into: &lines)
        return splitter.result
    }

    /// Joins lines into one text; see ``LineJoiner``.
    package static func join(_ lines: LineList, fullAt width: Int? = nil, into output: inout [UInt8]) {
        var joiner = LineJoiner(fullAt: width)
        let bytes = lines.bytes.span
        for index in 0..<lines.count { joiner.append(bytes.extracting(lines.range(index)), to: &output) }
    }

    /// Cuts a text to so many characters, the mark included.
    package static func cut(
        _ text: Span<UInt8>,
        to limit: Int,
        mark: Mark = .none,
        into output: inout [UInt8]
    ) -> TextChange {
        let limit = max(0, limit)
        let count = text.characterCount
        guard count > limit else { return output.append(text: text) }
        let kept = max(0, mark == .plus ? limit - 1 : limit)
        var cursor = UTF8Cursor()
        while cursor.count < kept, let scalar = cursor.next(text) { output.append(scalar: scalar) }
        if mark == .plus, limit > 0 { output.append(UInt8(ascii: "+")) }
        var change = TextChange.none
        change.note(.cut, at: kept, count: count - kept)
        cursor.noteMalformed(&change)
        return change
    }
}

extension Lines {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "splitLines",
            "Splits a text into lines at the borders of words; a word longer than a line is broken.",
            parameters: [
                "text": "any text", "lines": "the greatest number of lines", "width": "characters in a line",
                "starts": "block4 (default: no line begins with : or -), block4NoSlash or any",
            ],
            examples: [
                .init("Invoice 12 of May", "4", "10", gives: "Invoice\n12 of May", "1 split, from 0"),
                .init("Invoice", "4", "10", gives: "Invoice"),
                .init("ABCDEFGHIJKLMNO P", "4", "10", gives: "ABCDEFGHIJ\nKLMNO P", "1 split, 1 broken, from 0"),
                .init("May 12 - 15", "4", "8", gives: "May\n12 - 15", "1 split, from 0"),
                .init("one two three", "2", "4", gives: "one\ntwo", "5 cut, 1 split, from 0"),
                .init("/ABC/x", "1", "9", "block4NoSlash", gives: " /ABC/x", "1 normalised, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let starts = try arguments.option(3, LineRule.Starts.self)
            guard let rule = LineRule(lines: try arguments.number(1), of: try arguments.number(2), starts: starts)
            else { throw ValueRefusal(.argument, at: 1) }
            var lines = LineList()
            let split = split(arguments.text(0).utf8.span, rule, into: &lines)
            lines.append(to: &output)
            return split.change
        },
        FunctionDescription(
            "joinLines",
            "Joins lines with a space between two of them, but none after a full line, whose last word goes on.",
            parameters: ["lines": "a list of lines", "width": "characters in a full line; 0: always a space"],
            examples: [
                .init("Invoice\n12 of May", "10", gives: "Invoice 12 of May"),
                .init("ABCDEFGHIJ\nKLMNO P", "10", gives: "ABCDEFGHIJKLMNO P"),
                .init("ABCDEFGHIJ\nKLMNO P", "0", gives: "ABCDEFGHIJ KLMNO P"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let width = try arguments.number(1)
            join(LineList(arguments.lines(0)), fullAt: width == 0 ? nil : width, into: &output)
            return .none
        },
        FunctionDescription(
            "cut",
            "Cuts a text to so many characters; with a mark, the last of them says that something is missing.",
            parameters: ["text": "any text", "limit": "the greatest length", "mark": "none (default) or plus"],
            examples: [
                .init("PAYMENT-2026-0001", "16", gives: "PAYMENT-2026-000", "1 cut, from 16"),
                .init("PAYMENT-2026-0001", "16", "plus", gives: "PAYMENT-2026-00+", "2 cut, from 15"),
                .init("PAYMENT-2026-0001", "17", "plus", gives: "PAYMENT-2026-0001"),
                .init("张三李四", "2", gives: "张三", "2 cut, from 2"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let mark = try arguments.option(2, Mark.self)
            return cut(arguments.text(0).utf8.span, to: try arguments.number(1), mark: mark, into: &output)
        },
    ]
}
