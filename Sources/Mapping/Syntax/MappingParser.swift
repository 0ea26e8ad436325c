/// Reads a mapping file: by recursive descent, with all syntax errors of the file in one run.
///
/// A statement that cannot be read is one problem, and reading goes on with the next. Time is linear in the size of the
/// file, the stack is bounded by ``MappingSyntaxLimits/depthMax``. The grammar stands at the end of `docs/mapping.md`.
package struct MappingParser {
    /// What surrounds an expression and ends it earlier.
    struct Surroundings: OptionSet {
        let rawValue: UInt8
        /// Inside `( )` or `[ ]`: line ends mean nothing.
        static let brackets = Surroundings(rawValue: 1)
        /// Between `then` and `else`, which belongs to the `if`.
        static let beforeElse = Surroundings(rawValue: 2)
        /// The condition of `where`: `|`, `through` and a further `where` work on the list.
        static let filter = Surroundings(rawValue: 4)
        /// The list of `each`, `fold` or `yield`, whose `where` belongs to them.
        static let beforeWhere = Surroundings(rawValue: 8)
    }

    let tokens: [MappingToken]
    let partners: [Int: Int]
    let limits: MappingSyntaxLimits
    var index = 0
    var depth = 0
    var surroundings: Surroundings = []
    var problems: [MappingProblem]
    /// Where the expression that was read last has a `|` outside brackets, if it has one.
    var openPipe: MappingToken?

    private init(
        _ tokens: [MappingToken],
        _ partners: [Int: Int],
        _ limits: MappingSyntaxLimits,
        _ problems: [MappingProblem]
    ) {
        self.tokens = tokens
        self.partners = partners
        self.limits = limits
        self.problems = problems
    }

    /// Reads a file.
    ///
    /// The file is what could be read; it is complete only without problems, and nil where its first line cannot be
    /// read. Problems are in the order of their places.
    package static func parse(
        _ bytes: [UInt8],
        file: String,
        limits: MappingSyntaxLimits = MappingSyntaxLimits()
    ) -> (file: MappingFile?, problems: [MappingProblem]) {
        guard bytes.count <= limits.fileBytesMax else {
            let start = SourcePosition(file: file, line: 1, column: 1)
            let problem = MappingProblem(
                at: start,
                "The file has more than \(limits.fileBytesMax) bytes.",
                suggestion: "Put parts into a library."
            )
            return (nil, [problem])
        }
        var lexer = MappingLexer(bytes, file: file, limits: limits)
        lexer.run()
        let matcher = BracketMatcher(lexer.tokens)
        var parser = MappingParser(matcher.tokens, matcher.partners, limits, lexer.problems + matcher.problems)
        let result = parser.file(remarks: lexer.remarks)
        return (result, parser.sortedProblems())
    }

    /// Reads a file that is text already.
    package static func parse(
        _ text: String,
        file: String,
        limits: MappingSyntaxLimits = MappingSyntaxLimits()
    ) -> (file: MappingFile?, problems: [MappingProblem]) {
        parse(Array(text.utf8), file: file, limits: limits)
    }

    /// By place, the first of each place only: what follows from a problem often shows at the same one.
    private func sortedProblems() -> [MappingProblem] {
        var places: Set<SourcePosition> = []
        let ordered = problems.enumerated()
            .sorted {
                ($0.element.position.line, $0.element.position.column, $0.offset)
                    < ($1.element.position.line, $1.element.position.column, $1.offset)
            }
        let first = ordered.map(\.element).filter { places.insert($0.position).inserted }
        guard first.count > limits.problemsMax, let last = first.last else { return first }
        let more = MappingProblem(
            at: last.position,
            "The file has further problems.",
            suggestion: "Mend those named before."
        )
        return first.prefix(limits.problemsMax - 1) + [more]
    }
}
