import Canonical

/// The shared arrays of a definition while it is compiled.
struct DefinitionTables {
    private(set) var positions: [ContentPosition] = []
    private(set) var follows: [Int32] = []
    private(set) var types: [CompiledComplexType] = []
    private(set) var wildcards: [Wildcard] = []
    private let source: MessageDefinition
    private let names: DocumentNames

    init(_ source: MessageDefinition, names: DocumentNames) {
        self.source = source
        self.names = names
    }

    /// Appends a type and its positions.
    mutating func add(_ type: ComplexType) throws(Fault) {
        let start = positions.count
        var text: Int?
        var isOrdered = false
        switch type.content {
        case .empty: appendStart(isLast: true, follows: [])
        case .simple(let number):
            guard source.simpleTypes.indices.contains(number) else { throw broken("simple type") }
            text = number
            appendStart(isLast: true, follows: [])
        case .elements(let model):
            guard !type.isMixed else { throw broken("type without mixed content") }
            let automaton = try ContentAutomaton(model, typeName: type.name)
            try append(automaton.drafts)
            isOrdered = hasReturns(from: start)
        }
        let attributes = try type.attributes.map { attribute throws(Fault) in try compile(attribute) }
        types.append(
            CompiledComplexType(
                name: type.name,
                start: start,
                positions: start..<positions.count,
                text: text,
                isEmpty: type.content == .empty,
                isOrdered: isOrdered,
                attributes: attributes,
                attributesRequired: attributes.count { $0.isRequired }
            )
        )
    }

    /// The name of an element.
    func name(of element: Int) throws(Fault) -> String {
        guard source.elementNames.indices.contains(element) else { throw broken("element") }
        return source.elementNames[element]
    }

    /// A type as ``ContentPosition/child`` holds it.
    func child(_ type: TypeReference) throws(Fault) -> Int32 {
        switch type {
        case .simple(let number):
            guard source.simpleTypes.indices.contains(number) else { throw broken("simple type") }
            return Int32(number)
        case .complex(let number):
            guard source.complexTypes.indices.contains(number) else { throw broken("complex type") }
            return ~Int32(number)
        }
    }

    private mutating func append(_ drafts: [ContentAutomaton.Draft]) throws(Fault) {
        let start = positions.count
        for draft in drafts {
            var position = ContentPosition(
                item: .start,
                key: NameKey(""),
                child: 0,
                min: Int32(clamping: draft.occurrence.min),
                max: draft.occurrence.max.map { Int32(clamping: $0) } ?? ContentPosition.unbounded,
                isList: draft.occurrence.max != 1,
                isLast: draft.isLast,
                name: .none,
                followStart: Int32(follows.count),
                followEnd: 0
            )
            switch draft.particle {
            case .element(let declaration, _):
                let text = try name(of: declaration.element)
                position.item = .element(declaration.element)
                position.key = NameKey(text)
                position.child = try child(declaration.type)
                position.name = names.name(text)
            case .any(let wildcard, _):
                position.item = .wildcard(wildcards.count)
                // Documents hold what a wildcard takes under one name, so always in a list.
                position.isList = true
                wildcards.append(wildcard)
            case .sequence, .choice, .all:
                // The start: it has no occurrence of its own.
                position.min = 0
                position.isList = false
            }
            follows += draft.follows.map { Int32(start + $0) }
            position.followEnd = Int32(follows.count)
            positions.append(position)
        }
    }

    private mutating func appendStart(isLast: Bool, follows: [Int32]) {
        let end = Int32(self.follows.count)
        positions.append(
            ContentPosition(
                item: .start,
                key: NameKey(""),
                child: 0,
                min: 0,
                max: 1,
                isList: false,
                isLast: isLast,
                name: .none,
                followStart: end,
                followEnd: end
            )
        )
    }

    /// Whether a position may come before an earlier one, or two positions have the same name.
    private func hasReturns(from start: Int) -> Bool {
        var elements = Set<ContentPosition.Item>()
        for index in start..<positions.count {
            let position = positions[index]
            for next in follows[Int(position.followStart)..<Int(position.followEnd)] where next <= index { return true }
            if case .element = position.item, !elements.insert(position.item).inserted { return true }
        }
        return false
    }

    private func compile(_ attribute: AttributeDeclaration) throws(Fault) -> CompiledAttribute {
        guard source.simpleTypes.indices.contains(attribute.type) else { throw broken("simple type") }
        return CompiledAttribute(
            text: attribute.name,
            key: NameKey(attribute.name),
            name: names.name(attribute.name),
            type: attribute.type,
            isRequired: attribute.isRequired
        )
    }

    private func broken(_ what: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The definition of \(source.name) refers to a \(what) that it does not have."
        )
    }
}
