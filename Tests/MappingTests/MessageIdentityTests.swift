import Canonical
import Formats
import Mapping
import Testing

/// By what key messages are told apart, and which differences make a conflict.
@Suite struct MessageIdentityTests {
    private func decode(_ bytes: [UInt8]) throws -> DocumentValue {
        try MessageSample.codec.decode(bytes)
    }

    /// The document with a field of block 4 replaced or left out.
    private func replacing(_ tag: String, with field: DocumentValue?, in document: DocumentValue) -> DocumentValue {
        guard var message = document.object, var block = message["block4"]?.object else { return document }
        block[tag] = field
        message["block4"] = .object(block)
        return .object(message)
    }

    private func fingerprint(_ bytes: [UInt8]) throws -> [UInt8] {
        BusinessIdentity.fingerprintDocument(of: try decode(bytes)).canonicalJSONBytes()
    }

    @Test func `the key of an MT103 is sender, type, flag, reference and value date`() throws {
        let header = MessageSample.input + "{3:{119:STP}}"
        let short = MessageSample.mt103(MessageSample.shortFields, header: header)
        let key = BusinessIdentity.key(of: try decode(short))
        #expect(key == "DEMOGB2LAXXX|103|STP|REF-0002|260302")
        let output = MessageSample.mt103(MessageSample.fields, header: MessageSample.output)
        #expect(BusinessIdentity.key(of: try decode(output)) == "DEMOGB2LAXXX|103||REF-0001|260302")
    }

    @Test func `without one of its parts there is no key`() throws {
        let document = try decode(MessageSample.mt103(MessageSample.fields))
        for tag in ["20", "32A"] {
            #expect(BusinessIdentity.key(of: replacing(tag, with: nil, in: document)) == nil)
        }
        let forged = replacing("20", with: ["reference": "A|B"], in: document)
        #expect(BusinessIdentity.key(of: forged) == nil)
        #expect(BusinessIdentity.key(of: .null) == nil && BusinessIdentity.key(of: ["block2": "x"]) == nil)
    }

    @Test func `a message that is sent or delivered again has the same fingerprint`() throws {
        let first = MessageSample.mt103(MessageSample.fields, trailer: "{5:{CHK:0123456789AB}}")
        let again = MessageSample.mt103(
            MessageSample.fields,
            header: MessageSample.input.replacing("0001000001", with: "0002000777") + MessageSample.userHeader,
            trailer: "{5:{CHK:0123456789AB}{PDE:}}{S:{SPD:}}"
        )
        let lineFeeds = Array(String(decoding: again, as: UTF8.self).replacing("\r\n", with: "\n").utf8)
        let acknowledged = Array("{1:F21DEMOGB2LAXXX0001000001}{4:{177:2603021200}{451:0}}".utf8) + first
        for copy in [again, lineFeeds, acknowledged] { #expect(try fingerprint(copy) == fingerprint(first)) }
        let output = MessageSample.mt103(MessageSample.fields, header: MessageSample.output)
        let later = MessageSample.mt103(
            MessageSample.fields,
            header: "{1:F01TESTDEFFABRA0007000009}{2:O1031300260303DEMOGB2LAXXX00030000092603031301N}"
        )
        #expect(try fingerprint(output) == fingerprint(later))
    }

    @Test func `another amount is another fingerprint under the same key`() throws {
        let first = try decode(MessageSample.mt103(MessageSample.fields))
        let changed = MessageSample.replacing("32A", with: ":32A:260302EUR1234,51")
        let second = try decode(MessageSample.mt103(changed))
        #expect(BusinessIdentity.key(of: first) == BusinessIdentity.key(of: second))
        #expect(BusinessIdentity.fingerprintDocument(of: first) != BusinessIdentity.fingerprintDocument(of: second))
    }

    @Test func `the key of an event is its id`() throws {
        let event = try DocumentValue(json: Array(MessageSample.event.utf8))
        #expect(BusinessIdentity.key(of: event) == "payment-booked|EV-1")
        #expect(BusinessIdentity.key(of: [:]) == nil)
        #expect(BusinessIdentity.fingerprintDocument(of: event) == event)
    }
}
