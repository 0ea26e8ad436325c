import Canonical

/// A definition as the tables that readers and writers run.
///
/// The complex types' automata lie in shared arrays of small integers; a step is a comparison of a name's key with those
/// of the positions that may follow, most often the first.
final class CompiledDefinition: Sendable {
    /// What it was made from.
    let source: MessageDefinition
    /// The member names of its documents; the first ones are the same in all definitions.
    let names: DocumentNames
    /// The positions of all types.
    let positions: [ContentPosition]
    /// The positions that may follow others, in the order of the schema.
    let follows: [Int32]
    /// The marks of those positions' keys: most can be passed over without a look at the positions.
    let followMarks: [UInt64]
    /// The complex types.
    let types: [CompiledComplexType]
    /// The simple types.
    let simpleTypes: [CompiledSimpleType]
    /// The wildcards.
    let wildcards: [Wildcard]
    /// The global elements: key, element number, and type as in ``ContentPosition/child``.
    let roots: [(key: NameKey, element: Int, child: Int32)]

    /// Whether all its names are among those that lie at the same places in every table.
    let hasSharedNames: Bool

    /// Compiles a definition.
    ///
    /// - Throws: `configuration.invalid` for a content model that cannot be used or a number that refers to nothing.
    init(_ source: MessageDefinition) throws(Fault) {
        self.source = source
        let attributeNames = source.complexTypes.flatMap { $0.attributes.map(\.name) }
        names = DocumentNames(ISO20022Names.shared + source.elementNames + attributeNames)
        let shared = Set(ISO20022Names.shared)
        hasSharedNames = shared.isSuperset(of: source.elementNames) && shared.isSuperset(of: attributeNames)
        var tables = DefinitionTables(source, names: names)
        for type in source.complexTypes { try tables.add(type) }
        positions = tables.positions
        follows = tables.follows
        followMarks = tables.follows.map { tables.positions[Int($0)].key.mark }
        types = tables.types
        wildcards = tables.wildcards
        simpleTypes = source.simpleTypes.map { CompiledSimpleType($0) }
        var roots: [(key: NameKey, element: Int, child: Int32)] = []
        for root in source.roots {
            roots.append((NameKey(try tables.name(of: root.element)), root.element, try tables.child(root.type)))
        }
        self.roots = roots
    }

    /// The global element of that name: its number and type; nil if there is none.
    func root(_ key: NameKey, _ local: Span<UInt8>) -> (element: Int, child: Int32)? {
        for root in roots where root.key == key {
            let name = source.elementNames[root.element]
            if local.count <= 16 || Array(name.utf8) == local.withUnsafeBufferPointer({ Array($0) }) {
                return (root.element, root.child)
            }
        }
        return nil
    }
}
