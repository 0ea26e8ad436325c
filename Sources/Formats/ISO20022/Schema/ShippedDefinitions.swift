package import Canonical

/// The definitions that come with the bus, in `schemas/iso20022/`.
///
/// Making one reads the folder and finds where each definition begins, which takes some milliseconds; a message is
/// compiled when it is asked for.
package struct ShippedDefinitions: DefinitionSource {
    private let files: CompactFiles

    /// The folder below `schemas/`.
    package static let folder = "iso20022"

    /// Reads the folder of a library.
    ///
    /// - Throws: `reference.unknown` if a file is missing, `configuration.invalid` if one cannot be used.
    package init(_ library: any DefinitionLibrary) throws(Fault) {
        let index = try library.file("\(Self.folder)/index.txt")
        var names: [String] = ["types.txt"]
        for line in String(decoding: index.bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard words.count == 2 else {
                throw SchemaFault.unusable(
                    "has a line that is not made of two words",
                    at: SchemaOrigin(file: index.name)
                )
            }
            if names.last != String(words[1]) { names.append(String(words[1])) }
        }
        var files: [DefinitionFile] = []
        for name in names { files.append(try library.file("\(Self.folder)/\(name)")) }
        self.files = try CompactFiles(files)
    }

    package var namespaces: [String] { files.messages.keys.sorted() }

    package func definition(ofNamespace namespace: String) throws(Fault) -> MessageDefinition? {
        guard let model = try CompactReader.read(namespace, from: files) else { return nil }
        return try DefinitionLinker.link(model)
    }
}
