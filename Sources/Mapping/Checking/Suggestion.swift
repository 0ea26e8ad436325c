import Canonical

/// What could have been meant.
enum Suggestion {
    /// "Did you mean" the nearest of some names, else all of them if they are few.
    static func among(_ name: String, _ names: [String], what: String = "There are") -> String? {
        if let nearest = NearestName.suggestion(for: name, in: names) { return nearest }
        guard !names.isEmpty, names.count <= 12 else { return nil }
        return "\(what): \(names.joined(separator: ", "))."
    }

    /// The path of a member of that name further inside; nil if there is none near.
    static func deeper(_ name: String, in shapes: [DocumentShape], _ parts: ShapeParts, depth: Int = 2) -> String? {
        guard depth > 0 else { return nil }
        for shape in shapes {
            for member in shape.members {
                let inner = parts.alternatives(of: member.shape)
                if inner.contains(where: { shape in shape.members.contains { $0.name == name } }) {
                    return "\(member.name).\(name)"
                }
            }
        }
        for shape in shapes {
            for member in shape.members {
                let inner = parts.alternatives(of: member.shape)
                if let path = deeper(name, in: inner, parts, depth: depth - 1) { return "\(member.name).\(path)" }
            }
        }
        return nil
    }
}
