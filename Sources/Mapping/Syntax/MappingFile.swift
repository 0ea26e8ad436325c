/// A mapping file as it is written: what the parser makes and the checker reads.
package struct MappingFile: Sendable {
    /// What a file is.
    package enum Kind: String, Sendable {
        /// One mapping, with declarations of its own.
        case mapping
        /// Declarations for others.
        case library
    }

    /// What it is.
    package var kind: Kind
    /// Where it begins.
    package var position: SourcePosition
    /// Its name, which is the file's name without `.map`.
    package var name: Name
    /// Its version, from 1.
    package var version: Int
    /// One sentence for people.
    package var summary: String
    /// The inputs, of which the first is the message and further ones are fetched; of a two-way mapping, the left side.
    package var inputs: [MappingInput]
    /// The target; of a two-way mapping, the right side, with a name; nil in libraries.
    package var target: MappingTarget?
    /// Whether it is written with `between`.
    package var isTwoWay: Bool
    /// The libraries whose declarations can be named.
    package var uses: [Name]
    /// What comes from outside the message.
    package var givens: [GivenDeclaration]
    /// The parts, in their order.
    package var parts: [PartDeclaration]
    /// The code tables, in their order.
    package var codes: [CodesDeclaration]
    /// The decision tables, in their order.
    package var tables: [TableDeclaration]
    /// The statements of the mapping.
    package var body: [Statement]
    /// The examples beside the mapping.
    package var examples: [ExampleDeclaration]
    /// The comments and empty lines, which only the printer reads.
    package var remarks: [MappingRemark]
}

/// A name as a file writes it, with its place.
package struct Name: Sendable, Hashable {
    /// The name.
    package var text: String
    /// Where it stands.
    package var position: SourcePosition

    /// Makes a name.
    package init(_ text: String, at position: SourcePosition) {
        self.text = text
        self.position = position
    }
}

/// `from NAME: TYPE | TYPE by KEY missing POLICY`.
package struct MappingInput: Sendable {
    /// What is done where an input that has to be fetched is not there.
    package enum Missing: String, Sendable, CaseIterable {
        /// The message becomes a dead letter.
        case fault
        /// The message waits for it.
        case wait
        /// The mapping says what stands in its place.
        case `default`
    }

    /// By which name the mapping calls it.
    package var name: Name
    /// Its type, with the alternatives.
    package var type: TypeName
    /// The value of the message by which it is found; nil for the message itself.
    package var key: Expression?
    /// What is done where it is missing.
    package var missing: Missing
}

/// `to TYPE | TYPE`, or the right side of `between`.
package struct MappingTarget: Sendable {
    /// By which name a two-way mapping calls it; nil in one-way mappings, whose paths begin at the target.
    package var name: Name?
    /// Its type, with the alternatives.
    package var type: TypeName
}

/// `given NAME: TYPE`.
package struct GivenDeclaration: Sendable {
    /// Its name.
    package var name: Name
    /// Its type; a simple one.
    package var type: TypeName
}
