/// What is wrong with a mapping file, where, and what to write in its place: parser and checker report these.
package struct MappingProblem: Error, Sendable, Hashable {
    /// Where it begins.
    package var position: SourcePosition
    /// How many Unicode scalars of the line it is about, at least one.
    package var length: Int
    /// What is wrong, in one sentence.
    package var message: String
    /// What to do about it, in one sentence; nil where the message says it.
    package var suggestion: String?

    /// Makes a problem.
    package init(at position: SourcePosition, length: Int = 1, _ message: String, suggestion: String? = nil) {
        self.position = position
        self.length = max(1, length)
        self.message = message
        self.suggestion = suggestion
    }
}

extension MappingProblem: CustomStringConvertible {
    /// `file:line:column: sentence. suggestion`.
    package var description: String {
        "\(position): \(message)" + (suggestion.map { " \($0)" } ?? "")
    }
}

extension MappingProblem: Comparable {
    /// By their place in the file.
    package static func < (left: MappingProblem, right: MappingProblem) -> Bool {
        (left.position.file, left.position.line, left.position.column, left.message)
            < (right.position.file, right.position.line, right.position.column, right.message)
    }
}
