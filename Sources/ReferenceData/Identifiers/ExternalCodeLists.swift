package import Canonical

/// Code lists that a standard keeps outside of its schemas, such as the external code sets of ISO 20022.
///
/// They change every quarter, so they are data: the lists in use come with the bus as `schemas/reference/*.txt`, and a
/// user can give others or newer ones. A line of such a text has the name of a list in brackets, or codes of the list
/// named last, separated by spaces; what follows `#` is a comment.
package struct ExternalCodeLists: Sendable {
    /// Greatest number of codes that are read.
    package static let codesMax = 100_000

    /// No lists.
    package static let none = ExternalCodeLists()

    private var codes: [String: Set<String>] = [:]

    package init() {}

    /// Reads lists from a text and adds them; a list of a name that is there already takes its place.
    ///
    /// - Throws: `configuration.invalid` with the line, for a code before any name or for too many codes.
    package mutating func add(_ text: String, file: String) throws(Fault) {
        var list: String?
        var added: [String: Set<String>] = [:]
        var count = 0
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != "#" }
            for word in content.split(whereSeparator: \.isWhitespace) {
                if word.first == "[", word.last == "]" {
                    list = String(word.dropFirst().dropLast())
                    continue
                }
                count += 1
                guard let list, count <= Self.codesMax else {
                    let reason =
                        list == nil ? "A code stands before the name of its list." : "There are too many codes."
                    throw Fault(
                        .programmer,
                        .configurationInvalid,
                        stage: .setup,
                        place: Place(line: number + 1, field: file),
                        reason: reason
                    )
                }
                added[list, default: []].insert(String(word))
            }
        }
        codes.merge(added) { _, new in new }
    }

    /// The names of the lists, sorted.
    package var names: [String] { codes.keys.sorted() }

    /// The codes of a list, sorted; nil if there is no such list.
    package func codes(of list: String) -> [String]? { codes[list]?.sorted() }

    /// Whether a list has a code, as it is written; nil if there is no such list.
    package func contains(_ code: String, in list: String) -> Bool? { codes[list]?.contains(code) }

    func kind(_ name: String) -> IdentifierKind? {
        guard let list = codes[name] else { return nil }
        return IdentifierKind(name, "A code of the list \(name).") { text throws(IdentifierReason) in
            guard list.contains(text.text) else { throw .part("code", "The list has no such code.") }
            return IdentifierReading(normalForm: text.text, parts: [IdentifierPart("list", name)])
        }
    }
}
