/// A kind of identifier: its name, what it is, and how one is checked.
package struct IdentifierKind: Sendable {
    /// The name on the command line, such as `iban`.
    package let name: String
    /// One sentence for people, with the standard.
    package let summary: String
    private let read: @Sendable (IdentifierText) throws(IdentifierReason) -> IdentifierReading

    init(
        _ name: String,
        _ summary: String,
        read: @escaping @Sendable (IdentifierText) throws(IdentifierReason) -> IdentifierReading
    ) {
        self.name = name
        self.summary = summary
        self.read = read
    }

    /// Checks a value, written with or without spaces and hyphens, in capital or small letters.
    package func check(_ value: String) -> IdentifierVerdict {
        do throws(IdentifierReason) {
            let reading = try read(try IdentifierText(value))
            return IdentifierVerdict(kind: name, normalForm: reading.normalForm, parts: reading.parts)
        } catch {
            return IdentifierVerdict(kind: name, parts: [], reason: error)
        }
    }
}
