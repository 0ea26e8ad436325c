/// Joins lines into one text: a space between two of them, but none after a full line.
///
/// A sender who breaks a text at the 35th character breaks words; one who breaks it at a space leaves the line shorter.
/// So field 70 of an MT, four full lines, fits into 140 characters.
package struct LineJoiner {
    private let width: Int?
    private var isFirst = true
    private var wasFull = false

    /// Begins a text; `width` is the length of a full line, nil where there always is a space between two.
    package init(fullAt width: Int? = nil) {
        self.width = width
    }

    /// Appends a line; `prefixLength` is what stood in front of it, such as 2 for `//`.
    ///
    /// Empty lines are left out.
    package mutating func append(_ line: Span<UInt8>, prefixLength: Int = 0, to output: inout [UInt8]) {
        let count = line.characterCount
        guard count > 0 else { return }
        if !isFirst, !wasFull { output.append(0x20) }
        output.append(text: line)
        isFirst = false
        wasFull = width.map { count + prefixLength >= $0 } ?? false
    }
}
