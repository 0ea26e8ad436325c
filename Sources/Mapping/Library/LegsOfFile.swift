/// The legs of a mapping file, as its first lines name them: nothing has to be checked for it.
struct LegsOfFile {
    private let file: MappingFile
    private let types: any DocumentTypes

    init(_ file: MappingFile, types: any DocumentTypes) {
        self.file = file
        self.types = types
    }

    var legs: [MappingLeg] {
        guard let target = file.target else { return [] }
        let inputs = file.inputs.map { names($0.type) }
        let targets = names(target.type)
        let isEnough = file.inputs.dropFirst().allSatisfy { $0.missing == .default }
        let rows = inputs.reduce([[]]) { rows, names in rows.flatMap { row in names.map { row + [$0] } } }
        return rows.prefix(MappingCombinations.combinationsMax)
            .flatMap { row in
                targets.flatMap { target in
                    var legs = [leg(row, target, isEnough)]
                    if file.isTwoWay { legs.append(leg([target], row[0], true)) }
                    return legs
                }
            }
    }

    private func leg(_ sources: [String], _ target: String, _ needsMessageOnly: Bool) -> MappingLeg {
        MappingLeg(mapping: file.name.text, sources: sources, target: target, needsMessageOnly: needsMessageOnly)
    }

    private func names(_ type: TypeName) -> [String] {
        let known = Set(types.names)
        return type.alternatives.compactMap { alternative in
            guard case .document(let name) = alternative, known.contains(name.text) else { return nil }
            return name.text
        }
    }
}
