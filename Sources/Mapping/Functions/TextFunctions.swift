import Canonical

/// Functions that look into texts and take parts of them.
enum TextFunctions {
    static let all: [MappingFunction] = [
        MappingFunction(
            "length",
            "How many characters a text has.",
            parameters: [MappingFunction.needed("text", .text)],
            result: MappingFunction.result(.number(isInteger: true))
        ) { call in
            let count = call.bytes.span.extracting(call.range(0)).scalarCount
            call.give(count)
        },
        MappingFunction(
            "starts-with",
            "Whether a text begins with another.",
            holdsFor: [MappingFunction.needed("text", .text), MappingFunction.needed("beginning", .text)]
        ) { call in
            let (text, beginning) = (call.range(0), call.range(1))
            guard beginning.count <= text.count else { return false }
            let bytes = call.bytes.span
            return bytes.extracting(text).extracting(0..<beginning.count).isSame(as: bytes.extracting(beginning))
        },
        MappingFunction(
            "ends-with",
            "Whether a text ends with another.",
            holdsFor: [MappingFunction.needed("text", .text), MappingFunction.needed("end", .text)]
        ) { call in
            let (text, end) = (call.range(0), call.range(1))
            guard end.count <= text.count else { return false }
            let bytes = call.bytes.span
            return bytes.extracting(text.upperBound - end.count..<text.upperBound).isSame(as: bytes.extracting(end))
        },
        MappingFunction(
            "contains",
            "Whether a text has another within it.",
            holdsFor: [MappingFunction.needed("text", .text), MappingFunction.constant("part")]
        ) { call in
            let bytes = call.bytes.span
            return bytes.extracting(call.range(0)).first(bytes.extracting(call.range(1))) != nil
        },
        MappingFunction(
            "before",
            "What stands before the first occurrence of a mark; absent where there is none.",
            partOf: [MappingFunction.needed("text", .text), MappingFunction.constant("mark")]
        ) { text, call in
            text.first(call.bytes.span.extracting(call.range(1))).map { 0..<$0 }
        },
        MappingFunction(
            "after",
            "What stands after the first occurrence of a mark; absent where there is none.",
            partOf: [MappingFunction.needed("text", .text), MappingFunction.constant("mark")]
        ) { text, call in
            let mark = call.range(1)
            return text.first(call.bytes.span.extracting(mark)).map { $0 + mark.count..<text.count }
        },
        MappingFunction(
            "between",
            "What stands after the first occurrence of a mark and before the next one of another; absent without both.",
            partOf: [
                MappingFunction.needed("text", .text), MappingFunction.constant("mark"),
                MappingFunction.constant("end"),
            ]
        ) { text, call in
            let bytes = call.bytes.span
            guard let mark = text.first(bytes.extracting(call.range(1))) else { return nil }
            let start = mark + call.range(1).count
            return text.first(bytes.extracting(call.range(2)), from: start).map { start..<$0 }
        },
        MappingFunction(
            "cut-out",
            "The characters from a place, the first being 1, so many or to the end; absent where there are none.",
            partOf: [
                MappingFunction.needed("text", .text), MappingFunction.needed("from"),
                MappingFunction.optional("length"),
            ]
        ) { text, call in
            guard let from = call.integer(1), from >= 1 else { return nil }
            let start = text.offset(ofCharacter: from - 1)
            var end = text.count
            if call.kind(call[2]) != .absent {
                guard let length = call.integer(2), length > 0 else { return nil }
                end = start + text.extracting(start..<text.count).offset(ofCharacter: length)
            }
            return start < end ? start..<end : nil
        },
        caseChange("upper", "The text with the letters a to z as capitals.", from: 0x61...0x7A),
        caseChange("lower", "The text with the capitals A to Z as small letters.", from: 0x41...0x5A),
    ]

    /// Changes the case of ASCII letters, which is what codes are made of.
    private static func caseChange(_ name: String, _ summary: String, from letters: ClosedRange<UInt8>)
        -> MappingFunction
    {
        MappingFunction(
            name,
            summary,
            parameters: [MappingFunction.needed("text", .text)],
            result: MappingFunction.shortened(mayBeAbsent: false)
        ) { call in
            for index in call.range(0) {
                let byte = call.bytes[index]
                call.output.append(letters.contains(byte) ? byte ^ 0x20 : byte)
            }
            call.giveOutput()
        }
    }
}

extension Span<UInt8> {
    /// Where a part occurs first, from an offset on; nil where it does not.
    ///
    /// Marks are constants of the mapping, so trying each place is linear in the text.
    func first(_ part: Span<UInt8>, from start: Int = 0) -> Int? {
        guard start <= count, part.count <= count - start else { return nil }
        guard part.count > 0 else { return start }
        var index = start
        while index <= count - part.count {
            if self[index] == part[0], extracting(index..<index + part.count).isSame(as: part) { return index }
            index += 1
        }
        return nil
    }

    /// Where the character of a number, from 0, begins; the end where there are fewer.
    func offset(ofCharacter number: Int) -> Int {
        var left = number
        for index in indices where self[index] & 0xC0 != 0x80 {
            if left == 0 { return index }
            left -= 1
        }
        return count
    }
}
