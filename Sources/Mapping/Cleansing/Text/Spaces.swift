/// White space at the ends and inside of texts.
///
/// White space is what ``WhiteSpace`` says: blanks, tabs, line ends, no-break and wide spaces, control characters, and
/// what is invisible. None of these functions loses a character that a reader can see.
package enum Spaces {
    /// Removes white space at both ends.
    package static func trim(_ text: Span<UInt8>, into output: inout [UInt8]) -> TextChange {
        var cursor = UTF8Cursor()
        var start: (offset: Int, index: Int)?
        var end = (offset: 0, index: 0)
        var offset = 0
        while let scalar = cursor.next(text) {
            if WhiteSpace.of(scalar) == nil {
                if start == nil { start = (offset, cursor.count - 1) }
                end = (cursor.offset, cursor.count)
            }
            offset = cursor.offset
        }
        var change = TextChange.none
        guard let start else {
            change.note(.normalised, at: 0, count: cursor.count)
            return change
        }
        change.note(.normalised, at: 0, count: start.index)
        change.note(.normalised, at: end.index, count: cursor.count - end.index)
        output.append(text: text.extracting(start.offset..<end.offset))
        cursor.noteMalformed(&change)
        return change
    }

    /// Makes each run of white space one space; what is invisible disappears.
    package static func fold(_ text: Span<UInt8>, into output: inout [UInt8]) -> TextChange {
        fold(text, trimming: false, into: &output)
    }

    /// Makes each run of white space one space, and removes it at both ends.
    package static func tidy(_ text: Span<UInt8>, into output: inout [UInt8]) -> TextChange {
        fold(text, trimming: true, into: &output)
    }

    private static func fold(_ text: Span<UInt8>, trimming: Bool, into output: inout [UInt8]) -> TextChange {
        if text.isTidyASCII {
            output.append(bytes: text)
            return .none
        }
        let start = output.count
        var cursor = UTF8Cursor()
        var run = SpaceRun()
        var change = TextChange.none
        while let scalar = cursor.next(text) {
            if let kind = WhiteSpace.of(scalar) {
                run.add(scalar, kind, at: cursor.count - 1)
            } else {
                if run.count > 0 { run.end(keepsSpace: !trimming || output.count > start, &output, &change) }
                output.append(scalar: scalar)
            }
        }
        if run.count > 0 { run.end(keepsSpace: !trimming, &output, &change) }
        cursor.noteMalformed(&change)
        return change
    }
}

/// White space between two characters that are seen.
private struct SpaceRun {
    private(set) var count = 0
    private var index = 0
    private var hasSpace = false
    private var isPlain = true

    mutating func add(_ scalar: UInt32, _ kind: WhiteSpace, at index: Int) {
        if count == 0 { self.index = index }
        count += 1
        hasSpace = hasSpace || kind == .space
        isPlain = isPlain && scalar == 0x20
    }

    /// Writes the run as one space or as nothing, and begins anew.
    mutating func end(keepsSpace: Bool, _ output: inout [UInt8], _ change: inout TextChange) {
        let written = hasSpace && keepsSpace ? 1 : 0
        if written == 1 { output.append(0x20) }
        let changed = count - written
        change.note(.normalised, at: index, count: changed == 0 && !isPlain ? 1 : changed)
        self = SpaceRun()
    }
}

extension Spaces {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "trim",
            "Removes white space at both ends.",
            parameters: ["text": "any text"],
            examples: [
                .init("  Acme Ltd ", gives: "Acme Ltd", "3 normalised, from 0"),
                .init("Acme\u{A0}", gives: "Acme", "1 normalised, from 4"),
                .init("Acme  Ltd", gives: "Acme  Ltd"),
                .init(" \t ", gives: "", "3 normalised, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in trim(arguments.text(0).utf8.span, into: &output) },
        FunctionDescription(
            "fold",
            "Makes each run of white space, line ends included, one space; invisible characters disappear.",
            parameters: ["text": "any text"],
            examples: [
                .init("Acme \t Ltd", gives: "Acme Ltd", "2 normalised, from 4"),
                .init("Invoice\r\n12", gives: "Invoice 12", "1 normalised, from 7"),
                .init("Ac\u{200B}me", gives: "Acme", "1 normalised, from 2"),
                .init("全角\u{3000}空白", gives: "全角 空白", "1 normalised, from 2"),
            ]
        ) { arguments, output throws(ValueRefusal) in fold(arguments.text(0).utf8.span, into: &output) },
        FunctionDescription(
            "tidy",
            "Makes each run of white space one space, and removes it at both ends.",
            parameters: ["text": "any text"],
            examples: [
                .init(" Acme \n Ltd ", gives: "Acme Ltd", "4 normalised, from 0"),
                .init("Acme Ltd", gives: "Acme Ltd"),
            ]
        ) { arguments, output throws(ValueRefusal) in tidy(arguments.text(0).utf8.span, into: &output) },
    ]
}
