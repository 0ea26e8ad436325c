/// Writes a mapping file in the house form: four blanks for each level, one statement a line, signs between blanks.
///
/// What it writes is read as the same file. Comments and empty lines stay where they are between statements; what an
/// author wrote in one line within braces, and with `|` rather than `name(…)`, stays so where it fits.
package struct MappingPrinter {
    /// How long a line may be before an object is spread over several, or a chain of `else` broken.
    package static let columnsMax = 120

    private(set) var lines: [String] = []
    private var remarks: ArraySlice<MappingRemark>
    /// Whether remarks are left out, which is so within one line.
    private let isPlain: Bool

    /// Writes a file.
    package static func print(_ file: MappingFile) -> String {
        var printer = MappingPrinter(remarks: file.remarks[...], isPlain: false)
        printer.file(file)
        printer.flushRemarks(before: nil, level: 0)
        while printer.lines.last == "" { printer.lines.removeLast() }
        return printer.lines.joined(separator: "\n") + "\n"
    }

    init(remarks: ArraySlice<MappingRemark>, isPlain: Bool) {
        self.remarks = remarks
        self.isPlain = isPlain
    }

    // MARK: - Lines

    /// Adds lines at a level; the text may have several, of which the further ones are indented already.
    mutating func add(_ text: String, level: Int) {
        lines.append(Self.indentation(level) + text)
    }

    static func indentation(_ level: Int) -> String { String(repeating: "    ", count: level) }

    /// Writes the comments and empty lines that stand before a place, those behind a statement on its first line.
    mutating func flushRemarks(before place: SourcePosition?, level: Int) {
        guard !isPlain else { return }
        while let remark = remarks.first, place.map({ remark.position.line < $0.line }) ?? true {
            remarks.removeFirst()
            guard let text = remark.text else {
                if let last = lines.last, last != "", !last.hasSuffix("{") { lines.append("") }
                continue
            }
            if remark.isOwnLine || lines.last ?? "" == "" {
                add(text, level: level)
            } else {
                append("  " + text)
            }
        }
    }

    /// Writes statements as text, and takes the remarks among them.
    mutating func text(of statements: [Statement], level: Int) -> [String] {
        var printer = MappingPrinter(remarks: remarks, isPlain: isPlain)
        for statement in statements { printer.statement(statement, level: level) }
        remarks = printer.remarks
        return printer.lines
    }

    /// Writes the comment that stands behind something on its line.
    mutating func flushTrailingRemark(at place: SourcePosition) {
        guard !isPlain, let remark = remarks.first, remark.position.line == place.line, let text = remark.text else {
            return
        }
        remarks.removeFirst()
        append("  " + text)
    }

    /// Adds to the last line.
    mutating func append(_ text: String) {
        guard let last = lines.popLast() else { return lines.append(text) }
        lines.append(last + text)
    }

    // MARK: - Words

    /// A text in quotation marks with its escapes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A member's name, in quotation marks where it has other signs.
    static func member(_ name: Name) -> String {
        let bytes = Array(name.text.utf8)
        var isPlain = !bytes.isEmpty
        for (index, byte) in bytes.enumerated() where !byte.isNameByte && !byte.isDigitByte {
            isPlain =
                isPlain && byte == UInt8(ascii: "-") && index > 0 && index + 1 < bytes.count
                && bytes[index + 1] != UInt8(ascii: "-")
        }
        return isPlain ? name.text : quoted(name.text)
    }

    /// A path; its first member is in quotation marks where it would be read as a word of the language or a number.
    static func path(_ path: MemberPath) -> String {
        guard let first = path.members.first else { return "" }
        let isWord =
            MappingWords.reserved.contains(first.text) || MappingWords.statements.contains(first.text)
            || MappingWords.declarations.contains(first.text) || MappingWords.headers.contains(first.text)
        let begin = isWord || first.text.utf8.first?.isDigitByte == true ? quoted(first.text) : member(first)
        return ([begin] + path.members.dropFirst().map(member)).joined(separator: ".")
            + (path.isOptionalByVersion ? "?" : "")
    }

    static func literal(_ literal: Literal) -> String {
        switch literal {
        case .text(let text): quoted(text)
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        }
    }

    static func fault(_ fault: MappingFault) -> String {
        "fault " + quoted(fault.code.text) + (fault.sentence.map { " " + quoted($0) } ?? "")
    }

    static func type(_ type: TypeName) -> String {
        switch type {
        case .document(let name): name.text
        case .versions(let name, let last): name.text + ".." + last
        case .component(let system, let name): system.text + ":" + name.text
        case .text(let lengthMin, let lengthMax, let characters, _):
            "text" + (lengthMax.map { lengthMin > 0 ? " \(lengthMin)..\($0)" : " \($0)" } ?? "")
                + (characters.map { " in \($0)" } ?? "")
        case .simple(let simple, _): simple.rawValue
        case .constants(let constants, _): constants.map(quoted).joined(separator: " | ")
        case .list(let element, _): "list of " + self.type(element)
        case .optional(let wrapped): self.type(wrapped) + "?"
        case .oneOf(let types): types.map(self.type).joined(separator: " | ")
        }
    }
}
