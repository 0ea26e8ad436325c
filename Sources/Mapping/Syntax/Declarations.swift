/// `part NAME(PARAMETERS) gives TYPE { … }`, or the two-way `part NAME: TYPE <-> TYPE { … }`.
package struct PartDeclaration: Sendable {
    /// What a part maps.
    package enum Signature: Sendable {
        /// From parameters to a result.
        case oneWay(parameters: [Parameter], result: TypeName)
        /// Between two types, in both directions.
        case twoWay(left: TypeName, right: TypeName)
    }

    /// A parameter.
    package struct Parameter: Sendable {
        /// Its name.
        package var name: Name
        /// Its type.
        package var type: TypeName
    }

    /// Its name.
    package var name: Name
    /// What it maps.
    package var signature: Signature
    /// Its statements; of a part with a simple result, one `result = EXPRESSION` after any `let`.
    package var body: [Statement]
}

/// `codes NAME version "V" { "A" <-> "B" … }`.
package struct CodesDeclaration: Sendable {
    /// A row.
    package struct Row: Sendable {
        /// The code on the left.
        package var left: Name
        /// The code on the right.
        package var right: Name
        /// Whether it holds from right to left as well.
        package var isTwoWay: Bool
    }

    /// Its name.
    package var name: Name
    /// Its version, which the lineage names.
    package var version: String
    /// Its rows.
    package var rows: [Row]
}

/// `table NAME(COLUMN: TYPE, …) gives TYPE { cell, cell => EXPRESSION … }`.
package struct TableDeclaration: Sendable {
    /// What a cell admits.
    package enum Cell: Sendable {
        /// `-`: any value.
        case any
        /// One of these values.
        case oneOf([Literal])
    }

    /// A row.
    package struct Row: Sendable {
        /// One cell for each column.
        package var cells: [Cell]
        /// The result.
        package var result: Expression
        /// Where it begins.
        package var position: SourcePosition
    }

    /// Its name.
    package var name: Name
    /// Its columns: constants or booleans.
    package var columns: [PartDeclaration.Parameter]
    /// The type of the result.
    package var result: TypeName
    /// Its rows.
    package var rows: [Row]
}

/// `example "NAME"` with what is given, the input and what comes out.
package struct ExampleDeclaration: Sendable {
    /// What has to come out.
    package enum Outcome: Sendable {
        /// The target documents, one file each.
        case outputs([Name])
        /// A fault of this code.
        case fault(Name)
        /// No target.
        case filtered
    }

    /// What it shows.
    package var name: Name
    /// The given values.
    package var givens: [(name: Name, value: Literal)]
    /// The input files, by the name of the input; the message itself has the mapping's first name.
    package var inputs: [(input: Name?, file: Name)]
    /// What has to come out.
    package var outcome: Outcome
    /// Of a mapping with several source types, targets or both directions: which target type it is for; nil for the first.
    package var target: Name?
}
