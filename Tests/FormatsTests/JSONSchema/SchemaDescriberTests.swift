import Canonical
import Conformance
import Testing

@testable import Formats

/// From a JSON Schema to the description that mappings are checked against.
@Suite struct SchemaDescriberTests {
    private func describe(_ json: String, _ definitions: [String: String] = [:]) throws -> DocumentDescription {
        try DocumentDescription(
            jsonSchema: try DocumentValue(json: Array(json.utf8)),
            definitions: try definitions.mapValues { try DocumentValue(json: Array($0.utf8)) }
        )
    }

    private func shape(_ json: String) throws -> DocumentShape {
        try describe(json).root
    }

    @Test func `texts keep their rules`() throws {
        #expect(
            try shape(#"{"type":"string","minLength":1,"maxLength":35,"pattern":"^[A-Z]+$","x-characters":"x"}"#)
                == .text(TextShape(lengthMin: 1, lengthMax: 35, pattern: "[A-Z]+", characters: "x"))
        )
        #expect(try shape(#"{"type":"string","format":"date"}"#) == .text(TextShape(.date)))
        #expect(try shape(#"{"type":"string","format":"date-time"}"#) == .text(TextShape(.dateTime)))
        #expect(try shape(#"{"type":"string","x-meaning":"decimal"}"#) == .text(TextShape(.decimal)))
        #expect(try shape(#"{"enum":["A","B"]}"#) == .text(TextShape(.code, codes: ["A", "B"])))
        #expect(try shape(#"{"const":"A"}"#) == .text(TextShape(.code, codes: ["A"])))
    }

    @Test(arguments: [
        ("^a+$", "a+"), ("^(?:a|b)$", "(?:a|b)"), ("^(?:ab)$", "ab"), ("^(a)|(b)$", #"[\s\S]*(?:^(a)|(b)$)[\s\S]*"#),
        ("a", #"[\s\S]*(?:a)[\s\S]*"#), (#"^a\$"#, #"[\s\S]*(?:^a\$)[\s\S]*"#), ("^[|(]$", "[|(]"),
        ("^(?:a)(?:b)$", "(?:a)(?:b)"), ("", #"[\s\S]*(?:)[\s\S]*"#),
    ])
    func `a pattern becomes one for the whole text`(pattern: String, whole: String) {
        #expect(SchemaTexts.wholePattern(pattern) == whole)
    }

    @Test func `other types have their shapes`() throws {
        #expect(try shape(#"{"type":"integer"}"#) == .number(isInteger: true))
        #expect(try shape(#"{"type":"boolean"}"#) == .boolean)
        #expect(try shape(#"{"type":["string","null"]}"#) == .choice([.text, .null]))
        #expect(try shape(#"{"type":"array","maxItems":3,"items":{"type":"string"}}"#) == .list(.text, min: 0, max: 3))
        #expect(try shape(#"{"type":"object","additionalProperties":{"type":"string"}}"#) == .map(.text))
        #expect(try shape(#"{"type":"object"}"#) == .object([], isOpen: true))
        #expect(try shape(#"{"if":{},"then":{}}"#) == .any)
        #expect(try shape("true") == .any)
    }

    @Test func `references lead over files, and to the schema itself`() throws {
        let description = try describe(
            #"""
            {"$id":"urn:x:order","title":"order","description":"An order.","x-data-class":"internal","type":"object",
            "additionalProperties":false,"required":["who"],"properties":{
            "who":{"$ref":"urn:x:parts#/$defs/person","description":"Who.","x-data-class":"personal"},
            "inner":{"$ref":"#/$defs/person"},"next":{"$ref":"#"},"lost":{"$ref":"urn:x:none#/a"}},
            "$defs":{"person":{"type":"boolean"}}}
            """#,
            ["parts": #"{"$id":"urn:x:parts","$defs":{"person":{"type":"string"}}}"#]
        )
        let members: [DocumentMember] = [
            DocumentMember("who", .part("person"), isRequired: true, dataClass: .personal, "Who."),
            DocumentMember("inner", .part("person~2")), DocumentMember("next", .part("urn:x:order")),
            DocumentMember("lost", .any),
        ]
        #expect(description.root == .object(members, isOpen: false))
        #expect(description.parts["person"] == .text && description.parts["person~2"] == .boolean)
        #expect(description.dataClass == .internal && description.name == "order")
        #expect(description.dataClass(at: ["next", "next", "who"]) == .personal)
        #expect(description.dataClass(at: ["next", "inner"]) == .internal)
    }

    @Test func `what a description is written as is described as it was`() throws {
        for name in CanonicalTypesTests.names {
            let description = try CanonicalTypesTests.types.get().description(ofType: name)
            let again = try DocumentDescription(jsonSchema: description.jsonSchema())
            #expect(SchemaDiff(from: description, to: again).changes == [], "\(name)")
            #expect(again.parts.keys.sorted() == description.parts.keys.sorted(), "\(name)")
        }
    }

    @Test func `a data class that does not exist, and too many levels, are refused`() {
        #expect(throws: Fault.self) { try describe(#"{"type":"string","x-data-class":"confidential"}"#) }
        let deep =
            String(repeating: #"{"type":"array","items":"#, count: 120) + "true" + String(repeating: "}", count: 120)
        #expect(throws: Fault.self) { try describe(deep) }
    }

    @Test func `a long chain of references is followed without end of the stack`() throws {
        let definitions = (0..<4_000)
            .map { number in ##""d\##(number)":{"type":"array","items":{"$ref":"#/$defs/d\##(number + 1)"}}"## }
        let json = ##"{"$ref":"#/$defs/d0","$defs":{"## + definitions.joined(separator: ",") + "}}"
        let description = try describe(json)
        #expect(description.parts.count == 4_000)
        #expect(CanonicalReview.review(description).all.map(\.code).contains("schema.any"))
    }

    @Test func `the format json is described by its schema`() throws {
        let schema = #"{"title":"t","type":"object","properties":{"a":{"type":"string"}}}"#
        let settings = FormatSettings(
            definition: [DefinitionFile(name: "t.json", bytes: Array(schema.utf8))],
            library: CheckoutLibrary()
        )
        let description = try FormatKind.json.format(settings).description(ofType: nil)
        #expect(description.root == .object([DocumentMember("a", .text)], isOpen: true))
    }
}
