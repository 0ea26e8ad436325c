import Canonical
import Conformance
import Testing

@testable import Formats

/// Names of members may be values, such as account numbers: what no schema spells out stands in no finding and no fault.
@Suite struct JSONSecretsTests {
    private func format(_ options: [String: String] = [:], schema: String? = nil) throws -> any Format {
        var settings = FormatSettings(options: options, library: CheckoutLibrary())
        if let schema { settings.definition = [DefinitionFile(name: "schema.json", bytes: Array(schema.utf8))] }
        return try FormatKind.json.format(settings)
    }

    private func texts(_ document: String, _ schema: String?, lines: Bool = false) throws -> [String] {
        let format = try format(["lines": "\(lines)"], schema: schema)
        do throws(Fault) {
            return try format.decodeAll(Array(document.utf8)).findings.all
                .map { "\($0.code) \($0.place) \($0.message)" }
        } catch {
            return ["\(error)"]
        }
    }

    private static let accounts =
        #"{"properties":{"accounts":{"additionalProperties":{"properties":{"balance":{"type":"number"}}}}}}"#

    @Test func `members that the schema does not name have their number in the path, and their place in the input`()
        throws
    {
        let document =
            "{\n \"accounts\": {\"DE00SECRET4711\": {\"balance\":\"x\"},\n  \"FR00\": {\"a\": [\"]\"],\n \"balance\":1, \"balance2\":{}}}}"
        let format = try format(schema: Self.accounts)
        let findings = try format.decodeAll(Array(document.utf8)).findings.all
        #expect(findings.map { $0.place.path } == ["/accounts/#0/balance"])
        #expect(findings.map { $0.place.line } == [2])
        let offset = try #require(findings.first?.place.byteOffset)
        #expect(String(decoding: Array(document.utf8)[offset...].prefix(13), as: UTF8.self) == #""balance":"x""#)
    }

    @Test(arguments: [
        (#"{"additionalProperties":false}"#, ["/#0", "/#1"]), (#"{"unevaluatedProperties":false}"#, ["/#0", "/#1"]),
        (#"{"patternProperties":{"^DE":{"type":"null"}}}"#, ["/#1"]), (#"{"propertyNames":{"maxLength":1}}"#, ["/#1"]),
        (#"{"propertyNames":{"pattern":"^[a-z]$"}}"#, ["/#1"]), (#"{"propertyNames":false}"#, ["/#0", "/#1"]),
        (#"{"properties":{"a":{"type":"null"}},"additionalProperties":{"type":"null"}}"#, ["/a", "/#1"]),
        (#"{"required":["b"]}"#, ["/b"]), (#"{"dependentRequired":{"a":["b/c"]}}"#, ["/b~1c"]),
        (#"{"minProperties":3}"#, [""]),
        (#"{"allOf":[{"additionalProperties":{"type":"boolean"}}]}"#, ["/#0", "/#1"]), (#"{"not":{}}"#, [""]),
        (#"{"dependentSchemas":{"a":{"additionalProperties":{"minLength":9}}}}"#, []),
    ])
    func `no keyword shows a name that the schema does not have`(schema: String, paths: [String]) throws {
        let document = #"{"a":1,"DE00SECRET4711":2}"#
        let findings = try format(schema: schema).decodeAll(Array(document.utf8)).findings.all
        #expect(findings.map { $0.place.path ?? "" } == paths)
        #expect(try !texts(document, schema).contains { $0.contains("SECRET") })
    }

    @Test func `names of lists and of lists in lists are numbers from 0`() throws {
        let schema = #"{"additionalProperties":{"items":{"additionalProperties":{"type":"null"}}}}"#
        let findings = try format(schema: schema).decodeAll(Array(#"{"DE00SECRET4711":[{},{"SECRET":1}]}"#.utf8))
            .findings
        #expect(findings.all.map { $0.place.path } == ["/#0/1/#0"])
    }

    @Test(arguments: [
        #"{"SECRET":1,"SECRET":2}"#, #"{"SECRET" 1}"#, #"{"SECRET":}"#, #"{"SECRET":01}"#, #"{"a":SECRET}"#,
        #"["SECRET"#,
        #"{"SECRET":"\ud800"}"#, #"{"SECRET":"\x"}"#, "{\"SECRET\":\"\u{1}\"}", #"{"SECRET":1e99999}"#,
        #"{"SECRET":1} SECRET"#,
        #"{"SECR\u00C9T":1,"SECRE\u0301T":1,"SECRE\u0301T":1}"#,
    ])
    func `no fault shows a name or a value`(document: String) throws {
        for hasLines in [true, false] {
            let texts = try texts(document, nil, lines: hasLines)
            #expect(texts.count == 1 && !texts[0].contains("SECR"), "\(texts)")
        }
    }

    @Test func `a schema that is refused is so with the path in the schema`() throws {
        let schemas = [
            #"{"properties":{"a":{"items":{"nonsense":1}}}}"#: "#/properties/a/items/nonsense",
            #"{"$defs":{"x/y":{"if":true,"than":false}}}"#: "#/$defs/x~1y/than",
            #"{"allOf":[true,{"dependencies":{}}]}"#: "#/allOf/1/dependencies",
        ]
        for (schema, path) in schemas {
            let fault = #expect(throws: Fault.self) { try format(schema: schema) }
            #expect(fault?.place?.path == path && fault?.code == .configurationInvalid)
        }
    }
}
