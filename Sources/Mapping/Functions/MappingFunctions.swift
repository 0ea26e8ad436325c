/// The functions that mappings can call, by name.
package enum MappingFunctions {
    /// All functions, sorted by name.
    package static let all: [MappingFunction] =
        (TextFunctions.all + ListFunctions.all + IdentifierFunctions.all + StructureFunctions.all + CleansingCalls.all)
        .sorted { $0.name < $1.name }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// The function of that name; nil where there is none.
    package static func named(_ name: String) -> MappingFunction? { byName[name] }
}
