import Canonical

/// Checks a document against the description of its type.
struct ShapeChecker {
    let description: DocumentDescription

    /// The path of the first value that does not have its shape, and why; nil if all have.
    func difference(_ value: DocumentValue) -> String? {
        difference(value, description.root, path: "")
    }

    private func difference(_ value: DocumentValue, _ shape: DocumentShape, path: String) -> String? {
        switch (shape, value) {
        case (.any, _), (.boolean, .boolean), (.null, .null), (.number, .number): return nil
        case (.part(let name), _):
            guard let part = description.parts[name] else { return "\(path): there is no part \(name)" }
            return difference(value, part, path: path)
        case (.choice(let shapes), _):
            let differences = shapes.map { difference(value, $0, path: path) }
            return differences.contains { $0 == nil } ? nil : differences.first ?? "\(path): no choice"
        case (.list(let shape, let min, let max), .list(let items)):
            guard items.count >= min, items.count <= max ?? .max else { return "\(path): \(items.count) items" }
            for (index, item) in items.enumerated() {
                if let found = difference(item, shape, path: "\(path)/\(index)") { return found }
            }
            return nil
        case (.map(let shape), .object(let object)):
            return object.members.lazy.compactMap { difference($0.value, shape, path: "\(path)/\($0.name)") }.first
        case (.object(let members, let isOpen), .object(let object)):
            return difference(object, members, isOpen: isOpen, path: path)
        case (.text(let shape), .text(let text)): return difference(text, shape, path: path)
        default: return "\(path): is of another kind"
        }
    }

    private func difference(
        _ object: DocumentObject,
        _ members: [DocumentMember],
        isOpen: Bool,
        path: String
    ) -> String? {
        for member in members where member.isRequired && object[member.name] == nil {
            return "\(path)/\(member.name): is missing"
        }
        for member in object.members {
            if let known = members.first(where: { $0.name == member.name }) {
                if let found = difference(member.value, known.shape, path: "\(path)/\(member.name)") { return found }
            } else if !isOpen {
                return "\(path)/\(member.name): is not described"
            }
        }
        return nil
    }

    private func difference(_ text: String, _ shape: TextShape, path: String) -> String? {
        let length = text.unicodeScalars.count
        guard length >= shape.lengthMin, length <= shape.lengthMax ?? .max else {
            return "\(path): \(length) characters"
        }
        if let codes = shape.codes, !codes.contains(text) { return "\(path): is none of the codes" }
        return nil
    }
}
