import Canonical

/// Says what documents of a JSON Schema look like in the terms that mappings check.
///
/// References lead over several files; what they lead to becomes a part. Where a schema says more than a shape can, such
/// as `if` or the range of a number, the description is wider than the schema, never narrower: a mapping that is checked
/// against the description may still be refused by the schema, and not the other way round. Anchors and resources within
/// resources are not followed; compiling the schema is what finds a reference to nothing.
struct SchemaDescriber {
    /// Greatest depth of schemas within schemas, without references.
    static let depthMax = 100

    /// The schemas by the URI of their resource.
    private let resources: [String: DocumentValue]
    /// The parts found so far; `any` while a part has not been described yet.
    private var parts: [String: DocumentShape] = [:]
    /// The parts that are still to be described: one after the other, so that no chain of references is too long.
    private var waiting: [(name: String, schema: DocumentValue, resource: String)] = []
    /// The names of the parts by what they stand for.
    private var names: [Target: String] = [:]

    /// A schema within a resource: a JSON pointer.
    private struct Target: Hashable {
        var resource: String
        var pointer: String
    }

    /// Describes the documents of a schema.
    ///
    /// - Parameters:
    ///   - schema: the schema, with `title` and `description`.
    ///   - definitions: the schemas that it refers to, by the URI under which they are found if they have no `$id`.
    /// - Returns: the description, with the schema's title as name.
    /// - Throws: `configuration.invalid` for a data class that does not exist, and for too many levels.
    static func describe(
        _ schema: DocumentValue,
        definitions: [String: DocumentValue]
    ) throws(Fault) -> DocumentDescription {
        var resources: [String: DocumentValue] = [:]
        for (uri, definition) in definitions { resources[resource(of: definition, otherwise: uri)] = definition }
        let own = resource(of: schema, otherwise: "")
        resources[own] = schema
        var describer = SchemaDescriber(resources: resources)
        let root = try describer.shape(schema, in: own, depth: 0)
        while let part = describer.waiting.popLast() {
            describer.parts[part.name] = try describer.shape(part.schema, in: part.resource, depth: 0)
        }
        return DocumentDescription(
            name: schema["title"]?.text ?? own,
            summary: schema["description"]?.text ?? "",
            root: root,
            parts: describer.parts,
            dataClass: try describer.dataClass(schema)
        )
    }

    private init(resources: [String: DocumentValue]) {
        self.resources = resources
    }

    private static func resource(of schema: DocumentValue, otherwise uri: String) -> String {
        SchemaURI(schema["$id"]?.text ?? uri).resource
    }

    // MARK: - Shapes

    /// The shape of a schema's values.
    mutating func shape(_ schema: DocumentValue, in resource: String, depth: Int) throws(Fault) -> DocumentShape {
        guard depth < Self.depthMax else { throw Self.fault("It is more than \(Self.depthMax) levels deep.") }
        guard let object = schema.object else { return .any }
        if let reference = object["$ref"]?.text { return part(reference, in: resource) }
        if let alternatives = (object["anyOf"] ?? object["oneOf"])?.items {
            return try choice(alternatives, in: resource, depth: depth)
        }
        if let codes = object["enum"]?.items { return SchemaTexts.shape(ofValues: codes, object) }
        if let value = object["const"] { return SchemaTexts.shape(ofValues: [value], object) }
        if let types = object["type"]?.items {
            return try choice(types.map { .object(object.with("type", $0)) }, in: resource, depth: depth)
        }
        switch object["type"]?.text {
        case "object": return try objectShape(object, in: resource, depth: depth)
        case "array": return try list(object, in: resource, depth: depth)
        case "string": return .text(SchemaTexts.text(object))
        case "integer": return .number(isInteger: true)
        case "number": return .number(isInteger: false)
        case "boolean": return .boolean
        case "null": return .null
        default: return .any
        }
    }

    private mutating func choice(
        _ schemas: [DocumentValue],
        in resource: String,
        depth: Int
    ) throws(Fault) -> DocumentShape {
        var shapes: [DocumentShape] = []
        for schema in schemas { shapes.append(try shape(schema, in: resource, depth: depth + 1)) }
        return shapes.count == 1 ? shapes[0] : .choice(shapes)
    }

    private mutating func list(
        _ object: DocumentObject,
        in resource: String,
        depth: Int
    ) throws(Fault) -> DocumentShape {
        let isUniform = object["prefixItems"] == nil
        let items = isUniform ? object["items"] : nil
        let item = try items.map { value throws(Fault) in try shape(value, in: resource, depth: depth + 1) }
        let min = SchemaTexts.count(object["minItems"]) ?? 0
        return .list(item ?? .any, min: min, max: SchemaTexts.count(object["maxItems"]))
    }

    private mutating func objectShape(
        _ object: DocumentObject,
        in resource: String,
        depth: Int
    ) throws(Fault) -> DocumentShape {
        let properties = object["properties"]?.object?.members ?? []
        let others = object["additionalProperties"]
        if properties.isEmpty, object["patternProperties"] == nil, let others, others.object != nil {
            return .map(try shape(others, in: resource, depth: depth + 1))
        }
        let required = Set((object["required"]?.items ?? []).compactMap(\.text))
        var members: [DocumentMember] = []
        for property in properties {
            members.append(
                DocumentMember(
                    property.name,
                    try shape(property.value, in: resource, depth: depth + 1),
                    isRequired: required.contains(property.name),
                    dataClass: try dataClass(property.value),
                    property.value["description"]?.text ?? ""
                )
            )
        }
        let isOpen = others != .boolean(false) || object["patternProperties"] != nil
        return .object(members, isOpen: isOpen)
    }

    private func dataClass(_ schema: DocumentValue) throws(Fault) -> DataClass? {
        guard let value = schema["x-data-class"] else { return nil }
        guard let dataClass = value.text.flatMap(DataClass.init) else {
            let names = DataClass.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.fault("x-data-class is one of \(names).")
        }
        return dataClass
    }

    // MARK: - References

    /// The part that a reference leads to; `any` if it leads to nothing.
    private mutating func part(_ reference: String, in resource: String) -> DocumentShape {
        let uri = SchemaURI(resource).resolving(reference)
        let target = Target(resource: uri.resource, pointer: uri.decodedFragment)
        if let name = names[target] { return .part(name) }
        guard let schema = resources[target.resource]?.value(atPointer: target.pointer) else { return .any }
        let name = freeName(target)
        names[target] = name
        parts[name] = .any
        waiting.append((name, schema, target.resource))
        return .part(name)
    }

    /// The last name of the pointer; with a number behind it where another part has that name already.
    private func freeName(_ target: Target) -> String {
        let last = target.pointer.split(separator: "/").last.map(String.init) ?? target.resource
        var name = last
        var number = 2
        while parts[name] != nil {
            name = "\(last)~\(number)"
            number += 1
        }
        return name
    }

    private static func fault(_ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The JSON Schema cannot be described: \(reason)"
        )
    }
}

extension DocumentValue {
    /// The value that a JSON pointer (RFC 6901) leads to through objects.
    fileprivate func value(atPointer pointer: String) -> DocumentValue? {
        let tokens = pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if pointer.isEmpty { return self }
        return value(at: tokens.map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }.map(String.init))
    }
}

extension DocumentObject {
    /// A copy with another value of a member.
    fileprivate func with(_ name: String, _ value: DocumentValue) -> DocumentObject {
        var copy = self
        copy[name] = value
        return copy
    }
}
