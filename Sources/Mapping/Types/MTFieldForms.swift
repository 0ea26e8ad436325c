import Canonical

/// The forms that a field or block of FIN has in all messages: what `mt:50a` and `mt:block1` stand for.
struct MTFieldForms: Sendable {
    private var shapes: [DocumentShape] = []
    private var alternatives: Set<DocumentShape> = []

    /// Collects the fields of a block or sequence by their names.
    static func collect(
        _ shape: DocumentShape,
        _ parts: ShapeParts,
        into all: inout [String: MTFieldForms],
        depth: Int
    ) {
        // Sequences of FIN are nested four deep at most.
        guard depth < 8, case .object(let members, _) = parts.resolve(shape) else { return }
        for member in members {
            var item = parts.resolve(member.shape)
            if case .list(let element, _, _) = item { item = parts.resolve(element) }
            if member.name.first?.isNumber ?? false {
                all[member.name, default: MTFieldForms()].add(item, parts)
            } else {
                collect(item, parts, into: &all, depth: depth + 1)
            }
        }
    }

    /// Collects the headers and the trailer by their names.
    static func collectBlocks(_ root: DocumentShape, _ parts: ShapeParts, into all: inout [String: MTFieldForms]) {
        for name in ["block1", "block2", "block3", "block5"] {
            guard let member = root.member(name) else { continue }
            all[name, default: MTFieldForms()].add(parts.resolve(member.shape), parts)
        }
    }

    private mutating func add(_ shape: DocumentShape, _ parts: ShapeParts) {
        let own = parts.alternatives(of: shape)
        if own.contains(where: { !alternatives.contains($0) }) { shapes.append(shape) }
        alternatives.formUnion(own)
    }

    /// Whether a value of the shape is the field in one or several of its forms.
    func includes(_ shape: DocumentShape, _ parts: ShapeParts) -> Bool {
        parts.alternatives(of: shape).allSatisfy { alternatives.contains($0) }
    }

    /// The forms as descriptions.
    func descriptions(_ name: String) -> [DocumentDescription] {
        shapes.map { DocumentDescription(name: "mt:\(name)", summary: "The field or block \(name).", root: $0) }
    }
}
