import Canonical

/// A word of a table, with its place for faults.
struct MTWord: Sendable {
    var text: String
    var line: Int
    var column: Int
}

/// One line of a table: its words, and whether it begins with a blank.
struct MTTableLine: Sendable {
    var words: [MTWord]
    var isIndented: Bool
}

/// A table's text, cut into lines and words; comments and empty lines are left out.
struct MTTableFile: Sendable {
    /// The file's name, for faults.
    let name: String
    /// The lines that hold something.
    let lines: [MTTableLine]

    /// - Parameters:
    ///   - file: the table.
    ///   - symbols: bytes that are words of their own, as in rules; none where blanks alone separate words.
    init(_ file: DefinitionFile, symbols: Set<UInt8> = []) {
        name = file.name
        var lines: [MTTableLine] = []
        var number = 0
        for line in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let words = Self.words(of: Array(line), number: number, symbols: symbols)
            let isIndented = line.first == 0x20 || line.first == 0x09
            if !words.isEmpty { lines.append(MTTableLine(words: words, isIndented: isIndented)) }
        }
        self.lines = lines
    }

    /// The lines with the indented ones joined to the line before them.
    var entries: [[MTWord]] {
        var entries: [[MTWord]] = []
        for line in lines {
            if line.isIndented, !entries.isEmpty {
                entries[entries.count - 1] += line.words
            } else {
                entries.append(line.words)
            }
        }
        return entries
    }

    /// A fault at a word of this table.
    func fault(_ word: MTWord, _ reason: String, column: Int = 0) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: word.line, path: name),
            reason: "Table \(name), line \(word.line), column \(word.column + column): \(reason)"
        )
    }

    private static func words(of line: [UInt8], number: Int, symbols: Set<UInt8>) -> [MTWord] {
        var words: [MTWord] = []
        var index = 0
        while index < line.count {
            let byte = line[index]
            if isBlank(byte) {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "#"), index == 0 || isBlank(line[index - 1]) { break }
            let start = index
            index = end(ofWordAt: index, in: line, symbols: symbols)
            let text = String(decoding: line[start..<index], as: UTF8.self)
            words.append(MTWord(text: text, line: number, column: start + 1))
        }
        return words
    }

    private static func end(ofWordAt start: Int, in line: [UInt8], symbols: Set<UInt8>) -> Int {
        if symbols.contains(line[start]) { return start + 1 }
        var index = start
        var isQuoted = false
        while index < line.count, isQuoted || !(isBlank(line[index]) || symbols.contains(line[index])) {
            if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            index += 1
        }
        return index
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }
}
