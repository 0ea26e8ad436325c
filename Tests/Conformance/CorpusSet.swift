/// A set of files with expected results, and the check of what the formats make of them.
///
/// The files are public data of others and are read where they lie; see `BANKBUS_CORPORA` in CONTRIBUTING.md.
package struct CorpusSet: Sendable {
    /// The set's name in the report, such as `prowide-core fields`.
    package let name: String
    /// Reads every file of the set and compares; throws only if the set cannot be read at all.
    package let run: @Sendable (CorpusFolder) throws -> CorpusResult

    package init(_ name: String, run: @escaping @Sendable (CorpusFolder) throws -> CorpusResult) {
        self.name = name
        self.run = run
    }
}

/// What the check of a corpus set found.
package struct CorpusResult: Sendable {
    /// A file, or a case within one, whose result is not the expected one.
    package struct Difference: Sendable {
        /// The file, or the file and the case in it.
        package var file: String
        /// Why it differs: the reason where it is known and right, else what was seen.
        package var reason: String
        /// Whether the reason is known, written down, and not a defect of the formats.
        package var isExplained: Bool
    }

    /// How many cases were checked; a case is a file unless the set says otherwise.
    package private(set) var cases = 0
    /// The cases that are not as expected.
    package private(set) var differences: [Difference] = []

    package init() {}

    /// How many cases are as expected.
    package var asExpected: Int { cases - differences.count }
    /// The differences that nobody has explained.
    package var unexplained: [Difference] { differences.filter { !$0.isExplained } }

    /// Enters a case that is as expected.
    package mutating func pass() {
        cases += 1
    }

    /// Enters a case that is not as expected and should be.
    package mutating func fail(_ file: String, _ seen: String) {
        cases += 1
        differences.append(Difference(file: file, reason: seen, isExplained: false))
    }

    /// Enters a case that is not as expected for a reason that is right.
    package mutating func differ(_ file: String, because reason: String) {
        cases += 1
        differences.append(Difference(file: file, reason: reason, isExplained: true))
    }

    /// Enters a case by what was seen: nil where it is as expected.
    ///
    /// - Parameters:
    ///   - file: the file or case.
    ///   - seen: what is not as expected.
    ///   - explanation: why that is right, if it is.
    package mutating func enter(_ file: String, difference seen: String?, explanation: String? = nil) {
        switch (seen, explanation) {
        case (nil, nil): pass()
        case (nil, _?): fail(file, "is as expected, though an explanation says that it differs: remove that")
        case (let seen?, nil): fail(file, seen)
        case (_?, let explanation?): differ(file, because: explanation)
        }
    }
}
