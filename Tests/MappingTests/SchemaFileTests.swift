import Canonical
import Foundation
import Mapping
import Testing

/// The checkers in Swift and the JSON Schemas in `schemas/` say the same.
@Suite struct SchemaFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "schemas")

    private let one = DocumentValue.number(Number(1))

    private func schema(_ path: String) throws -> DocumentValue {
        try DocumentValue(json: [UInt8](try Data(contentsOf: Self.folder.appending(path: path))))
    }

    @Test func `the credit transfer's schema is that of the checker`() throws {
        let schema = try schema("canonical/payment.credit-transfer.v1.schema.json")
        #expect(schema["title"] == .text(CreditTransferSchema.typeName))
        compare(CreditTransferSchema.shape, schema, root: schema, path: "")
    }

    @Test func `the event's schema is that of the checker`() throws {
        let schema = try schema("events/payment-booked.v1.schema.json")
        compare(PaymentBookedSchema.shape, schema, root: schema, path: "")
    }

    private func compare(_ shape: Shape, _ schema: DocumentValue, root: DocumentValue, path: String) {
        if let reference = schema["$ref"]?.text {
            let steps = reference.split(separator: "/").dropFirst().map(String.init)
            guard let target = root.value(at: steps) else {
                Issue.record("\(path): \(reference) leads nowhere")
                return
            }
            return compare(shape, target, root: root, path: path)
        }
        switch shape {
        case .text(let rule): compare(rule, schema, path: path)
        case .object(let members): compare(members, schema, root: root, path: path)
        case .choice(let members):
            compare(members, schema, root: root, path: path)
            #expect(schema["minProperties"] == one && schema["maxProperties"] == one, "\(path)")
        case .list(let item, let max):
            #expect(schema["type"] == "array" && schema["minItems"] == one, "\(path)")
            #expect(schema["maxItems"] == .number(Number(Int64(max))), "\(path)")
            compare(item, schema["items"] ?? .null, root: root, path: "\(path)/items")
        }
    }

    private func compare(_ members: [Shape.Member], _ schema: DocumentValue, root: DocumentValue, path: String) {
        #expect(schema["type"] == "object" && schema["additionalProperties"] == .boolean(false), "\(path)")
        let properties = schema["properties"]?.object?.members ?? []
        #expect(properties.map(\.name) == members.map(\.name), "\(path)")
        let required = schema["required"]?.items?.compactMap(\.text) ?? []
        #expect(required == members.filter(\.isRequired).map(\.name), "\(path)")
        for member in members {
            compare(
                member.shape,
                schema["properties"]?[member.name] ?? .null,
                root: root,
                path: "\(path)/\(member.name)"
            )
        }
    }

    private func compare(_ rule: TextRule, _ schema: DocumentValue, path: String) {
        #expect(schema["pattern"]?.text == rule.pattern, "\(path)")
        switch rule {
        case .oneOf(let words): #expect(schema["enum"]?.items?.compactMap(\.text) == words, "\(path)")
        case .free(let max):
            #expect(schema["minLength"] == one && schema["maxLength"] == .number(Number(Int64(max))), "\(path)")
        default: #expect(schema["type"] == "string", "\(path)")
        }
    }

    /// The checkers' hand-written rules accept nothing that the patterns refuse.
    @Test func `rules and patterns agree on examples`() throws {
        let rules: [TextRule] = [
            .free(max: 35), .amount, .positiveAmount, .rate, .currency, .country, .date, .timestamp, .uetr, .iban, .bic,
        ]
        let texts = [
            "", " ", "a", "0", "0.0", "1", "1.", ".1", "1.5", "1,5", "-1", "+1", "1e3", "00.10", "1.123456", "EUR",
            "eur", "ZZZ",
            "DE", "2026-03-02", "2026-02-30", "2026-3-2", "20260302", "2026-03-02T10:00:00Z", "2026-03-02T10:00:00z",
            "2026-03-02 10:00:00Z", "2026-03-02T10:00:00.5+01:00", "2026-03-02T10:00:00.Z", "a\nb", "a\u{7F}",
            "0f0c2a5e-1d5b-4c9a-8f57-3c1f0a9d2b11", "0F0C2A5E-1D5B-4C9A-8F57-3C1F0A9D2B11",
            "0f0c2a5e-1d5b-1c9a-8f57-3c1f0a9d2b11", "DE89370400440532013000", "DE8937040044053201300", "DEMOGB2L",
            "DEMOGB2LXXX",
            "DEMOGB2LXX", "demogb2l", String(repeating: "1", count: 18), String(repeating: "1", count: 19),
        ]
        for rule in rules {
            let pattern = try Regex(try #require(rule.pattern))
            for text in texts where accepts(text, rule) {
                #expect(try pattern.wholeMatch(in: text) != nil, "\(rule) accepts \(text)")
            }
        }
    }

    private func accepts(_ text: String, _ rule: TextRule) -> Bool {
        rule.accepts(text)
    }
}
