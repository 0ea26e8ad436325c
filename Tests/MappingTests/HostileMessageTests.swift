import Canonical
import Conformance
import Formats
import Mapping
import Testing

/// Decode, map and encode never trap, whatever the message; what is mapped is valid by its canonical schema.
@Suite struct HostileMessageTests {
    private let library: MappingLibrary
    private let schema: JSONSchema

    init() throws {
        library = try MappingLibrary(CheckoutLibrary())
        schema = try CanonicalTypes(CheckoutLibrary()).schema(ofType: "payment.credit-transfer.v2")
    }

    private func mapping(_ name: String) throws -> RouteMapping {
        try RouteMapping(name, in: library, settings: RouteMapping.Settings { _ in Digest128(high: 1, low: 2) })
    }

    private func run(_ bytes: [UInt8], _ codec: any Codec, _ mapping: RouteMapping) {
        guard let document = try? codec.decode(bytes) else { return }  // refused, as it may be
        _ = mapping.businessKey(of: document)
        _ = mapping.fingerprintDocument(of: document).canonicalJSONBytes()
        do throws(Fault) {
            for result in try mapping.map(document, in: MappingContext(identity: [1])) {
                var findings = Findings()
                #expect(schema.validate(Document(result.payload), into: &findings), "\(findings.all)")
            }
        } catch {
            #expect(error.family == .message && error.place != nil, "\(error)")
        }
    }

    @Test func `changed MT103`() throws {
        var random = SeededGenerator(seed: 23)
        let alphabet = Array("{}:-/,\r\n0123456789ABCDEFKIOXZ ".utf8) + [0xC3, 0xFF, 0]
        let codec = try MessageSample.codec
        let mapping = try mapping("mt103-to-credit-transfer")
        let samples = [
            MessageSample.mt103(MessageSample.fields),
            MessageSample.mt103(MessageSample.shortFields, header: MessageSample.output),
        ]
        for _ in 0..<5_000 { run(random.mutate(random.pick(samples), alphabet: alphabet), codec, mapping) }
    }

    @Test func `changed events`() throws {
        var random = SeededGenerator(seed: 29)
        let alphabet = Array("{}[]\",:.0123456789EURné\\u".utf8) + [0, 0xFF]
        let schema = try CheckoutLibrary().file("events/payment-booked.v1.schema.json")
        let settings = FormatSettings(definition: [schema], library: CheckoutLibrary())
        let codec = FormatCodec(try FormatKind.json.format(settings))
        let mapping = try mapping("payment-event-to-credit-transfer")
        for _ in 0..<5_000 {
            run(random.mutate(Array(MessageSample.event.utf8), alphabet: alphabet), codec, mapping)
        }
    }

    @Test func `documents of any shape`() throws {
        let documents: [DocumentValue] = [
            .null, [:], [], "x", ["block1": [:], "block2": ["messageType": "103"], "block4": [.null]],
            ["block2": ["messageType": "103"], "block4": ["20": ["reference": "\u{1}"], "50a": [:]]],
            ["block2": ["messageType": "103"], "block4": "x"], ["block1": .null, "block2": .null, "block4": .null],
        ]
        let payments = try mapping("mt103-to-credit-transfer")
        let events = try mapping("payment-event-to-credit-transfer")
        for document in documents {
            #expect(throws: Fault.self) { try payments.map(document, in: MappingContext(identity: [1])) }
            #expect(throws: Fault.self) { try events.map(document, in: MappingContext(identity: [1])) }
            _ = payments.fingerprintDocument(of: document)
        }
    }
}
