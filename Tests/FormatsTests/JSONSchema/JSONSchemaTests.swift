import Canonical
import Conformance
import Testing

@testable import Formats

/// Compiling schemas and checking documents against them.
@Suite struct JSONSchemaTests {
    private func schema(_ json: String) throws -> JSONSchema {
        try JSONSchema(try DocumentValue(json: Array(json.utf8)))
    }

    private func findings(_ schema: String, _ document: String) throws -> [Finding] {
        var findings = Findings()
        let isValid = try self.schema(schema).validate(try Document(json: Array(document.utf8)), into: &findings)
        #expect(isValid == findings.isEmpty)
        return findings.all
    }

    private static let payment = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["amount","creditor"],
        "properties":{"amount":{"$ref":"#/$defs/amount"},"creditor":{"type":"object","properties":{"name":
        {"type":"string","minLength":1,"maxLength":5}},"additionalProperties":false},"lines":{"type":"array",
        "items":{"type":"string","pattern":"^[A-Z]+$"},"maxItems":3,"uniqueItems":true}},"unevaluatedProperties":false,
        "$defs":{"amount":{"type":"object","properties":{"value":{"type":"number","exclusiveMinimum":0,
        "multipleOf":0.01},"currency":{"enum":["EUR","USD"]}},"required":["value"]}}}
        """

    @Test func `a document that fits has no findings`() throws {
        let document = #"{"amount":{"value":12.50,"currency":"EUR"},"creditor":{"name":"Müllé"},"lines":["A","B"]}"#
        #expect(try findings(Self.payment, document).isEmpty)
    }

    @Test func `all findings come in one run, each with its path and the rule`() throws {
        let document =
            #"{"amount":{"value":0.001,"currency":"GBP"},"creditor":{"name":"Müller","x":1},"lines":["A","b","A"]}"#
        let findings = try findings(Self.payment, document)
        #expect(
            findings.map { "\($0.code) \($0.place.path ?? "")" } == [
                "json-schema.multipleOf /amount/value", "json-schema.enum /amount/currency",
                "json-schema.maxLength /creditor/name", "json-schema.false /creditor/#1",
                "json-schema.uniqueItems /lines",
                "json-schema.pattern /lines/1",
            ]
        )
        #expect(findings.allSatisfy { $0.message.contains("#/") && !$0.message.contains("GBP") })
    }

    @Test func `missing and surplus members are named`() throws {
        #expect(
            try findings(Self.payment, #"{"amount":{}}"#).map { $0.place.path } == ["/creditor", "/amount/value"]
        )
        let surplus = #"{"amount":{"value":1},"creditor":{},"a/b~c":1}"#
        #expect(try findings(Self.payment, surplus).map { $0.place.path } == ["/#2"])
    }

    @Test(arguments: [
        #"{"dependencies":{}}"#, ##"{"$recursiveRef":"#"}"##, #"{"properties":{"a":{"required":true}}}"#, "3",
        ##"{"$schema":"http://json-schema.org/draft-07/schema#"}"##, #"{"type":"text"}"#, #"{"minLength":-1}"#,
        #"{"minLength":1.5}"#, #"{"multipleOf":0}"#, #"{"pattern":"(?=a)"}"#, ##"{"$ref":"#/$defs/none"}"##,
        #"{"$ref":"https://bank.example/other.json"}"#, #"{"allOf":[]}"#, #"{"enum":1}"#, #"{"uniqueItems":1}"#,
        #"{"items":[{}]}"#, #"{"unknown":1}"#, #"{"$anchor":1}"#, ##"{"$id":"#a"}"##,
        #"{"patternProperties":{"[":{}}}"#,
    ])
    func `a keyword that is not implemented or not as it should be is refused`(json: String) throws {
        do throws(Fault) {
            _ = try JSONSchema(try DocumentValue(json: Array(json.utf8)))
            Issue.record("compiled")
        } catch {
            #expect(error.code == .configurationInvalid && error.place?.path != nil)
        }
    }

    @Test func `annotations and extensions say nothing about validity`() throws {
        let json = #"{"title":"t","format":"date","x-meaning":"date","examples":[1],"default":2,"readOnly":true}"#
        #expect(try findings(json, "\"no date\"").isEmpty)
    }

    @Test(arguments: [
        ("1e400", true), ("10000000000000000000000000000000000001", true), ("9007199254740993", true),
        ("9007199254740992.5", false), ("1.0", true), ("1e-1", false), ("-0", true),
    ])
    func `whole numbers are told exactly`(json: String, isWhole: Bool) throws {
        #expect(try findings(#"{"type":"integer"}"#, json).isEmpty == isWhole)
    }

    @Test(arguments: [
        ("0.30", "0.1", true), ("0.35", "0.1", false), ("1e6000", "3", false), ("3e6000", "3", true),
        ("1e-6000", "1", false),
        ("12345678901234567890123456789012345678", "2", true), ("12345678901234567890123456789012345678", "4", false),
        ("1e38", "99999999999999999999999999999999999999", false), ("7", "7.0", true),
    ])
    func `multiples are told exactly`(value: String, divisor: String, isMultiple: Bool) throws {
        #expect(try findings("{\"multipleOf\":\(divisor)}", value).isEmpty == isMultiple)
    }

    @Test(arguments: [
        ("0.1", "0.10", false), ("-1e9", "0", true), ("1e-6000", "1e-5999", true), ("99", "100", true),
        ("-2", "-3", false),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345679", true),
    ])
    func `numbers are compared exactly`(value: String, bound: String, isLess: Bool) throws {
        #expect(try findings("{\"exclusiveMaximum\":\(bound)}", value).isEmpty == isLess)
    }

    @Test func `references that lead back to themselves end with a finding`() throws {
        #expect(try findings(##"{"$ref":"#"}"##, "1").map(\.code) == ["json-schema.limit"])
        let doubling = ##"{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}"##
        #expect(try findings(doubling, "1").map(\.code) == ["json-schema.limit"])
    }

    @Test func `a description's schema takes what it describes`() throws {
        let description = DocumentDescription(
            name: "test",
            summary: "A test.",
            root: .object(
                [
                    DocumentMember("code", .text(TextShape(lengthMax: 4, pattern: "[A-Z]{2,4}")), isRequired: true),
                    DocumentMember("lines", .list(.part("line"), min: 1, max: 2)),
                    DocumentMember("other", .choice([.null, .number(isInteger: true), .map(.any)])),
                ],
                isOpen: false
            ),
            parts: ["line": .object([DocumentMember("text", .text, "Some text")], isOpen: true)]
        )
        let schema = try JSONSchema(description.jsonSchema())
        func isValid(_ json: String) throws -> Bool {
            var findings = Findings()
            return schema.validate(try Document(json: Array(json.utf8)), into: &findings)
        }
        #expect(try isValid(#"{"code":"AB","lines":[{"text":"x","more":1}],"other":{"a":1}}"#))
        for wrong in [
            "{}", #"{"code":"A"}"#, #"{"code":"xABx"}"#, #"{"code":"AB","lines":[]}"#, #"{"code":"AB","other":1.5}"#,
            #"{"code":"AB","lines":[{"text":1}]}"#, #"{"code":"AB","x":1}"#, "[]",
        ] { #expect(try !isValid(wrong), "\(wrong)") }
    }

    @Test(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
    func `the official tests pass`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try CorpusSets.jsonSchema.run(folder)
        #expect(result.unexplained.map { "\($0.file): \($0.reason)" } == [])
        #expect(result.cases > 400)
    }
}
