extension DocumentDescription {
    /// The description as a JSON Schema (draft 2020-12).
    public func jsonSchema() -> DocumentValue {
        var schema = DocumentObject()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = .text(name)
        schema["description"] = .text(summary)
        if let dataClass { schema["x-data-class"] = .text(dataClass.rawValue) }
        if case .object(let object) = root.jsonSchema {
            for member in object.members { schema[member.name] = member.value }
        }
        if !parts.isEmpty {
            var definitions = DocumentObject()
            for (name, shape) in parts.sorted(by: { $0.key < $1.key }) { definitions[name] = shape.jsonSchema }
            schema["$defs"] = .object(definitions)
        }
        return .object(schema)
    }
}

extension DocumentShape {
    /// The shape as a JSON Schema.
    var jsonSchema: DocumentValue {
        switch self {
        case .object(let members, let isOpen): Self.object(members, isOpen: isOpen)
        case .map(let shape): ["type": "object", "additionalProperties": shape.jsonSchema]
        case .list(let shape, let min, let max): Self.list(shape, min: min, max: max)
        case .text(let text): text.jsonSchema
        case .number(let isInteger): ["type": isInteger ? "integer" : "number"]
        case .boolean: ["type": "boolean"]
        case .null: ["type": "null"]
        case .choice(let shapes): ["anyOf": .list(shapes.map(\.jsonSchema))]
        case .part(let name): ["$ref": .text("#/$defs/\(name)")]
        case .any: [:]
        }
    }

    private static func object(_ members: [DocumentMember], isOpen: Bool) -> DocumentValue {
        var schema: DocumentObject = DocumentObject()
        schema["type"] = "object"
        var properties = DocumentObject()
        for member in members {
            var shape = member.shape.jsonSchema
            if case .object(var object) = shape {
                if !member.summary.isEmpty { object["description"] = .text(member.summary) }
                if let dataClass = member.dataClass { object["x-data-class"] = .text(dataClass.rawValue) }
                shape = .object(object)
            }
            properties[member.name] = shape
        }
        schema["properties"] = .object(properties)
        let required = members.filter(\.isRequired).map { DocumentValue.text($0.name) }
        if !required.isEmpty { schema["required"] = .list(required) }
        if !isOpen { schema["additionalProperties"] = .boolean(false) }
        return .object(schema)
    }

    private static func list(_ shape: DocumentShape, min: Int, max: Int?) -> DocumentValue {
        var schema = DocumentObject()
        schema["type"] = "array"
        schema["items"] = shape.jsonSchema
        if min > 0 { schema["minItems"] = .number(Number(Int64(min))) }
        if let max { schema["maxItems"] = .number(Number(Int64(max))) }
        return .object(schema)
    }
}

extension TextShape {
    fileprivate var jsonSchema: DocumentValue {
        var schema = DocumentObject()
        schema["type"] = "string"
        if lengthMin > 0 { schema["minLength"] = .number(Number(Int64(lengthMin))) }
        if let lengthMax { schema["maxLength"] = .number(Number(Int64(lengthMax))) }
        // JSON Schema lets a pattern match any part of a text.
        if let pattern { schema["pattern"] = .text("^(?:\(pattern))$") }
        if let codes { schema["enum"] = .list(codes.map { .text($0) }) }
        if meaning != .plain { schema["x-meaning"] = .text(meaning.rawValue) }
        if let characters { schema["x-characters"] = .text(characters) }
        return .object(schema)
    }
}
