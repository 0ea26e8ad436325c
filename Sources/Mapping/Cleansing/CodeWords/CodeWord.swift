/// A code word of a narrative field with its text, as in field 72: `/INS/BANKDEFF`.
package struct CodeWord: Sendable, Hashable {
    /// The code without its slashes; nil for text in front of the first code or without one.
    package var code: String?
    /// The text behind the code, its lines joined.
    package var text: String

    /// Makes a code word.
    package init(_ code: String?, _ text: String) {
        self.code = code
        self.text = text
    }
}
