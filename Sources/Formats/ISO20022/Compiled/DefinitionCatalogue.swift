import Canonical
import Synchronization

/// The definitions that a format knows, each compiled when its namespace is first seen and kept from then on.
///
/// The lock is held while one definition is compiled, a few milliseconds once per namespace and process; readers keep
/// what they have found, so that it is not taken per message.
final class DefinitionCatalogue: Sendable {
    private let sources: [any DefinitionSource]
    private let compiled = Mutex<[String: CompiledDefinition]>([:])

    /// Makes a catalogue; of two sources that define a namespace, the first one wins.
    init(_ sources: [any DefinitionSource]) {
        self.sources = sources
    }

    /// The namespaces with a definition, sorted.
    var namespaces: [String] {
        Set(sources.flatMap(\.namespaces)).sorted()
    }

    /// The definition of a namespace or of one that it is an alias of; nil if there is none.
    ///
    /// - Throws: `configuration.invalid` if the definition cannot be used.
    func definition(ofNamespace namespace: String) throws(Fault) -> CompiledDefinition? {
        // Kept under the definition's own namespace: senders may write any number of aliases.
        for candidate in NamespaceAlias.candidates(namespace) {
            if let known = compiled.withLock({ $0[candidate] }) { return known }
            for source in sources {
                guard let definition = try source.definition(ofNamespace: candidate) else { continue }
                let made = try CompiledDefinition(definition)
                return compiled.withLock { table in
                    if let known = table[candidate] { return known }
                    table[candidate] = made
                    return made
                }
            }
        }
        return nil
    }
}
