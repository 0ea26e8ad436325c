package import Canonical

/// A mapping that was checked for one combination of types: what is compiled, and what lineage is read from.
///
/// Everything is resolved: names are numbers, parts are instances for the types that they are called with, two-way lines
/// are assignments in one direction, and each value has its type.
package struct CheckedMapping: Sendable {
    /// The mapping's name.
    package var name: String
    /// Its version.
    package var version: Int
    /// The inputs, the message first.
    package var inputs: [CheckedInput]
    /// The type of what it makes.
    package var target: DocumentDescription
    /// The values that the route supplies, by number.
    package var givens: [CheckedGiven]
    /// The mapping itself.
    package var frame: CheckedFrame
    /// The parts that it calls, by number; a part calls only parts of lower numbers.
    package var parts: [CheckedPart]
    /// The code tables that it looks up in, each in one direction, by number.
    package var codes: [CheckedCodes]
    /// The decision tables, by number.
    package var decisions: [CheckedDecision]
}

/// An input of a mapping.
package struct CheckedInput: Sendable {
    /// By which name the mapping calls it; it is the variable of the same number.
    package var name: String
    /// Its type.
    package var description: DocumentDescription
    /// The value of the message by which it is found; nil for the message itself.
    package var key: CheckedExpression?
    /// What is done where it is missing.
    package var missing: MappingInput.Missing
}

/// A value that the route supplies.
package struct CheckedGiven: Sendable {
    /// Its name.
    package var name: String
    /// Its type.
    package var type: ValueType
}

/// What has variables of its own: a mapping or a part.
package struct CheckedFrame: Sendable {
    /// How many variables there are: inputs or parameters first, then what `let`, `each` and `fold` name.
    package var variableCount: Int
    /// What is worked out before the target, in order.
    package var steps: [CheckedStep]
    /// What is made.
    package var outcome: CheckedOutcome
}

/// What a frame makes.
package indirect enum CheckedOutcome: Sendable {
    /// One value.
    case one(CheckedContent)
    /// One target for each element of a list; the variable is the element.
    case each(
        variable: Int,
        list: CheckedExpression,
        condition: CheckedExpression?,
        steps: [CheckedStep],
        CheckedOutcome
    )
    /// Several outcomes one after the other.
    case all([CheckedOutcome])
}

/// A part as it is called with arguments of certain types.
package struct CheckedPart: Sendable {
    /// Its name.
    package var name: String
    /// The types of its parameters, which are its first variables.
    package var parameters: [ValueType]
    /// The type of its result.
    package var result: ValueType
    /// Its statements.
    package var frame: CheckedFrame
}

/// A code table in one direction.
package struct CheckedCodes: Sendable {
    /// Its name.
    package var name: String
    /// Its version.
    package var version: String
    /// What each code becomes.
    package var codes: [String: String]
}

/// A decision table: rows in order, of which exactly one holds for each combination.
package struct CheckedDecision: Sendable {
    /// A row.
    package struct Row: Sendable {
        /// For each column the values that it admits; nil for any.
        package var cells: [Set<Literal>?]
        /// The result.
        package var result: CheckedExpression
    }

    /// Its name.
    package var name: String
    /// The columns' names.
    package var columns: [String]
    /// The rows.
    package var rows: [Row]
}
