/// What a mapping file may need at most: each limit is far beyond what people read, and bounds memory, time and stack.
package struct MappingSyntaxLimits: Sendable {
    /// Size of a file in bytes.
    package var fileBytesMax = 1 << 20
    /// Words, numbers, texts and signs of a file.
    package var tokensMax = 200_000
    /// Brackets, braces and expressions within each other.
    package var depthMax = 64
    /// Height of the tree of one statement, with operators in a row: what works on the tree may recurse.
    package var heightMax = 256
    /// Parts, tables, code tables and examples of a file.
    package var declarationsMax = 1_000
    /// Problems that one run reports.
    package var problemsMax = 100

    /// Makes the default limits.
    package init() {}
}
