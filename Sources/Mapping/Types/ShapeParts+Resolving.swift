package import Canonical

extension ShapeParts {
    /// The shape itself, where it is only named.
    package func resolve(_ shape: DocumentShape) -> DocumentShape {
        ValueType(shape, parts: self).resolved
    }

    /// The shapes that a value can have, without choices: each alternative of a choice, also of one within another.
    ///
    /// What only messages have that break their format is left out, unless there is nothing else.
    package func alternatives(of shape: DocumentShape) -> [DocumentShape] {
        let all = flattened(shape, depth: 0)
        let regular = all.filter { !$0.isIrregular }
        return regular.isEmpty ? all : regular
    }

    private func flattened(_ shape: DocumentShape, depth: Int) -> [DocumentShape] {
        let shape = resolve(shape)
        // Descriptions have choices in choices two or three deep; a circle of them would never end.
        guard case .choice(let shapes) = shape, depth < 16 else { return [shape] }
        return shapes.flatMap { flattened($0, depth: depth + 1) }
    }
}

extension DocumentShape {
    /// Whether only messages that break their format have it: an object whose members are all irregular, or that cannot
    /// be without an irregular one.
    var isIrregular: Bool {
        guard case .object(let members, _) = self, !members.isEmpty else { return false }
        return members.contains { $0.role == .irregular && $0.isRequired }
            || members.allSatisfy { $0.role == .irregular }
    }

    /// The members of an object; none of anything else.
    var members: [DocumentMember] {
        guard case .object(let members, _) = self else { return [] }
        return members
    }

    /// Whether it is a list.
    var isList: Bool {
        if case .list = self { true } else { false }
    }

    /// Whether it holds members of its own.
    var isObject: Bool {
        switch self {
        case .object, .map: true
        default: false
        }
    }

    /// The member of that name; of an object that may have any members, one of any shape.
    func member(_ name: String) -> DocumentMember? {
        switch self {
        case .object(let members, let isOpen):
            if let member = members.first(where: { $0.name == name }) { return member }
            return isOpen && members.isEmpty ? DocumentMember(name, .any) : nil
        case .map(let shape): return DocumentMember(name, shape)
        case .any: return DocumentMember(name, .any)
        default: return nil
        }
    }
}
