extension DocumentDescription {
    /// How confidential the value at a path is: what the innermost member on the way says that says anything.
    ///
    /// A step is the name of a member; the items of a list have the class of the list, so that an index, if the path has
    /// one, is passed over. Where several shapes are possible, the most sensitive one counts.
    ///
    /// - Parameter path: the names on the way from the root.
    /// - Returns: nil if no member on the way says anything, or if there is no such member.
    public func dataClass(at path: [String]) -> DataClass? {
        var passed: Set<String> = []
        return dataClass(at: path[...], in: root, inherited: dataClass, &passed)
    }

    // `passed` are the parts met since a member took the last step: one that comes again leads nowhere.
    private func dataClass(
        at path: ArraySlice<String>,
        in shape: DocumentShape,
        inherited: DataClass?,
        _ passed: inout Set<String>
    ) -> DataClass? {
        guard let step = path.first else { return inherited }
        switch shape {
        case .object(let members, let isOpen):
            guard let member = members.first(where: { $0.name == step }) else { return isOpen ? inherited : nil }
            var none: Set<String> = []
            return dataClass(at: path.dropFirst(), in: member.shape, inherited: member.dataClass ?? inherited, &none)
        case .map(let value):
            var none: Set<String> = []
            return dataClass(at: path.dropFirst(), in: value, inherited: inherited, &none)
        case .list(let item, _, _):
            return dataClass(at: Self.isIndex(step) ? path.dropFirst() : path, in: item, inherited: inherited, &passed)
        case .choice(let shapes):
            var classes: [DataClass] = []
            for shape in shapes {
                if let found = dataClass(at: path, in: shape, inherited: inherited, &passed) { classes.append(found) }
            }
            return classes.max()
        case .part(let name):
            guard passed.insert(name).inserted, let part = parts[name] else { return nil }
            return dataClass(at: path, in: part, inherited: inherited, &passed)
        case .any: return inherited
        case .text, .number, .boolean, .null: return nil
        }
    }

    private static func isIndex(_ step: String) -> Bool {
        !step.isEmpty && step.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
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
