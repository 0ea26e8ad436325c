extension SchemaDiff {
    /// Compares the rules of two texts.
    mutating func compareTexts(_ old: TextShape, _ new: TextShape, _ path: String) {
        compareMeanings(old.meaning, new.meaning, path)
        compareCodes(old, new, path)
        compareRules(old.pattern, new.pattern, "pattern", path)
        compareRules(old.characters, new.characters, "character set", path)
        // The lengths of codes are those of the codes, which have been compared.
        guard old.codes == nil, new.codes == nil else { return }
        compareBounds((old.lengthMin, old.lengthMax), (new.lengthMin, new.lengthMax), "characters", path)
    }

    /// Compares least and greatest numbers of something.
    mutating func compareBounds(
        _ old: (min: Int, max: Int?),
        _ new: (min: Int, max: Int?),
        _ unit: String,
        _ path: String
    ) {
        if old.min != new.min {
            note(
                path,
                "at least \(new.min) \(unit), not \(old.min)",
                narrowed: new.min > old.min,
                widened: new.min < old.min
            )
        }
        guard old.max != new.max else { return }
        let (before, after) = (old.max ?? .max, new.max ?? .max)
        note(
            path,
            "at most \(new.max.map(String.init) ?? "any number of") \(unit), not \(old.max.map(String.init) ?? "any")",
            narrowed: after < before,
            widened: after > before
        )
    }

    private mutating func compareMeanings(_ old: TextShape.Meaning, _ new: TextShape.Meaning, _ path: String) {
        // Whether it is a code is said by its list of codes.
        let plain: Set<TextShape.Meaning> = [.plain, .code]
        guard old != new, !(plain.contains(old) && plain.contains(new)) else { return }
        note(
            path,
            "was \(old.rawValue), is \(new.rawValue)",
            narrowed: !plain.contains(new),
            widened: !plain.contains(old)
        )
    }

    private mutating func compareCodes(_ old: TextShape, _ new: TextShape, _ path: String) {
        switch (old.codes, new.codes) {
        case (nil, nil): break
        case (nil, let codes?):
            let isWider = !codes.allSatisfy(old.allowsLength)
            note(path, "any text was allowed, now only codes of a list", narrowed: true, widened: isWider)
        case (let codes?, nil):
            let isNarrower = !codes.allSatisfy(new.allowsLength)
            note(path, "only codes of a list were allowed, now any text", narrowed: isNarrower, widened: true)
        case (let oldCodes?, let newCodes?):
            let removed = oldCodes.filter { !newCodes.contains($0) }
            let added = newCodes.filter { !oldCodes.contains($0) }
            if !removed.isEmpty { note(path, "codes removed: \(removed.joined(separator: " "))", narrowed: true) }
            if !added.isEmpty { note(path, "codes added: \(added.joined(separator: " "))", widened: true) }
        }
    }

    /// Compares two rules of which only equality can be decided.
    private mutating func compareRules(_ old: String?, _ new: String?, _ rule: String, _ path: String) {
        guard old != new else { return }
        switch (old, new) {
        case (nil, _): note(path, "\(rule) added", narrowed: true)
        case (_, nil): note(path, "\(rule) removed", widened: true)
        default: note(path, "\(rule) changed", narrowed: true, widened: true)
        }
    }
}

extension TextShape {
    /// Whether a text is neither too short nor too long.
    fileprivate func allowsLength(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        return count >= lengthMin && count <= lengthMax ?? .max
    }
}
