/// Examples beside the mapping.
extension MappingParser {
    /// `example "NAME"` with its lines.
    mutating func example() throws(SyntaxStop) -> ExampleDeclaration {
        let start = current
        advance()
        var example = ExampleDeclaration(
            name: try quoted("What the example shows"),
            givens: [],
            inputs: [],
            outcome: .filtered,
            target: nil
        )
        var outcome: ExampleDeclaration.Outcome?
        while let word = current.word, current.beginsLine, isExampleLine {
            let line = index
            do throws(SyntaxStop) {
                try exampleLine(word, of: &example, outcome: &outcome)
                try endLine(before: tokens.count - 1, "line")
            } catch {
                // That it has no outcome would be said of the line that could not be read.
                outcome = outcome ?? .filtered
                recover(from: line, before: tokens.count - 1)
            }
        }
        guard let outcome else {
            throw stop(
                "The example does not say what comes out.",
                "Write output \"FILE\", fault \"CODE\" or filtered.",
                at: start
            )
        }
        example.outcome = outcome
        return example
    }

    private var isExampleLine: Bool {
        guard let word = current.word, MappingWords.examples.contains(word) else { return false }
        return StatementStart.isKeyword(tokens, at: index)
    }

    private mutating func exampleLine(
        _ word: String,
        of example: inout ExampleDeclaration,
        outcome: inout ExampleDeclaration.Outcome?
    ) throws(SyntaxStop) {
        let start = current
        advance()
        var result: ExampleDeclaration.Outcome?
        switch word {
        case "given":
            let name = try referredName("a given value")
            try expect(.assign, "after the name of a given value", insteadOf: [.colon])
            example.givens.append((name, try literal("A given value")))
        case "input": example.inputs.append(try exampleInput())
        case "to":
            guard case .document(let target) = try type() else {
                throw stop("An example is for one document type.", at: start)
            }
            example.target = target
        case "output":
            var files = [try quoted("A file")]
            while take(.comma) { files.append(try quoted("A file")) }
            result = .outputs(files)
        case "fault": result = .fault(try quoted("A code"))
        default: result = .filtered
        }
        guard let result else { return }
        if outcome != nil { note("The example has two outcomes.", "Write two examples.", at: start) }
        outcome = result
    }

    /// `"FILE"`, or `NAME: "FILE"` for an input that is fetched.
    private mutating func exampleInput() throws(SyntaxStop) -> (input: Name?, file: Name) {
        guard current.word != nil else { return (nil, try quoted("A file")) }
        let name = try referredName("an input")
        try expect(.colon, "after the name of an input", insteadOf: [.assign])
        return (name, try quoted("A file"))
    }
}
