package import Canonical

/// The definitions that come with the bus, in `schemas/iso20022/`.
///
/// Making one reads the folder and finds where each definition begins (some milliseconds); a message is compiled when
/// it is asked for. Namespaces in which others send ISO messages unchanged stand for them by the lines `alias` of the
/// index.
package struct ShippedDefinitions: DefinitionSource {
    private let files: CompactFiles
    private let aliases: [NamespaceAlias]

    /// The folder below `schemas/`.
    package static let folder = "iso20022"

    /// Reads the folder of a library.
    ///
    /// - Throws: `reference.unknown` if a file is missing, `configuration.invalid` if one cannot be used.
    package init(_ library: any DefinitionLibrary) throws(Fault) {
        let index = try library.file("\(Self.folder)/index.txt")
        var names: [String] = ["types.txt"]
        var aliases: [NamespaceAlias] = []
        for line in String(decoding: index.bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard words.count == 2 else {
                throw SchemaFault.unusable("has a line that is not made of two words", at: SchemaOrigin(file: index.name))
            }
            if words[0] == "alias" {
                aliases.append(NamespaceAlias(words[1]))
            } else if names.last != String(words[1]) {
                names.append(String(words[1]))
            }
        }
        var files: [DefinitionFile] = []
        for name in names { files.append(try library.file("\(Self.folder)/\(name)")) }
        self.files = try CompactFiles(files)
        self.aliases = aliases
    }

    package var namespaces: [String] { files.messages.keys.sorted() }

    package func definition(ofNamespace namespace: String) throws(Fault) -> MessageDefinition? {
        if let model = try CompactReader.read(namespace, from: files) { return try DefinitionLinker.link(model) }
        for alias in aliases {
            guard let name = alias.messageName(in: namespace),
                var model = try CompactReader.read(NamespaceAlias.isoPrefix + name, from: files)
            else { continue }
            model.namespace = namespace
            var definition = try DefinitionLinker.link(model)
            definition.name = name
            return definition
        }
        return nil
    }
}

/// A pattern of namespaces that stand for ISO messages, such as `urn:swift:xsd:{name}`.
///
/// `{name}` is the message's name (`pacs.008.001.08`), `{any}` any text without a colon.
struct NamespaceAlias: Sendable {
    /// What ISO's own namespaces begin with.
    static let isoPrefix = "urn:iso:std:iso:20022:tech:xsd:"

    private let before: [Substring]
    private let after: Substring

    init(_ pattern: Substring) {
        let halves = pattern.split(separator: "{name}", maxSplits: 1, omittingEmptySubsequences: false)
        before = halves[0].split(separator: "{any}", omittingEmptySubsequences: false)
        after = halves.count > 1 ? halves[1] : ""
    }

    /// The name of the message that a namespace stands for; nil if it does not fit.
    func messageName(in namespace: String) -> String? {
        var rest = Substring(namespace)
        for (index, part) in before.enumerated() {
            if index > 0 { rest = rest.drop { $0 != ":" } }
            guard rest.hasPrefix(part) else { return nil }
            rest = rest.dropFirst(part.count)
        }
        guard let name = SchemaNamespace.identifier(startOf: rest), rest.dropFirst(name.count) == after else { return nil }
        return name
    }
}
