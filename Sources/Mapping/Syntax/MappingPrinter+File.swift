/// The file, its header and its declarations.
extension MappingPrinter {
    /// The header, then declarations and statements in the order in which they were written.
    mutating func file(_ file: MappingFile) {
        flushRemarks(before: file.position, level: 0)
        line("\(file.kind.rawValue) \(file.name.text) version \(file.version)", at: file.position, level: 0)
        add(Self.quoted(file.summary), level: 0)
        for (place, text) in header(of: file).sorted(by: { Self.precedes($0.place, $1.place) }) {
            line(text, at: place, level: 0)
        }
        var items: [(place: SourcePosition, print: (inout MappingPrinter) -> Void)] = []
        items += file.parts.map { part in (part.name.position, { $0.part(part) }) }
        items += file.codes.map { codes in (codes.name.position, { $0.codes(codes) }) }
        items += file.tables.map { table in (table.name.position, { $0.table(table) }) }
        items += file.examples.map { example in (example.name.position, { $0.example(example) }) }
        items += file.body.map { statement in (statement.position, { $0.statement(statement, level: 0) }) }
        for item in items.sorted(by: { Self.precedes($0.place, $1.place) }) {
            flushRemarks(before: item.place, level: 0)
            item.print(&self)
        }
    }

    static func precedes(_ left: SourcePosition, _ right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    private mutating func header(of file: MappingFile) -> [(place: SourcePosition, text: String)] {
        var header: [(place: SourcePosition, text: String)] = []
        var inputs = file.inputs[...]
        if file.isTwoWay, let left = inputs.first, let right = file.target, let name = right.name {
            inputs.removeFirst()
            header.append(
                (
                    left.name.position,
                    "between " + Self.typed(left.name, left.type)
                        + " and " + Self.typed(name, right.type)
                )
            )
        } else if let target = file.target {
            header.append((target.type.position ?? file.position, "to " + Self.type(target.type)))
        }
        for input in inputs {
            var text = "from " + Self.typed(input.name, input.type)
            if let key = input.key {
                text += " by " + expression(key, level: .pipe, 0) + " missing " + input.missing.rawValue
            }
            header.append((input.name.position, text))
        }
        if let first = file.uses.first {
            header.append((first.position, "use " + file.uses.map(\.text).joined(separator: ", ")))
        }
        return header + file.givens.map { ($0.name.position, "given " + Self.typed($0.name, $0.type)) }
    }

    private static func typed(_ name: Name, _ type: TypeName) -> String { name.text + ": " + self.type(type) }

    /// A line with the remarks around it.
    mutating func line(_ text: String, at place: SourcePosition, level: Int) {
        flushRemarks(before: place, level: level)
        add(text, level: level)
        flushTrailingRemark(at: place)
    }

    // MARK: - Declarations

    private mutating func part(_ part: PartDeclaration) {
        let signature =
            switch part.signature {
            case .twoWay(let left, let right): ": " + Self.type(left) + " <-> " + Self.type(right)
            case .oneWay(let parameters, let result): Self.parameters(parameters) + " gives " + Self.type(result)
            }
        line("part " + part.name.text + signature + " {", at: part.name.position, level: 0)
        for statement in part.body { self.statement(statement, level: 1) }
        add("}", level: 0)
    }

    private static func parameters(_ parameters: [PartDeclaration.Parameter]) -> String {
        "(" + parameters.map { typed($0.name, $0.type) }.joined(separator: ", ") + ")"
    }

    private mutating func codes(_ codes: CodesDeclaration) {
        let name = codes.name
        line("codes \(name.text) version \(Self.quoted(codes.version)) {", at: name.position, level: 0)
        for row in codes.rows {
            let sign = row.isTwoWay ? " <-> " : " => "
            let text = Self.quoted(row.left.text) + sign + Self.quoted(row.right.text)
            line(text, at: row.left.position, level: 1)
        }
        add("}", level: 0)
    }

    private mutating func table(_ table: TableDeclaration) {
        let signature = Self.parameters(table.columns) + " gives " + Self.type(table.result)
        line("table " + table.name.text + signature + " {", at: table.name.position, level: 0)
        for row in table.rows {
            let cells = row.cells.map { cell in
                switch cell {
                case .any: "-"
                case .oneOf(let values): values.map(Self.literal).joined(separator: " | ")
                }
            }
            let result = expression(row.result, level: .fallback, 1)
            line(cells.joined(separator: ", ") + " => " + result, at: row.position, level: 1)
        }
        add("}", level: 0)
    }

    private mutating func example(_ example: ExampleDeclaration) {
        line("example " + Self.quoted(example.name.text), at: example.name.position, level: 0)
        for given in example.givens {
            line("given \(given.name.text) = \(Self.literal(given.value))", at: given.name.position, level: 1)
        }
        if let target = example.target { line("to " + target.text, at: target.position, level: 1) }
        for (input, file) in example.inputs {
            let name = input.map { $0.text + ": " } ?? ""
            line("input " + name + Self.quoted(file.text), at: file.position, level: 1)
        }
        switch example.outcome {
        case .outputs(let files):
            let names = files.map { Self.quoted($0.text) }.joined(separator: ", ")
            line("output " + names, at: files.first?.position ?? example.name.position, level: 1)
        case .fault(let code): line("fault " + Self.quoted(code.text), at: code.position, level: 1)
        case .filtered: add("filtered", level: 1)
        }
    }
}
