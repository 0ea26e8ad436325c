import Canonical

/// Checks a document against the description of its type, as a JSON Schema validator would.
struct ShapeCheck {
    private let parts: [String: DocumentShape]

    init(_ description: DocumentDescription) {
        parts = description.parts
    }

    /// Where the value breaks the shape; nil if it does not.
    func breach(of value: DocumentValue, _ shape: DocumentShape, path: String) -> String? {
        switch (shape, value) {
        case (.any, _), (.boolean, .boolean), (.null, .null), (.number, .number): return nil
        case (.part(let name), _):
            return parts[name].map { breach(of: value, $0, path: path) } ?? "\(path): no part \(name)"
        case (.choice(let shapes), _):
            return shapes.contains { breach(of: value, $0, path: path) == nil } ? nil : "\(path): none of the choices"
        case (.text(let text), .text(let string)): return breach(of: string, text, path: path)
        case (.list(let element, let min, let max), .list(let items)):
            guard items.count >= min, items.count <= max ?? .max else { return "\(path): \(items.count) elements" }
            return items.enumerated().lazy.compactMap { breach(of: $1, element, path: "\(path)/\($0)") }.first
        case (.map(let element), .object(let object)):
            return object.members.lazy.compactMap { breach(of: $0.value, element, path: "\(path)/\($0.name)") }.first
        case (.object(let members, let isOpen), .object(let object)):
            return breach(of: object, members, isOpen: isOpen, path: path)
        default: return "\(path): another kind of value"
        }
    }

    private func breach(of object: DocumentObject, _ members: [DocumentMember], isOpen: Bool, path: String) -> String? {
        for member in members where member.isRequired && object[member.name] == nil {
            return "\(path): no \(member.name)"
        }
        for member in object.members {
            guard let described = members.first(where: { $0.name == member.name }) else {
                if isOpen { continue }
                return "\(path): \(member.name) is not described"
            }
            if let seen = breach(of: member.value, described.shape, path: "\(path)/\(member.name)") { return seen }
        }
        return nil
    }

    private func breach(of text: String, _ shape: TextShape, path: String) -> String? {
        let length = text.unicodeScalars.count
        guard length >= shape.lengthMin, length <= shape.lengthMax ?? .max else {
            return "\(path): \(length) characters"
        }
        if let codes = shape.codes, !codes.contains(text) { return "\(path): no code" }
        guard let pattern = shape.pattern, let regex = try? Regex(pattern) else { return nil }
        return text.wholeMatch(of: regex) == nil ? "\(path): not \(pattern)" : nil
    }
}
