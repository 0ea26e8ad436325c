import Canonical

/// The characters of a copybook that count, each with its line and column.
///
/// Of the fixed reference format (ISO/IEC 1989, 6.2) only the columns 8 to 72 count: 1 to 6 hold sequence numbers, 7 an
/// indicator (`*` and `/` begin a comment, `-` continues the line before, `D` a debugging line) and what is behind 72 a
/// mark. A file with text in the columns 1 to 6 that is no sequence number is read as free format. Tabs stand for the
/// next column of 8.
struct CopybookSource {
    struct Character {
        var scalar: Unicode.Scalar
        var line: Int
        var column: Int
    }

    /// The characters, lines divided by a line feed.
    private(set) var characters: [Character] = []
    private var openQuote: Unicode.Scalar?
    private let isFree: Bool

    private static let areaFirst = 7
    private static let areaLast = 72

    init(_ file: DefinitionFile) {
        let lines = Self.lines(file.bytes)
        isFree = lines.contains { Self.isFree($0) }
        for (number, line) in lines.enumerated() { append(line, number: number + 1) }
    }

    // MARK: - Lines

    /// The lines as scalars; bytes that are no UTF-8 are read as ISO-8859-1.
    private static func lines(_ bytes: [UInt8]) -> [[Unicode.Scalar]] {
        let text = String(validating: bytes, as: UTF8.self)
        let scalars = text.map { Array($0.unicodeScalars) } ?? bytes.map { Unicode.Scalar($0) }
        return scalars.split(separator: "\n", omittingEmptySubsequences: false).map { expandTabs($0) }
    }

    private static func expandTabs(_ line: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        var expanded: [Unicode.Scalar] = []
        // Carriage returns, and the CTRL-Z with which old systems end a file, are no text.
        for scalar in line where scalar.value >= 0x20 || scalar == "\t" {
            if scalar == "\u{FEFF}" { continue }
            if scalar == "\t" {
                repeat { expanded.append(" ") } while expanded.count % 8 != 0
            } else {
                expanded.append(scalar)
            }
        }
        while expanded.last == " " { expanded.removeLast() }
        return expanded
    }

    /// Whether a line has text where the fixed format has sequence numbers.
    private static func isFree(_ line: [Unicode.Scalar]) -> Bool {
        let area = line.prefix(areaFirst - 1)
        guard let first = area.firstIndex(where: { $0 != " " }), line[first] != "*" else { return false }
        if area.count == areaFirst - 1, !area.contains(" ") { return false }
        if line.count >= areaFirst, "*/-".unicodeScalars.contains(line[areaFirst - 1]) { return false }
        let isNumber = area.allSatisfy { $0 == " " || ("0"..."9").contains($0) }
        // A sequence number of fewer than six digits stands apart from what follows; a level number begins an entry.
        return !isNumber || area.filter { $0 != " " }.count <= 2
    }

    private mutating func append(_ line: [Unicode.Scalar], number: Int) {
        guard let first = line.first(where: { $0 != " " }) else { return }
        if first == "*" { return }
        if isFree {
            appendText(line[...], line: number, isContinued: false)
            return
        }
        guard line.count >= Self.areaFirst else { return }
        let indicator = line[Self.areaFirst - 1]
        let next: Unicode.Scalar = line.count > Self.areaFirst ? line[Self.areaFirst] : " "
        if indicator == "*" || indicator == "/" || indicator == "$" { return }
        if (indicator == "D" || indicator == "d") && next == " " { return }
        let isContinued = indicator == "-"
        // Text that begins in column 7 is no indicator; others read it, and so does this.
        let start = indicator == " " || isContinued ? Self.areaFirst : Self.areaFirst - 1
        appendText(line.prefix(Self.areaLast).dropFirst(start), line: number, isContinued: isContinued)
    }

    // MARK: - Text

    private mutating func appendText(_ text: ArraySlice<Unicode.Scalar>, line: Int, isContinued: Bool) {
        var text = text
        if isContinued { text = joined(text) } else { openQuote = nil }
        var isStart = !isContinued
        var index = text.startIndex
        while index < text.endIndex {
            let scalar = text[index]
            let isComment = scalar == "*" && index + 1 < text.endIndex && text[index + 1] == ">"
            if openQuote == nil, isComment { break }
            if let quote = openQuote {
                if scalar == quote { openQuote = nil }
            } else if scalar == "'" || scalar == "\"" {
                openQuote = scalar
            }
            if isStart { characters.append(Character(scalar: "\n", line: line, column: index + 1)) }
            isStart = false
            characters.append(Character(scalar: scalar, line: line, column: index + 1))
            index += 1
        }
    }

    /// Prepares the end of the text so far for a continuation, and returns what is added to it.
    private mutating func joined(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var text = text.drop { $0 == " " }
        if openQuote != nil, let last = characters.last {
            // A literal goes on to column 72 of its line, and then behind the quote of the next.
            for column in last.column..<max(last.column, Self.areaLast) {
                characters.append(Character(scalar: " ", line: last.line, column: column + 1))
            }
            if text.first == "'" || text.first == "\"" { text = text.dropFirst() }
        } else {
            while let last = characters.last, last.scalar == " " || last.scalar == "\n" { characters.removeLast() }
        }
        return text
    }
}
