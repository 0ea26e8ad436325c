/// Where in a mapping file something stands: the place that a fault about it names.
package struct SourcePosition: Sendable, Hashable {
    /// The file's name, below `schemas/mappings`.
    package var file: String
    /// Line, from 1.
    package var line: Int
    /// Column in Unicode scalars, from 1.
    package var column: Int

    /// Makes a position.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// `mt103.map:12:5`.
    package var description: String { "\(file):\(line):\(column)" }
}
