/// When an alternative is meant: a field before it has one of these values.
struct CopybookRule: Sendable {
    /// The watch of the field.
    var watch: Int
    /// The values as the field's text in documents.
    var values: [[UInt8]]
}

/// What a counter's values stand for, where they are no numbers.
struct CopybookCounts: Sendable {
    var counts: [[UInt8]: Int]
}
