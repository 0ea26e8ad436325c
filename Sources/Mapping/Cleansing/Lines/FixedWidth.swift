/// Fields of a fixed number of bytes in the encoding of a file, as core banking systems have them.
///
/// The bytes count, not the characters: a Chinese name of 10 characters is 20 bytes in GB18030. A text is cut between
/// characters and the field filled up, so that it never ends in half a character. Encodings with shift codes (mixed
/// EBCDIC, with SO and SI around double bytes) cannot be encoded character by character; their codec cuts itself.
package struct FixedWidth: Sendable, Hashable {
    /// Where the text stands in the field.
    package enum Alignment: String, CaseIterable, Sendable {
        /// At the beginning; filled up behind.
        case left
        /// At the end; filled up in front.
        case right
    }

    /// The number of bytes of the field.
    package let width: Int
    /// The byte that fills the field up.
    package let padding: UInt8
    /// Where the text stands.
    package let alignment: Alignment

    /// The greatest width of a field.
    package static let widthMax = 1_000_000

    /// Describes a field; nil where the width is out of bounds.
    package init?(_ width: Int, padding: UInt8 = 0x20, alignment: Alignment = .left) {
        guard (0...Self.widthMax).contains(width) else { return nil }
        self.width = width
        self.padding = padding
        self.alignment = alignment
    }

    /// Writes a text as a field: exactly so many bytes.
    ///
    /// - Parameters:
    ///   - text: the text in UTF-8.
    ///   - output: where to append the field.
    ///   - encode: appends one character, given in UTF-8, in the file's encoding; false where the encoding has none.
    /// - Returns: what was cut off.
    /// - Throws: `characters` at a character that the encoding does not have.
    package func write(
        _ text: Span<UInt8>,
        into output: inout [UInt8],
        encode: (Span<UInt8>, inout [UInt8]) -> Bool
    ) throws(ValueRefusal) -> TextChange {
        var change = TextChange.none
        let start = output.count
        var cursor = UTF8Cursor()
        var character: [UInt8] = []
        while let scalar = cursor.next(text) {
            let end = output.count
            character.removeAll(keepingCapacity: true)
            character.append(scalar: scalar)
            guard encode(character.span, &output) else {
                output.removeSubrange(start...)
                throw ValueRefusal(.characters, at: cursor.count - 1)
            }
            guard output.count - start > width else { continue }
            output.removeSubrange(end...)
            let index = cursor.count - 1
            change.note(.cut, at: index, count: text.characterCount - index)
            break
        }
        cursor.noteMalformed(&change)
        pad(from: start, &output)
        return change
    }

    private func pad(from start: Int, _ output: inout [UInt8]) {
        let missing = width - (output.count - start)
        guard missing > 0 else { return }
        let padding = repeatElement(padding, count: missing)
        if alignment == .left {
            output.append(contentsOf: padding)
        } else {
            output.insert(contentsOf: padding, at: start)
        }
    }
}

extension FixedWidth {
    /// The functions for people; their examples are in UTF-8, a route's are in the encoding of its file.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "fixedWidth",
            "Makes a text exactly so many bytes long in the file's encoding: cut between characters, or filled up.",
            parameters: [
                "text": "any text", "width": "the number of bytes", "padding": "one character (default a space)",
                "alignment": "left (default) or right",
            ],
            examples: [
                .init("Acme", "6", gives: "Acme  "),
                .init("42", "6", "0", "right", gives: "000042"),
                .init("张三李", "8", gives: "张三  ", "1 cut, from 2"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let alignment = try arguments.option(3, Alignment.self)
            let padding = arguments.text(2).isEmpty ? 0x20 : try arguments.character(2)
            guard let field = FixedWidth(try arguments.number(1), padding: padding, alignment: alignment) else {
                throw ValueRefusal(.argument, at: 1)
            }
            return try field.write(arguments.text(0).utf8.span, into: &output) { character, output in
                output.append(bytes: character)
                return true
            }
        }
    ]
}
