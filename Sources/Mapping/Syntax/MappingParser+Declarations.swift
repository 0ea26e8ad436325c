/// Parts, code tables and decision tables.
extension MappingParser {
    /// `part NAME(PARAMETERS) gives TYPE { … }` or `part NAME: TYPE <-> TYPE { … }`.
    mutating func part() throws(SyntaxStop) -> PartDeclaration {
        advance()
        let name = try declaredName("a part")
        if take(.colon) {
            let left = try type()
            try expect(.bothWays, "between the two types of a part", insteadOf: [.forward, .leadsTo, .backward])
            let right = try type()
            return PartDeclaration(name: name, signature: .twoWay(left: left, right: right), body: try block())
        }
        let parameters = try parameters(of: "a parameter")
        let result = try resultType()
        return PartDeclaration(
            name: name,
            signature: .oneWay(parameters: parameters, result: result),
            body: try block()
        )
    }

    private mutating func resultType() throws(SyntaxStop) -> TypeName {
        if current.sign == .forward || current.sign == .colon || current.sign == .leadsTo {
            note("gives is expected before the type of the result.", "Write gives.")
            advance()
        } else {
            try expect("gives", "before the type of the result")
        }
        return try type()
    }

    private mutating func parameters(of what: String) throws(SyntaxStop) -> [PartDeclaration.Parameter] {
        try expect(.openParenthesis, "after the name")
        var parameters: [PartDeclaration.Parameter] = []
        repeat {
            let name = try declaredName(what)
            try expect(.colon, "after the name of \(what)", insteadOf: [.assign])
            parameters.append(PartDeclaration.Parameter(name: name, type: try type()))
        } while take(.comma)
        try expect(.closeParenthesis, "after the last of the list")
        return parameters
    }

    /// `codes NAME version "V" { "A" <-> "B" … }`.
    mutating func codes() throws(SyntaxStop) -> CodesDeclaration {
        advance()
        let name = try declaredName("a code table")
        try expect("version", "after the name of a code table")
        var codes = CodesDeclaration(name: name, version: try quoted("The version").text, rows: [])
        let end = try openBlock("the rows of a code table")
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                codes.rows.append(try codesRow())
                try endLine(before: end, "row")
            } catch {
                recover(from: start, before: end)
            }
        }
        close(end)
        return codes
    }

    private mutating func codesRow() throws(SyntaxStop) -> CodesDeclaration.Row {
        let left = try quoted("A code")
        let isTwoWay = take(.bothWays)
        if !isTwoWay {
            try expect(.leadsTo, "after a code", insteadOf: [.forward, .assign, .colon, .backward])
        }
        return CodesDeclaration.Row(left: left, right: try quoted("A code"), isTwoWay: isTwoWay)
    }

    /// `table NAME(COLUMN: TYPE, …) gives TYPE { cell, cell => EXPRESSION … }`.
    mutating func table() throws(SyntaxStop) -> TableDeclaration {
        advance()
        let name = try declaredName("a decision table")
        let columns = try parameters(of: "a column")
        var table = TableDeclaration(name: name, columns: columns, result: try resultType(), rows: [])
        let end = try openBlock("the rows of a decision table")
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                table.rows.append(try tableRow())
                try endLine(before: end, "row")
            } catch {
                recover(from: start, before: end)
            }
        }
        close(end)
        return table
    }

    private mutating func tableRow() throws(SyntaxStop) -> TableDeclaration.Row {
        let position = current.position
        var cells: [TableDeclaration.Cell] = []
        repeat {
            if current.sign == .minus, !isNegativeNumber {
                advance()
                cells.append(.any)
            } else {
                var values = [try literal("A cell")]
                while take(.bar) { values.append(try literal("A cell")) }
                cells.append(.oneOf(values))
            }
        } while take(.comma)
        try expect(.leadsTo, "after the cells of a row", insteadOf: [.forward, .assign, .colon, .bothWays])
        return TableDeclaration.Row(cells: cells, result: try expression(), position: position)
    }

    // MARK: - Blocks

    /// Goes into a block and gives the index of its closing brace.
    mutating func openBlock(_ of: String) throws(SyntaxStop) -> Int {
        guard current.sign == .openBrace, let end = partners[index] else {
            throw unexpected("{ is expected before \(of)")
        }
        advance()
        return end
    }

    /// Goes out of a block.
    mutating func close(_ end: Int) {
        index = end
        advance()
    }

    /// `{ statements }`.
    mutating func block() throws(SyntaxStop) -> [Statement] {
        try enter()
        let surrounding = surroundings
        surroundings = []
        defer {
            leave()
            surroundings = surrounding
        }
        let end = try openBlock("statements")
        var statements: [Statement] = []
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                statements.append(try statement(atTop: false))
                try endLine(before: end)
            } catch {
                recover(from: start, before: end)
            }
        }
        close(end)
        return statements
    }
}
