import Canonical
import Formats

extension CorpusSets {
    /// The parser tests of others: `y_` is read, `n_` is refused, `i_` is either.
    package static let jsonParsing = CorpusSet("json-test-suite") { folder in
        var result = CorpusResult()
        for file in try folder.files(below: "json-test-suite", suffix: ".json") {
            let name = file.split(separator: "/").last ?? ""
            let bytes = try folder.bytes(file)
            let isRead = (try? Document(json: bytes)) != nil  // refused is one of the two answers
            let isExpected = name.hasPrefix("y_") ? isRead : name.hasPrefix("n_") ? !isRead : true
            result.enter(
                file,
                difference: isExpected ? nil : isRead ? "is read" : "is refused",
                explanation: name.hasPrefix("y_object_duplicated_key")
                    ? "RFC 8259 leaves repeated names to the reader; ours refuses them, so that no two systems see two messages"
                    : nil
            )
        }
        return result
    }

    /// The tests of JSON Schema's own organisation; a case is one document checked against one schema.
    package static let jsonSchema = CorpusSet("json-schema-suite") { folder in
        var result = CorpusResult()
        for file in try folder.files(below: "json-schema-suite", suffix: ".json") {
            for group in try folder.json(file).items ?? [] {
                try checkSchema(group, file, &result)
            }
        }
        return result
    }

    private static func checkSchema(_ group: DocumentValue, _ file: String, _ result: inout CorpusResult) throws {
        let name = "\(file): \(group["description"]?.text ?? "")"
        do throws(Fault) {
            let schema = try JSONSchema(group["schema"] ?? .null, definitions: SchemaTestDefinitions.byURI)
            for test in group["tests"]?.items ?? [] {
                var findings = Findings()
                let isValid = schema.validate(Document(test["data"] ?? .null), into: &findings)
                let isConsistent = isValid == !findings.hasErrors
                result.enter(
                    "\(name): \(test["description"]?.text ?? "")",
                    difference: test["valid"] == .boolean(isValid) && isConsistent
                        ? nil : "is \(isValid ? "" : "in")valid"
                )
            }
        } catch {
            result.fail(name, "the schema is refused: \(error)")
        }
    }
}

/// What the suite's tests refer to on a server of their own, written down from their meaning.
private enum SchemaTestDefinitions {
    private static let server = "http://localhost:1234/draft2020-12/"

    static let byURI: [String: DocumentValue] = [
        "\(server)tree.json": [
            "$id": .text("\(server)tree.json"), "$dynamicAnchor": "node", "type": "object",
            "properties": [
                "data": .boolean(true), "children": ["type": "array", "items": ["$dynamicRef": "#node"]],
            ],
        ],
        "\(server)extendible-dynamic-ref.json": [
            "$id": .text("\(server)extendible-dynamic-ref.json"), "type": "object",
            "properties": ["elements": ["type": "array", "items": ["$dynamicRef": "#elements"]]],
            "required": ["elements"], "additionalProperties": .boolean(false),
            "$defs": ["elements": ["$dynamicAnchor": "elements"]],
        ],
        "\(server)detached-dynamicref.json": [
            "$id": .text("\(server)detached-dynamicref.json"),
            "$defs": [
                "foo": ["$dynamicRef": "#detached"], "detached": ["$dynamicAnchor": "detached", "type": "integer"],
            ],
        ],
    ]
}
