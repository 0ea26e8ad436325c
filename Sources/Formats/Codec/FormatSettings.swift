package import Canonical

/// What a format is made with: bounds, the user's options and definitions, and where shipped definitions are found.
package struct FormatSettings: Sendable {
    /// The bounds on what is read.
    package var limits: Limits
    /// The options by name, as given with `--option name=value`.
    package var options: [String: String]
    /// The definition given with `--definition`: a copybook, specification, layout, schema, or the files of a folder.
    package var definition: [DefinitionFile]
    /// The definitions that come with the bus, in the folder `schemas/`.
    package var library: any DefinitionLibrary
    /// The rule sets to check beyond the format itself, such as `network`.
    package var ruleSets: Set<String>

    package init(
        limits: Limits = .standard,
        options: [String: String] = [:],
        definition: [DefinitionFile] = [],
        library: any DefinitionLibrary,
        ruleSets: Set<String> = []
    ) {
        self.limits = limits
        self.options = options
        self.definition = definition
        self.library = library
        self.ruleSets = ruleSets
    }
}

/// A definition's file: its name, for messages, and its bytes.
package struct DefinitionFile: Sendable, Hashable {
    /// The file's name without folders.
    package var name: String
    /// What is in it.
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// The definitions that come with the bus, which are the files in the folder `schemas`.
///
/// Formats read them only while they are made.
package protocol DefinitionLibrary: Sendable {
    /// The file at a path below `schemas/`, such as `mt/fields.txt`.
    ///
    /// - Throws: `reference.unknown` if there is none.
    func file(_ path: String) throws(Fault) -> DefinitionFile

    /// The names of the files in a folder below `schemas/`, sorted; none if there is no such folder.
    func files(in folder: String) throws(Fault) -> [String]
}

/// An option of a format, for `--option name=value` and `formats describe`.
package struct FormatOption: Sendable, Hashable {
    /// The option's name, in lower case with hyphens.
    package var name: String
    /// What may be written: codes separated by `|`, or a word for the kind of value.
    package var values: String
    /// What holds without it.
    package var standard: String
    /// One sentence for people.
    package var summary: String

    package init(_ name: String, values: String, standard: String, _ summary: String) {
        self.name = name
        self.values = values
        self.standard = standard
        self.summary = summary
    }
}
