import Canonical

extension XSDCompiler {
    /// Reads an xs:complexType or xs:simpleType.
    mutating func type(_ node: XSDNode, name: String, schema: XSDNode) throws(Fault) -> SchemaType {
        let kind =
            node.name == "simpleType"
            ? try simpleKind(node, name: name, schema: schema) : try complexKind(node, name: name, schema: schema)
        return SchemaType(name: name, kind: kind, origin: node.origin)
    }

    // MARK: - Complex types

    private mutating func complexKind(
        _ node: XSDNode,
        name: String,
        schema: XSDNode
    ) throws(Fault) -> SchemaType.Kind {
        try node.allow("name", "block", "final", "mixed", "abstract")
        for flag in ["mixed", "abstract"] {
            guard let value = node[flag], value != "false", value != "0" else { continue }
            throw SchemaFault.notImplemented("a complex type that is \(flag)", at: node.origin)
        }
        var parts = try node.parts()[...]
        guard let first = parts.first else { return .complex(.empty, attributes: []) }
        if first.name == "simpleContent" {
            guard parts.count == 1 else {
                throw SchemaFault.unusable("has parts beside xs:simpleContent", at: first.origin)
            }
            return try simpleContent(first, name: name, schema: schema)
        }
        var content = SchemaContent.empty
        if SchemaGroup(rawValue: first.name) != nil {
            parts.removeFirst()
            content = .elements(try particle(first, schema: schema, depth: 0))
        }
        return .complex(content, attributes: try attributes(parts, name: name, schema: schema))
    }

    private mutating func simpleContent(
        _ node: XSDNode,
        name: String,
        schema: XSDNode
    ) throws(Fault) -> SchemaType.Kind {
        try node.allow()
        let parts = try node.parts()
        guard parts.count == 1, parts[0].name == "extension" else {
            throw SchemaFault.notImplemented("xs:simpleContent without one extension", at: node.origin)
        }
        try parts[0].allow("base")
        let base = try typeKey(try parts[0].required("base"), in: parts[0])
        return .complex(.text(base), attributes: try attributes(try parts[0].parts()[...], name: name, schema: schema))
    }

    private mutating func attributes(
        _ nodes: ArraySlice<XSDNode>,
        name: String,
        schema: XSDNode
    ) throws(Fault) -> [SchemaAttribute] {
        var attributes: [SchemaAttribute] = []
        for node in nodes {
            guard node.name == "attribute" else {
                throw SchemaFault.notImplemented("xs:\(node.name) here", at: node.origin)
            }
            try node.allow("name", "type", "use", "form")
            guard node["form"] ?? "unqualified" == "unqualified" else {
                throw SchemaFault.notImplemented("an attribute with a namespace", at: node.origin)
            }
            let attributeName = try node.required("name")
            guard node["use"] != "prohibited" else { continue }
            let key = try elementType(node, name: attributeName, schema: schema)
            attributes.append(
                SchemaAttribute(name: attributeName, type: key, isRequired: node["use"] == "required")
            )
        }
        return attributes
    }

    // MARK: - Content models

    private mutating func particle(_ node: XSDNode, schema: XSDNode, depth: Int) throws(Fault) -> SchemaParticle {
        guard depth < SchemaLimits.depthMax else {
            throw SchemaFault.unusable("nests groups too deeply", at: node.origin)
        }
        let occurrence = try self.occurrence(node)
        if let group = SchemaGroup(rawValue: node.name) {
            try node.allow("minOccurs", "maxOccurs")
            var parts: [SchemaParticle] = []
            for part in try node.parts() { parts.append(try particle(part, schema: schema, depth: depth + 1)) }
            if group == .all { try checkAll(parts, isOutermost: depth == 0, node) }
            return .group(group, parts, occurrence)
        }
        switch node.name {
        case "element" where node["ref"] != nil: return try reference(node, occurrence)
        case "element":
            try node.allow("name", "type", "minOccurs", "maxOccurs", "nillable", "form", "block")
            guard node["form"] ?? schema["elementFormDefault"] ?? "unqualified" == "qualified" else {
                throw SchemaFault.notImplemented("a local element without a namespace", at: node.origin)
            }
            let name = try node.required("name")
            return .element(
                SchemaElement(name: name, type: try elementType(node, name: name, schema: schema)),
                occurrence
            )
        case "any":
            try node.allow("minOccurs", "maxOccurs", "namespace", "processContents")
            return .any(try wildcard(node), occurrence)
        default: throw SchemaFault.notImplemented("xs:\(node.name) here", at: node.origin)
        }
    }

    private func checkAll(_ parts: [SchemaParticle], isOutermost: Bool, _ node: XSDNode) throws(Fault) {
        for part in parts {
            guard case .element(_, let occurrence) = part, let max = occurrence.max, max <= 1 else {
                throw SchemaFault.unusable("has something else than single elements in xs:all", at: node.origin)
            }
        }
        guard isOutermost else { throw SchemaFault.unusable("has an xs:all within a group", at: node.origin) }
    }

    /// A reference to an element: one of this schema, or a signature, which is taken as it is.
    private func reference(_ node: XSDNode, _ occurrence: Occurrence) throws(Fault) -> SchemaParticle {
        try node.allow("ref", "minOccurs", "maxOccurs")
        let name = try node.resolve(try node.required("ref"))
        if name.namespace == SchemaNamespace.xmlSignature {
            return .any(Wildcard(namespaces: .listed([name.namespace]), processing: .skip), occurrence)
        }
        throw SchemaFault.notImplemented("a reference to an element", at: node.origin)
    }

    private func wildcard(_ node: XSDNode) throws(Fault) -> Wildcard {
        let listed = (node["namespace"] ?? "##any").split(whereSeparator: \.isWhitespace)
            .map {
                $0 == "##targetNamespace" ? model.namespace : String($0)
            }
        guard let wildcard = Wildcard(namespaces: listed, node["processContents"] ?? "strict") else {
            throw SchemaFault.unusable("has a wildcard with an unknown namespace or processing", at: node.origin)
        }
        return wildcard
    }

    private func occurrence(_ node: XSDNode) throws(Fault) -> Occurrence {
        var min = 1
        if let written = node["minOccurs"] { min = try SchemaFacet.count(written, at: node.origin) }
        var max: Int? = 1
        if let written = node["maxOccurs"] {
            max = written == "unbounded" ? nil : try SchemaFacet.count(written, at: node.origin)
        }
        if let max, max < min { throw SchemaFault.unusable("has minOccurs above maxOccurs", at: node.origin) }
        return Occurrence(min: min, max: max)
    }

    // MARK: - Simple types

    private mutating func simpleKind(
        _ node: XSDNode,
        name: String,
        schema: XSDNode
    ) throws(Fault) -> SchemaType.Kind {
        try node.allow("name", "final")
        let parts = try node.parts()
        guard parts.count == 1, parts[0].name == "restriction" else {
            throw SchemaFault.notImplemented("a simple type that is no restriction", at: node.origin)
        }
        let restriction = parts[0]
        try restriction.allow("base")
        var facets = try restriction.parts()[...]
        let base: String
        if let named = restriction["base"] {
            base = try typeKey(named, in: restriction)
        } else {
            guard let inner = facets.popFirst(), inner.name == "simpleType" else {
                throw SchemaFault.unusable("has a restriction of nothing", at: restriction.origin)
            }
            base = try enterAnonymous(inner, name: name, schema: schema)
        }
        return .simple(base: base, facets: try self.facets(facets))
    }

    private func facets(_ nodes: ArraySlice<XSDNode>) throws(Fault) -> [SchemaFacet] {
        var facets: [SchemaFacet] = []
        var patterns: [String] = []
        var values: [String] = []
        for node in nodes {
            try node.allow("value", "fixed")
            let value = try node.required("value")
            switch node.name {
            case "pattern": patterns.append(value)
            case "enumeration": values.append(value)
            default:
                guard let facet = try SchemaFacet(name: node.name, value: value, at: node.origin) else {
                    throw SchemaFault.notImplemented("xs:\(node.name) here", at: node.origin)
                }
                facets.append(facet)
            }
        }
        if !patterns.isEmpty { facets.append(.pattern(patterns)) }
        if !values.isEmpty { facets.append(.enumeration(values)) }
        return facets
    }
}
