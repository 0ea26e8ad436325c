import Canonical
import Conformance
import Formats
import Mapping
import Testing

/// Decode, map and encode never trap, whatever the message; what is mapped passes the canonical checker.
@Suite struct HostileMessageTests {
    private func run(_ bytes: [UInt8], _ codec: any Codec, _ mapping: any MessageMapping & IdentifiesMessages) {
        guard let document = try? codec.decode(bytes) else { return }  // refused, as it may be
        _ = mapping.businessKey(of: document)
        _ = mapping.fingerprintDocument(of: document).canonicalJSONBytes()
        do throws(Fault) {
            for result in try mapping.map(document) {
                try CreditTransferSchema.check(try DocumentValue(json: result.payload.jsonBytes()))
            }
        } catch {
            #expect(error.family == .message && error.place != nil)
        }
    }

    @Test func `changed MT103`() throws {
        var random = SeededGenerator(seed: 23)
        let alphabet = Array("{}:-/,\r\n0123456789ABCDEFKIOXZ ".utf8) + [0xC3, 0xFF, 0]
        let codec = try MessageSample.codec
        let samples = [
            MessageSample.mt103(MessageSample.fields),
            MessageSample.mt103(MessageSample.shortFields, header: MessageSample.output),
        ]
        for _ in 0..<5_000 {
            run(random.mutate(random.pick(samples), alphabet: alphabet), codec, MT103ToCreditTransfer())
        }
    }

    @Test func `changed events`() {
        var random = SeededGenerator(seed: 29)
        let alphabet = Array("{}[]\",:.0123456789EURné\\u".utf8) + [0, 0xFF]
        for _ in 0..<5_000 {
            let bytes = random.mutate(Array(MessageSample.event.utf8), alphabet: alphabet)
            run(bytes, JSONCodec(), PaymentEventToCreditTransfer())
        }
    }

    @Test func `documents of any shape`() {
        let documents: [DocumentValue] = [
            .null, [:], [], "x", ["block1": [:], "block2": ["messageType": "103"], "block4": [.null]],
            ["block2": ["messageType": "103"], "block4": ["20": ["reference": "\u{1}"], "50a": [:]]],
            ["block2": ["messageType": "103"], "block4": "x"], ["block1": .null, "block2": .null, "block4": .null],
        ]
        for document in documents {
            #expect(throws: Fault.self) { try MT103ToCreditTransfer().map(document) }
            #expect(throws: Fault.self) { try PaymentEventToCreditTransfer().map(document) }
            _ = MT103ToCreditTransfer().fingerprintDocument(of: document)
        }
    }
}
