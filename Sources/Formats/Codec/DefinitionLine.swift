import Canonical

/// A line of a table among the definitions: words separated by blanks, with a comment behind `#`.
struct DefinitionLine {
    /// The line without its comment.
    let text: Substring
    /// Its number in the file, from 1.
    let number: Int
    private let fileName: String

    /// The lines of a table that hold something.
    static func lines(of file: DefinitionFile) -> [DefinitionLine] {
        String(decoding: file.bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { DefinitionLine(text: $0.element.prefix { $0 != "#" }, number: $0.offset + 1, fileName: file.name) }
            .filter { !$0.words.isEmpty }
    }

    /// The words of the line.
    var words: [String] { Self.words(of: text) }

    /// The words of a part of a line.
    static func words(of text: Substring) -> [String] { text.split(separator: " ").map(String.init) }

    /// The values that a field may have, which follow an equals sign at the end of a field's words; none if any.
    func values(_ words: some Collection<String>) throws(Fault) -> [[UInt8]] {
        if let first = words.first, first != "=" { throw fault("Values follow an equals sign.") }
        return words.dropFirst().map { Array($0.utf8) }
    }

    /// What is wrong with the line, with its place.
    func fault(_ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: number, path: fileName),
            reason: reason
        )
    }
}
