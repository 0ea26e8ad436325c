import Canonical

/// Finds what of a source no line uses, carries or drops.
struct SourceCoverage {
    /// The format that the target belongs to: what other formats carry is not for it.
    let targetFormat: String?

    /// The shortest paths under which nothing is used, in the description's order; the path of the value is `[]`.
    func unused(_ shape: DocumentShape, _ parts: ShapeParts, _ use: SourceUse, at path: [String] = []) -> [[String]] {
        if use.used != nil || use.dropped != nil { return [] }
        let shapes = parts.numbered(shape)
        if shapes.contains(where: { $0.number != nil }) {
            if use.isUntouched { return [path] }
            return unused(shapes, parts, use, at: path)
        }
        switch shapes[0].shape {
        case .list(let element, _, _): return unused(element, parts, use, at: path)
        case .object(let members, _) where !members.isEmpty: return unused(members, parts, use, at: path)
        default: return use.isTested || !use.members.isEmpty ? [] : [path]
        }
    }

    private func unused(
        _ alternatives: [(number: Int?, shape: DocumentShape)],
        _ parts: ShapeParts,
        _ use: SourceUse,
        at path: [String]
    ) -> [[String]] {
        var paths: [[String]] = []
        for (number, shape) in alternatives where shape != .null {
            let use = number.map { use.alternative($0) } ?? use
            for found in unused(shape, parts, use, at: path) {
                // Other alternatives are used, so the path alone would not say what is not.
                let named = found == path ? path.dropLast() + ["\(path.last ?? "") \(shape.distinction)"] : found
                if !paths.contains(named) { paths.append(named) }
            }
        }
        return paths
    }

    private func unused(
        _ members: [DocumentMember],
        _ parts: ShapeParts,
        _ use: SourceUse,
        at path: [String]
    ) -> [[String]] {
        let contents = members.filter { $0.role == .content }
        guard !contents.isEmpty else { return [] }
        if use.members.values.allSatisfy(\.isUntouched), !path.isEmpty, path.last != "carried" { return [path] }
        return contents.flatMap { member -> [[String]] in
            if path.last == "carried", member.name != targetFormat { return [] }
            return unused(member.shape, parts, use.member(member.name), at: path + [member.name])
        }
    }
}

extension ShapeParts {
    /// The alternatives of a shape as ``alternatives(of:)`` gives them, each of a choice with its number.
    func numbered(_ shape: DocumentShape) -> [(number: Int?, shape: DocumentShape)] {
        let shape = resolve(shape)
        guard case .choice = shape else { return [(nil, shape)] }
        return alternatives(of: shape).enumerated().map { ($0.offset, $0.element) }
    }
}

extension DocumentShape {
    /// What tells an alternative from the others, for people.
    var distinction: String {
        for member in members {
            if member.isRequired, case .text(let text) = member.shape, let codes = text.codes, codes.count == 1 {
                return "where \(member.name) is \"\(codes[0])\""
            }
        }
        return isObject
            ? "without \(members.contains { $0.name == "option" } ? "that option" : "option")" : "as \(summary)"
    }
}
