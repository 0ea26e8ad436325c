import Canonical

/// Compiles shapes to rules; shapes within themselves become rules within themselves.
struct ShapeRuleCompiler {
    /// What was compiled.
    private(set) var rules = ShapeRules()
    private var named: [PartKey: Int32] = [:]
    private var byShape: [ShapeKey: Int32] = [:]
    /// Held, so that no other one comes to have the same identity.
    private var held: [ObjectIdentifier: ShapeParts] = [:]

    private struct PartKey: Hashable {
        let parts: ObjectIdentifier
        let name: String
    }

    private struct ShapeKey: Hashable {
        let parts: ObjectIdentifier
        let shape: DocumentShape
    }

    /// How many shapes may stand within one another without a name.
    private static let depthMax = 200

    /// The number of a shape's rule.
    ///
    /// - Parameters:
    ///   - shape: the shape.
    ///   - parts: the shapes that it refers to.
    ///   - names: gives each name of a member its number.
    ///   - depth: in how many other shapes it stands.
    /// - Returns: the number.
    /// - Throws: `configuration.invalid` where a limit is passed, or there is no such pattern or set of characters.
    mutating func rule(
        _ shape: DocumentShape,
        _ parts: ShapeParts,
        names: inout NameInterner,
        depth: Int = 0
    ) throws(Fault) -> Int32 {
        guard depth <= Self.depthMax else { throw CompileFault.because("A type has too many shapes in one another.") }
        if case .any = shape { return ShapeRules.any }
        held[ObjectIdentifier(parts)] = parts
        if case .part(let name) = shape {
            let key = PartKey(parts: ObjectIdentifier(parts), name: name)
            if let number = named[key] { return number }
            guard let inner = parts[name] else { return ShapeRules.any }
            let number = reserve()
            named[key] = number
            rules.rules[Int(number)] = try compile(inner, parts, &names, depth)
            return number
        }
        let key = ShapeKey(parts: ObjectIdentifier(parts), shape: shape)
        if let number = byShape[key] { return number }
        let number = reserve()
        byShape[key] = number
        rules.rules[Int(number)] = try compile(shape, parts, &names, depth)
        return number
    }

    /// Notes the names of the layout that values of a type can have.
    mutating func noteLayout(_ type: ValueType, names: inout NameInterner) throws(Fault) {
        var seen: Set<String> = []
        // Shapes that are still to be looked at: the depth of a description costs no stack.
        var waiting = [type.shape]
        while let shape = waiting.popLast() {
            switch shape {
            case .object(let members, _):
                for member in members {
                    if member.role == .layout { rules.layoutNames.insert(try names.number(of: member.name)) }
                    waiting.append(member.shape)
                }
            case .list(let item, _, _), .map(let item): waiting.append(item)
            case .choice(let shapes): waiting += shapes
            case .part(let name):
                if seen.insert(name).inserted, let part = type.parts[name] { waiting.append(part) }
            case .text, .number, .boolean, .null, .any: break
            }
        }
    }

    private mutating func reserve() -> Int32 {
        rules.rules.append(ShapeRule())
        return Int32(rules.rules.count - 1)
    }

    private mutating func compile(
        _ shape: DocumentShape,
        _ parts: ShapeParts,
        _ names: inout NameInterner,
        _ depth: Int
    ) throws(Fault) -> ShapeRule {
        var rule = ShapeRule()
        var texts: [TextCheck] = []
        var lists: [ListRule] = []
        var objects: [ObjectRule] = []
        for alternative in Self.alternatives(shape, parts) {
            switch alternative {
            case .text(let text):
                rule.kinds.insert(.text)
                texts.append(try TextCheck(text))
            case .number(let isInteger): rule.kinds.formUnion(isInteger ? [.number, .integer] : .number)
            case .boolean: rule.kinds.insert(.boolean)
            case .null: rule.kinds.insert(.null)
            case .list(let item, let min, let max):
                rule.kinds.insert(.list)
                let item = try self.rule(item, parts, names: &names, depth: depth + 1)
                lists.append(ListRule(item: item, countMin: min, countMax: max ?? .max))
            case .map(let item):
                rule.kinds.insert(.object)
                let item = try self.rule(item, parts, names: &names, depth: depth + 1)
                objects.append(ObjectRule(members: [:], required: [], others: item))
            case .object(let members, let isOpen):
                rule.kinds.insert(.object)
                objects.append(try object(members, isOpen: isOpen, parts, &names, depth))
            case .any, .choice, .part: rule.kinds.insert(.any)
            }
        }
        if texts.count == 1, texts[0].isLengthOnly {
            rule.isLengthOnly = true
            rule.bytesMin = UInt32(texts[0].lengthMin)
            rule.bytesMax = UInt32(texts[0].lengthMax)
        }
        rule.texts = Self.append(texts, to: &rules.texts)
        rule.lists = Self.append(lists, to: &rules.lists)
        rule.objects = Self.append(objects, to: &rules.objects)
        return rule
    }

    private mutating func object(
        _ members: [DocumentMember],
        isOpen: Bool,
        _ parts: ShapeParts,
        _ names: inout NameInterner,
        _ depth: Int
    ) throws(Fault) -> ObjectRule {
        var object = ObjectRule(members: [:], required: [], others: isOpen ? ShapeRules.any : nil)
        for member in members {
            let number = try names.number(of: member.name)
            object.members[number] = try rule(member.shape, parts, names: &names, depth: depth + 1)
            if member.isRequired { object.required.append(number) }
        }
        return object
    }

    private static func append<Rule>(_ new: [Rule], to all: inout [Rule]) -> Range<Int32> {
        let start = Int32(all.count)
        all += new
        return start..<Int32(all.count)
    }

    /// The shapes that a choice admits; choices among them brought in.
    private static func alternatives(_ shape: DocumentShape, _ parts: ShapeParts, depth: Int = 0) -> [DocumentShape] {
        // A choice of more than that many in one another is one of anything.
        guard depth < 16 else { return [.any] }
        switch ValueType(shape, parts: parts).resolved {
        case .choice(let shapes): return shapes.flatMap { alternatives($0, parts, depth: depth + 1) }
        case let resolved: return [resolved]
        }
    }
}
