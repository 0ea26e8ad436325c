import Canonical

/// The XSD files of a folder: which namespaces they define, and which files belong together by include and import.
struct XSDFileSet: Sendable {
    /// A file's root and what it refers to.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
        /// The target namespace; empty for a file that takes that of the file that includes it.
        let namespace: String
    }

    /// The files, sorted by name.
    let files: [File]

    /// Reads the first element of every file.
    ///
    /// - Throws: `configuration.invalid` if a file is no XSD, or if there is none.
    init(_ definition: [DefinitionFile]) throws(Fault) {
        var files: [File] = []
        for file in definition.sorted(by: { $0.name < $1.name }) where file.name.lowercased().hasSuffix(".xsd") {
            let root = try XSDTreeReader.root(of: file)
            guard root.namespace == SchemaNamespace.xmlSchema, root.name == "schema" else {
                throw SchemaFault.unusable("is no XML Schema", at: root.origin)
            }
            files.append(File(name: file.name, bytes: file.bytes, namespace: root["targetNamespace"] ?? ""))
        }
        guard !files.isEmpty else {
            throw SchemaFault.unusable("is missing: there is no file with the ending .xsd", at: SchemaOrigin())
        }
        self.files = files
    }

    /// The target namespaces that files have.
    var namespaces: [String] { Set(files.map(\.namespace)).subtracting([""]).sorted() }

    /// The files of a namespace.
    func files(ofNamespace namespace: String) -> [File] { files.filter { $0.namespace == namespace } }

    /// A file by the last part of a location such as `../common/types.xsd`.
    func file(at location: String) -> File? {
        let name = location.split(separator: "/").last.map(String.init) ?? location
        return files.first { $0.name == name }
    }
}
