package import Canonical

/// The definitions in a user's XSD files, given as the files of a folder.
///
/// Messages are compiled when they are asked for.
package struct XSDDefinitions: DefinitionSource {
    private let files: XSDFileSet

    /// Takes the files; those with other endings than `.xsd` are left out.
    ///
    /// - Throws: `configuration.invalid`, with file and line, if one of them is no XML Schema.
    package init(_ files: [DefinitionFile]) throws(Fault) {
        self.files = try XSDFileSet(files)
    }

    package var namespaces: [String] { files.namespaces }

    package func definition(ofNamespace namespace: String) throws(Fault) -> MessageDefinition? {
        guard !namespace.isEmpty, !files.files(ofNamespace: namespace).isEmpty else { return nil }
        return try DefinitionLinker.link(try XSDCompiler.compile(namespace, from: files))
    }
}
