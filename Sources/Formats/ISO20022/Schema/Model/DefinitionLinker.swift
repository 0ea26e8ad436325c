import Canonical

/// Makes a definition of a schema: numbers what the roots reach, in the order in which it is reached.
///
/// The numbers depend on the schema's content alone, so that the same schema in two forms gives the same definition.
struct DefinitionLinker {
    private let model: SchemaModel
    private var elementNames: [String] = []
    private var elementNumbers: [String: Int] = [:]
    private var references: [String: TypeReference] = [:]
    private var complexKeys: [String] = []
    private var simpleTypes: [SimpleType] = []
    private var resolver: SimpleTypeResolver

    /// Links a schema; its patterns are compiled here.
    ///
    /// - Throws: `configuration.invalid`, with file and line.
    static func link(_ model: SchemaModel) throws(Fault) -> MessageDefinition {
        var linker = DefinitionLinker(model)
        return try linker.link()
    }

    private init(_ model: SchemaModel) {
        self.model = model
        resolver = SimpleTypeResolver(model)
    }

    private mutating func link() throws(Fault) -> MessageDefinition {
        var roots: [ElementDeclaration] = []
        for root in model.roots { roots.append(try declaration(root, at: SchemaOrigin())) }
        var complexTypes: [ComplexType] = []
        // Linking a type finds further ones, which are appended to the list that is walked.
        while complexTypes.count < complexKeys.count {
            complexTypes.append(try complexType(complexKeys[complexTypes.count]))
        }
        return MessageDefinition(
            namespace: model.namespace,
            name: SchemaNamespace.messageName(model.namespace),
            elementNames: elementNames,
            roots: roots,
            complexTypes: complexTypes,
            simpleTypes: simpleTypes
        )
    }

    // MARK: - Complex types

    private mutating func complexType(_ key: String) throws(Fault) -> ComplexType {
        guard let type = model.types[key], case .complex(let content, let attributes) = type.kind else {
            throw SchemaFault.unusable("refers to a type \(key) that it does not have", at: SchemaOrigin())
        }
        var linked = ComplexType(name: type.name, content: .empty)
        switch content {
        case .empty: break
        case .text(let key): linked.content = .simple(try simpleIndex(key, at: type.origin))
        case .elements(let particle): linked.content = .elements(try self.particle(particle, at: type.origin))
        }
        for attribute in attributes {
            linked.attributes.append(
                AttributeDeclaration(
                    name: attribute.name,
                    type: try simpleIndex(attribute.type, at: type.origin),
                    isRequired: attribute.isRequired
                )
            )
        }
        return linked
    }

    private mutating func particle(
        _ particle: SchemaParticle,
        at origin: SchemaOrigin
    ) throws(Fault) -> Particle {
        switch particle {
        case .element(let element, let occurrence): return .element(try declaration(element, at: origin), occurrence)
        case .any(let wildcard, let occurrence): return .any(wildcard, occurrence)
        case .group(let group, let parts, let occurrence):
            var linked: [Particle] = []
            for part in parts { linked.append(try self.particle(part, at: origin)) }
            switch group {
            case .sequence: return .sequence(linked, occurrence)
            case .choice: return .choice(linked, occurrence)
            case .all: return .all(linked, occurrence)
            }
        }
    }

    private mutating func declaration(
        _ element: SchemaElement,
        at origin: SchemaOrigin
    ) throws(Fault) -> ElementDeclaration {
        let number = elementNumbers[element.name] ?? elementNames.count
        if number == elementNames.count {
            elementNumbers[element.name] = number
            elementNames.append(element.name)
        }
        return ElementDeclaration(element: number, type: try reference(element.type, at: origin))
    }

    // MARK: - References

    private mutating func reference(_ key: String, at origin: SchemaOrigin) throws(Fault) -> TypeReference {
        if let known = references[key] { return known }
        guard references.count < SchemaLimits.typesMax else {
            throw SchemaFault.unusable("has more than \(SchemaLimits.typesMax) types", at: origin)
        }
        let made: TypeReference
        if case .complex = model.types[key]?.kind {
            made = .complex(complexKeys.count)
            complexKeys.append(key)
        } else {
            let type = try resolver.resolve(key, from: origin)
            made = .simple(simpleTypes.count)
            simpleTypes.append(type)
        }
        references[key] = made
        return made
    }

    private mutating func simpleIndex(_ key: String, at origin: SchemaOrigin) throws(Fault) -> Int {
        guard case .simple(let index) = try reference(key, at: origin) else {
            throw SchemaFault.unusable("takes the type \(key), which has elements, for a text", at: origin)
        }
        return index
    }
}
