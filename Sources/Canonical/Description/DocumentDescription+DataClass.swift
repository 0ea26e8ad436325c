extension DocumentDescription {
    /// How confidential the value at a path is: what the innermost member on the way says that says anything.
    ///
    /// A step is the name of a member; the items of a list have the class of the list, so that an index, if the path has
    /// one, is passed over. Where several shapes are possible, the most sensitive one counts.
    ///
    /// - Parameter path: the names on the way from the root.
    /// - Returns: nil if no member on the way says anything, or if there is no such member.
    public func dataClass(at path: [String]) -> DataClass? {
        dataClass(at: path[...], in: root, inherited: dataClass)
    }

    private func dataClass(
        at path: ArraySlice<String>,
        in shape: DocumentShape,
        inherited: DataClass?
    ) -> DataClass? {
        guard let step = path.first else { return inherited }
        switch resolved(shape) {
        case .object(let members, let isOpen):
            guard let member = members.first(where: { $0.name == step }) else { return isOpen ? inherited : nil }
            return dataClass(at: path.dropFirst(), in: member.shape, inherited: member.dataClass ?? inherited)
        case .map(let value): return dataClass(at: path.dropFirst(), in: value, inherited: inherited)
        case .list(let item, _, _):
            let isIndex = !step.isEmpty && step.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            return dataClass(at: isIndex ? path.dropFirst() : path, in: item, inherited: inherited)
        case .choice(let shapes):
            return shapes.compactMap { dataClass(at: path, in: $0, inherited: inherited) }.max()
        case .any: return inherited
        default: return nil
        }
    }

    /// The shape itself, or the one that a part's name stands for; `any` if the name stands for none.
    package func resolved(_ shape: DocumentShape) -> DocumentShape {
        var shape = shape
        // A name may stand for a name; more steps than there are names lead round in a circle.
        for _ in 0...parts.count {
            guard case .part(let name) = shape else { return shape }
            shape = parts[name] ?? .any
        }
        return .any
    }
}
