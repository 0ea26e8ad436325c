import Canonical

/// What could have been meant.
enum Suggestion {
    /// The name that is nearest to the one that is written; nil if none is near.
    static func nearest(_ name: String, in names: some Sequence<String>) -> String? {
        let limit = max(1, name.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names where abs(candidate.count - name.count) <= limit {
            let distance = distance(name, candidate, limit)
            if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name
    }

    /// "Did you mean" the nearest of some names, else all of them if they are few.
    static func among(_ name: String, _ names: [String], what: String = "There are") -> String? {
        if let nearest = nearest(name, in: names) { return "Did you mean \(nearest)?" }
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

    /// The number of letters to change, leave out, add or swap; beyond the limit, some number beyond it.
    private static func distance(_ left: String, _ right: String, _ limit: Int) -> Int {
        let left = Array(left.lowercased()), right = Array(right.lowercased())
        // Names of documents are short; a text of the file could be long.
        guard left.count <= 100, right.count <= 100 else { return limit + 1 }
        var previous = Array(0...right.count), beforePrevious = previous
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(previous[column + 1], current[column]) + 1
                best = min(best, previous[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
