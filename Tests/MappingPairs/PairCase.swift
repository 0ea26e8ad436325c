import Canonical
package import Conformance

/// A message with the message of the other world that a translator makes of it.
package struct PairCase: Sendable {
    /// The two sets of pairs, by their folders.
    package enum Direction: String, Sendable, CaseIterable {
        case toMX = "ballerina-mt-to-mx"
        case toMT = "ballerina-mx-to-mt"

        /// The file of the message.
        var inputFile: String { self == .toMX ? "input.fin" : "input.xml" }
        /// The file of the expected message.
        var expectedFile: String { self == .toMX ? "expected.xml" : "expected.fin" }
    }

    /// The set.
    package var direction: Direction
    /// The folder of the pair in its set.
    package var name: String

    /// The message, below the corpora.
    var input: String { "\(direction.rawValue)/\(name)/\(direction.inputFile)" }
    /// What is expected, below the corpora.
    var expected: String { "\(direction.rawValue)/\(name)/\(direction.expectedFile)" }

    /// The pairs of both sets, in the order of their tables.
    ///
    /// - Throws: what reading the tables throws.
    package static func all(_ corpora: CorpusFolder) throws -> [PairCase] {
        try Direction.allCases.flatMap { direction in
            let table = try corpora.json("\(direction.rawValue)/cases.json")
            let rows = table.items ?? table["cases"]?.items ?? []
            return rows.compactMap { row in
                row["case"]?.text.map { PairCase(direction: direction, name: $0) }
            }
        }
    }
}
