import Canonical

/// Says where a document is not as its type's description says.
struct ISO8583ShapeChecker {
    private let description: DocumentDescription

    init(_ description: DocumentDescription) {
        self.description = description
    }

    func differences(_ value: DocumentValue) -> [String] {
        differences(value, description.root, "")
    }

    private func differences(_ value: DocumentValue, _ shape: DocumentShape, _ path: String) -> [String] {
        switch (shape, value) {
        case (.any, _), (.number, .number), (.boolean, .boolean), (.null, .null): []
        case (.part(let name), _): differences(value, description.parts[name] ?? .null, path)
        case (.choice(let shapes), _):
            shapes.contains { differences(value, $0, path).isEmpty } ? [] : ["\(path): none of the choices"]
        case (.map(let shape), .object(let object)):
            object.members.flatMap { differences($0.value, shape, "\(path)/\($0.name)") }
        case (.list(let shape, let min, let max), .list(let items)):
            (items.count < min || items.count > max ?? .max ? ["\(path): count"] : [])
                + items.enumerated().flatMap { differences($0.element, shape, "\(path)/\($0.offset)") }
        case (.object(let members, let isOpen), .object(let object)): self.object(object, members, isOpen, path)
        case (.text(let shape), .text(let text)): self.text(text, shape, path)
        default: ["\(path): of another type"]
        }
    }

    private func object(
        _ object: DocumentObject,
        _ members: [DocumentMember],
        _ isOpen: Bool,
        _ path: String
    ) -> [String] {
        var differences: [String] = []
        for member in members where member.isRequired && object[member.name] == nil {
            differences.append("\(path)/\(member.name): missing")
        }
        for member in object.members {
            if let shape = members.first(where: { $0.name == member.name })?.shape {
                differences += self.differences(member.value, shape, "\(path)/\(member.name)")
            } else if !isOpen {
                differences.append("\(path)/\(member.name): not described")
            }
        }
        return differences
    }

    private func text(_ text: String, _ shape: TextShape, _ path: String) -> [String] {
        let count = text.unicodeScalars.count
        if count < shape.lengthMin || count > shape.lengthMax ?? .max { return ["\(path): length"] }
        if let codes = shape.codes, !codes.contains(text) { return ["\(path): code"] }
        if let pattern = shape.pattern, let expression = try? Regex(pattern),  // a pattern that is none matches nothing
            text.wholeMatch(of: expression) == nil
        {
            return ["\(path): pattern"]
        }
        return []
    }
}
