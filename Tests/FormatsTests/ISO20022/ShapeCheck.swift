import Canonical

/// Checks a document against a description: members, lists, lengths and codes.
struct ShapeCheck {
    private let description: DocumentDescription

    init(_ description: DocumentDescription) {
        self.description = description
    }

    /// Where the document does not fit; nil if it does.
    func misfit(_ value: DocumentValue) -> String? {
        misfit(value, description.root, "")
    }

    private func misfit(_ value: DocumentValue, _ shape: DocumentShape, _ path: String) -> String? {
        switch (shape, value) {
        case (.any, _), (.boolean, .boolean), (.null, .null), (.number, .number): return nil
        case (.part(let name), _):
            guard let part = description.parts[name] else { return "\(path): no part \(name)" }
            return misfit(value, part, path)
        case (.choice(let shapes), _):
            let misfits = shapes.map { misfit(value, $0, path) }
            return misfits.contains { $0 == nil } ? nil : misfits.compactMap(\.self).first ?? "\(path): no choice"
        case (.text(let text), .text(let value)): return misfit(value, text, path)
        case (.list(let item, let min, let max), .list(let items)):
            guard items.count >= min, items.count <= max ?? .max else { return "\(path): \(items.count) items" }
            return items.enumerated().lazy.compactMap { misfit($1, item, "\(path)/\($0)") }.first
        case (.map(let item), .object(let object)):
            return object.members.lazy.compactMap { misfit($0.value, item, "\(path)/\($0.name)") }.first
        case (.object(let members, let isOpen), .object(let object)): return misfit(object, members, isOpen, path)
        default: return "\(path): another kind of value"
        }
    }

    private func misfit(_ object: DocumentObject, _ members: [DocumentMember], _ isOpen: Bool, _ path: String)
        -> String?
    {
        for member in members where member.isRequired && object[member.name] == nil {
            return "\(path): no \(member.name)"
        }
        for member in object.members {
            if let known = members.first(where: { $0.name == member.name }) {
                if let misfit = misfit(member.value, known.shape, "\(path)/\(member.name)") { return misfit }
            } else if !isOpen {
                return "\(path): \(member.name) is not described"
            }
        }
        return nil
    }

    private func misfit(_ value: String, _ shape: TextShape, _ path: String) -> String? {
        let length = value.unicodeScalars.count
        guard length >= shape.lengthMin, length <= shape.lengthMax ?? .max else {
            return "\(path): \(length) characters"
        }
        if let codes = shape.codes, !codes.contains(value) { return "\(path): not a code" }
        return nil
    }
}
