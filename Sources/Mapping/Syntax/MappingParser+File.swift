/// The file as a whole, and its header.
extension MappingParser {
    /// Reads a file; nil if it does not begin as one.
    mutating func file(remarks: [MappingRemark]) -> MappingFile? {
        let end = tokens.count - 1
        guard var file = try? firstLine() else { return nil }  // the problem is noted
        file.remarks = remarks
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                try item(of: &file)
                try endLine(before: end)
            } catch {
                recover(from: start, before: end)
            }
        }
        if file.kind == .mapping, file.target == nil, problems.isEmpty {
            note(
                "The mapping does not say where it leads.",
                "Write from NAME: TYPE and to TYPE, or between.",
                at: tokens[0]
            )
        }
        return file
    }

    /// `mapping NAME version N` and the sentence.
    private mutating func firstLine() throws(SyntaxStop) -> MappingFile {
        let start = current.position
        guard let word = current.word, let kind = MappingFile.Kind(rawValue: word) else {
            let suggestion = current.word.flatMap { NearestName.suggestion(for: $0, in: ["mapping", "library"]) }
            throw stop(
                "A file begins with mapping or library, not with \(current.spelling).",
                suggestion ?? "Write mapping NAME version 1."
            )
        }
        advance()
        let name = try declaredName("the file")
        var file = MappingFile(kind: kind, position: start, name: name)
        do throws(SyntaxStop) {
            try expect("version", "after the file's name")
            file.version = try integer("The version")
            file.summary = try quoted("What the file does").text
            try endLine(before: tokens.count - 1, "line")
        } catch {
            if !current.beginsLine { recover(from: index, before: tokens.count - 1) }
        }
        return file
    }

    /// A line of the header, a declaration or a statement.
    private mutating func item(of file: inout MappingFile) throws(SyntaxStop) {
        let word = StatementStart.isKeyword(tokens, at: index) ? current.word ?? "" : ""
        if MappingWords.headers.contains(word) {
            if !file.body.isEmpty || file.declarationCount > 0 {
                note("\(word) belongs to the beginning of the file.", "Move it before the first declaration.")
            }
            return try headerLine(word, of: &file)
        }
        guard MappingWords.declarations.contains(word) else {
            return file.body.append(try statement(atTop: true))
        }
        guard file.declarationCount < limits.declarationsMax else {
            throw stop(
                "The file has more than \(limits.declarationsMax) declarations.",
                "Put some of them into a library."
            )
        }
        switch word {
        case "part": file.parts.append(try part())
        case "codes": file.codes.append(try codes())
        case "table": file.tables.append(try table())
        default: file.examples.append(try example())
        }
    }

    private mutating func headerLine(_ word: String, of file: inout MappingFile) throws(SyntaxStop) {
        let start = current
        advance()
        switch word {
        case "from": file.inputs.append(try input())
        case "use":
            repeat { file.uses.append(try referredName("a library")) } while take(.comma)
        case "given":
            let name = try declaredName("a given value")
            try expect(.colon, "after the name of a given value", insteadOf: [.assign])
            file.givens.append(GivenDeclaration(name: name, type: try type()))
        default:
            if file.target != nil { note("The file says twice where it leads.", "Keep one to or between.", at: start) }
            if word == "to" {
                file.target = MappingTarget(name: nil, type: try type())
            } else {
                file.inputs.append(try side())
                try expect("and", "between the two sides")
                let right = try side()
                file.target = MappingTarget(name: right.name, type: right.type)
                file.isTwoWay = true
            }
        }
    }

    /// One side of `between`.
    private mutating func side() throws(SyntaxStop) -> MappingInput {
        let name = try declaredName("an input")
        try expect(.colon, "after the name of an input", insteadOf: [.assign])
        return MappingInput(name: name, type: try type(), key: nil, missing: .fault)
    }

    /// `NAME: TYPE by KEY missing POLICY`.
    private mutating func input() throws(SyntaxStop) -> MappingInput {
        var input = try side()
        guard take("by") else { return input }
        input.key = try piped()
        try expect("missing", "after the key of a fetched input")
        let policies = MappingInput.Missing.allCases.map(\.rawValue)
        guard let word = current.word, let policy = MappingInput.Missing(rawValue: word) else {
            let suggestion = current.word.flatMap { NearestName.suggestion(for: $0, in: policies) }
            throw unexpected("fault, wait or default is expected after missing", suggestion)
        }
        advance()
        input.missing = policy
        return input
    }
}

extension MappingFile {
    /// A file of which only the first words are known.
    fileprivate init(kind: Kind, position: SourcePosition, name: Name) {
        self.init(
            kind: kind,
            position: position,
            name: name,
            version: 1,
            summary: "",
            inputs: [],
            target: nil,
            isTwoWay: false,
            uses: [],
            givens: [],
            parts: [],
            codes: [],
            tables: [],
            body: [],
            examples: [],
            remarks: []
        )
    }

    fileprivate var declarationCount: Int { parts.count + codes.count + tables.count + examples.count }
}
