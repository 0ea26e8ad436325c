/// The sub-fields of `:86:` as German, Austrian, Polish and Dutch banks write them: `166?00GUTSCHRIFT?20EREF+…`.
///
/// Three digits of the transaction code (GVC), then a separator and two digits in front of each sub-field. `?00` posting
/// text, `?10` batch number, `?20`-`?29` and `?60`-`?63` purpose, `?30` bank, `?31` account, `?32` `?33` name,
/// `?34` text key.
package struct StatementDetails: Sendable, Hashable {
    /// A sub-field: its number and its text.
    package struct Field: Sendable, Hashable {
        /// 0 to 99.
        package var number: Int
        /// The text as it stands there.
        package var text: String

        /// Makes a sub-field.
        package init(_ number: Int, _ text: String) {
            self.number = number
            self.text = text
        }
    }

    /// The transaction code of three digits.
    package var code: String
    /// The character in front of each number, `?` with most banks.
    package var separator: UInt8
    /// The sub-fields in order.
    package var fields: [Field]

    /// The length of a full sub-field, whose last word goes on in the next.
    package static let fieldLength = 27

    /// Makes details to write.
    package init(code: String, separator: UInt8 = UInt8(ascii: "?"), fields: [Field]) {
        self.code = code
        self.separator = separator
        self.fields = fields
    }

    /// Reads the text of a field, its lines put together; nil where it has no sub-fields.
    ///
    /// The separator is the sign behind the code, if two digits follow it; within a text it is one only in front of two
    /// digits. Blanks in front of the code are passed over.
    package init?(_ text: Span<UInt8>) {
        var start = 0
        while start < text.count, text[start] == 0x20 { start += 1 }
        guard text.count >= start + 6, (0..<3).allSatisfy({ text[start + $0].isDigit }) else { return nil }
        code = text.extracting(start..<start + 3).string
        separator = text[start + 3]
        fields = []
        guard separator < 0x80, separator > 0x20, !separator.isLetterOrDigit,
            Self.number(text, at: start + 3, separator) != nil
        else { return nil }
        readFields(text, from: start + 3)
    }

    /// The text of the first sub-field of a number.
    package func text(_ number: Int) -> String? { fields.first { $0.number == number }?.text }

    /// The text of several sub-fields; a full one goes on in the next without a space.
    package func text(_ numbers: [ClosedRange<Int>]) -> String {
        var output: [UInt8] = []
        var wasFull = true
        for field in fields where numbers.contains(where: { $0.contains(field.number) }) {
            let isOpen = wasFull || field.text.hasPrefix(" ") || output.last == 0x20
            if !isOpen, !field.text.isEmpty { output.append(0x20) }
            output.append(contentsOf: field.text.utf8)
            if !field.text.isEmpty { wasFull = field.text.unicodeScalars.count >= Self.fieldLength }
        }
        return output.string
    }

    /// What the payer wrote: sub-fields 20 to 29 and 60 to 63.
    package var purpose: String { text([20...29, 60...63]) }
    /// The name of the other party: sub-fields 32 and 33.
    package var name: String { text([32...33]) }

    /// Appends what the payer wrote as sub-fields 20 to 29 and 60 to 63, so that ``purpose`` gives it again.
    ///
    /// - Parameter text: the text; white space in it is folded.
    /// - Returns: what was changed; what finds no room in 14 sub-fields of 27 characters counts as cut.
    package mutating func appendPurpose(_ text: Span<UInt8>) -> TextChange {
        let numbers = Array(20...29) + Array(60...63)
        guard let rule = LineRule(lines: numbers.count, of: Self.fieldLength, starts: .any) else { return .none }
        var lines = LineList()
        let change = Lines.split(text, rule, into: &lines).change
        for index in 0..<lines.count { fields.append(Field(numbers[index], lines.text(index))) }
        return change
    }

    /// Writes code, separators and sub-fields as one text, without line ends; a number beyond 99 is left out.
    package func write(into output: inout [UInt8]) {
        output.append(contentsOf: code.utf8)
        for field in fields where (0...99).contains(field.number) {
            output.append(separator)
            output.append(UInt8(ascii: "0") + UInt8(field.number / 10))
            output.append(UInt8(ascii: "0") + UInt8(field.number % 10))
            output.append(contentsOf: field.text.utf8)
        }
    }

    private mutating func readFields(_ text: Span<UInt8>, from first: Int) {
        var start = first
        while start < text.count, let number = Self.number(text, at: start, separator) {
            var end = start + 3
            while end < text.count, Self.number(text, at: end, separator) == nil { end += 1 }
            fields.append(Field(number, text.extracting(start + 3..<end).string))
            start = end
        }
    }

    /// The number of the sub-field that begins at an offset; nil where none does.
    private static func number(_ text: Span<UInt8>, at index: Int, _ separator: UInt8) -> Int? {
        guard index + 3 <= text.count, text[index] == separator, text[index + 1].isDigit, text[index + 2].isDigit
        else { return nil }
        return Int(text[index + 1] - 0x30) * 10 + Int(text[index + 2] - 0x30)
    }
}

extension UInt8 {
    /// Whether it is a digit of ASCII.
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// Whether it is a letter or a digit of ASCII.
    var isLetterOrDigit: Bool { isDigit || (0x41...0x5A).contains(self & 0xDF) }
}

extension StatementDetails {
    /// The functions for people; sub-fields are lines `NN text`.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "readStatementDetails",
            "Reads the sub-fields of :86:; the first line is the transaction code.",
            parameters: ["text": "the text of the field, its lines put together"],
            examples: [
                .init("166?00CREDIT?20EREF+A-1?32Acme", gives: "166\n00 CREDIT\n20 EREF+A-1\n32 Acme"),
                .init("020~00TRANSFER~20a~b", gives: "020\n00 TRANSFER\n20 a~b"),
                .init("no sub-fields", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            guard let details = StatementDetails(arguments.text(0).utf8.span) else { return .none }
            let fields = details.fields.map { ($0.number < 10 ? "0" : "") + "\($0.number) \($0.text)" }
            output.append(contentsOf: ([details.code] + fields).joined(separator: "\n").utf8)
            return .none
        },
        FunctionDescription(
            "statementPurpose",
            "Gives what the payer wrote, from sub-fields 20-29 and 60-63 of :86:; a full sub-field goes on in the next.",
            parameters: ["text": "the text of the field, its lines put together"],
            examples: [
                .init("166?20Rent May?21flat 4?32Acme", gives: "Rent May flat 4"),
                .init("166?20ABCDEFGHIJKLMNOPQRSTUVWXYZA?21BC", gives: "ABCDEFGHIJKLMNOPQRSTUVWXYZABC"),
                .init("no sub-fields", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let details = StatementDetails(arguments.text(0).utf8.span)
            output.append(contentsOf: (details?.purpose ?? "").utf8)
            return .none
        },
        FunctionDescription(
            "writeStatementPurpose",
            "Writes what the payer wrote as sub-fields ?20-?29 and ?60-?63 behind a transaction code.",
            parameters: ["text": "any text", "code": "the transaction code of three digits"],
            examples: [
                .init("Rent May flat 4", "166", gives: "166?20Rent May flat 4"),
                .init(
                    "Rent of May for the flat in the second floor",
                    "166",
                    gives: "166?20Rent of May for the flat?21in the second floor",
                    "1 split, from 0"
                ),
            ]
        ) { arguments, output throws(ValueRefusal) in
            var details = StatementDetails(code: arguments.text(1), fields: [])
            let text = arguments.text(0)
            let change = details.appendPurpose(text.utf8.span)
            details.write(into: &output)
            return change
        },
    ]
}
