/// A comment or an empty line of a mapping file, which means nothing and is kept for the printer.
package struct MappingRemark: Sendable, Hashable {
    /// The comment with its `#`; nil for empty lines.
    package var text: String?
    /// Where it begins.
    package var position: SourcePosition
    /// Whether nothing stands before it on its line.
    package var isOwnLine: Bool
}
