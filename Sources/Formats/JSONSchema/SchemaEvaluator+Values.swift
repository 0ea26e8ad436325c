import Canonical

extension SchemaEvaluator {
    /// Applies a rule that looks at nothing but the value itself.
    mutating func checkValue(_ rule: SchemaRule, of schema: SchemaNode, at index: Int) -> Bool {
        let node = document.nodes[index]
        switch rule {
        case .types(let types):
            return isOf(types, node) ? true : report(schema, "type", "The value is of another type than expected")
        case .values(let values, let keyword):
            return isOne(of: values, node, at: index)
                ? true : report(schema, keyword, "The value is none of those that are allowed")
        case .bound(let bound, let kind): return checkBound(bound, kind, node, of: schema)
        case .multipleOf(let divisor):
            guard node.kind == .number else { return true }
            return number(node)?.isMultiple(of: divisor) == true
                ? true : report(schema, "multipleOf", "The number is no multiple of \(divisor)")
        case .size(let size, let isMax, let count): return checkSize(size, isMax, count, node, of: schema)
        case .pattern(let pattern): return checkPattern(pattern, node, of: schema)
        case .uniqueItems: return checkUnique(node, of: schema, at: index)
        default: return true
        }
    }

    private func number(_ node: DocumentNode) -> Number? {
        Number(utf8: document.bytes.span.extracting(node.textRange))
    }

    private func isOf(_ types: SchemaTypes, _ node: DocumentNode) -> Bool {
        switch node.kind {
        case .null: types.contains(.null)
        case .yes, .no: types.contains(.boolean)
        case .text: types.contains(.string)
        case .list: types.contains(.array)
        case .object: types.contains(.object)
        case .number:
            types.contains(.number) || (types.contains(.integer) && number(node)?.isWhole == true)
        }
    }

    private func isOne(of values: SchemaValues, _ node: DocumentNode, at index: Int) -> Bool {
        if node.kind == .text { return values.texts.contains(Array(document.bytes[node.textRange])) }
        return !values.others.isEmpty && values.others.contains(document.canonicalJSONBytes(at: index))
    }

    private mutating func checkBound(
        _ bound: Number,
        _ kind: SchemaBound,
        _ node: DocumentNode,
        of schema: SchemaNode
    ) -> Bool {
        guard node.kind == .number, let value = number(node) else { return true }
        let isWithin =
            switch kind {
            case .minimum: !value.isLess(than: bound)
            case .maximum: !bound.isLess(than: value)
            case .exclusiveMinimum: bound.isLess(than: value)
            case .exclusiveMaximum: value.isLess(than: bound)
            }
        return isWithin ? true : report(schema, kind.rawValue, "The number is beyond the bound of \(bound)")
    }

    private mutating func checkSize(
        _ size: SchemaSize,
        _ isMax: Bool,
        _ bound: Int,
        _ node: DocumentNode,
        of schema: SchemaNode
    ) -> Bool {
        let (count, name): (Int, String)
        switch (size, node.kind) {
        case (.length, .text): (count, name) = (scalarCount(node), "Length")
        case (.items, .list): (count, name) = (node.count, "Items")
        case (.properties, .object): (count, name) = (node.count, "Properties")
        default: return true
        }
        if isMax ? count <= bound : count >= bound { return true }
        let what = isMax ? "at most" : "at least"
        return report(schema, (isMax ? "max" : "min") + name, "The size is \(count), and \(what) \(bound) is expected")
    }

    /// The Unicode scalars of a text: its bytes but those that go on with a scalar.
    private func scalarCount(_ node: DocumentNode) -> Int {
        var count = 0
        for index in node.textRange where document.bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    private mutating func checkPattern(_ pattern: ECMAPattern, _ node: DocumentNode, of schema: SchemaNode) -> Bool {
        guard node.kind == .text else { return true }
        var stepsLeft = patternStepsLeft
        let match = pattern.isMatched(by: document.bytes.span.extracting(node.textRange), stepsLeft: &stepsLeft)
        patternStepsLeft = stepsLeft
        switch match {
        case .yes: return true
        case .no: return report(schema, "pattern", "The text does not match the pattern")
        case .tooMuchWork: return report(schema, "pattern", "The text is too long for its pattern to be checked")
        }
    }

    private mutating func checkUnique(_ node: DocumentNode, of schema: SchemaNode, at index: Int) -> Bool {
        guard node.kind == .list else { return true }
        var seen: Set<[UInt8]> = []
        for child in document.children(at: index) where !seen.insert(document.canonicalJSONBytes(at: child)).inserted {
            return report(schema, "uniqueItems", "Two items are equal")
        }
        return true
    }
}
