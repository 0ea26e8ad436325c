import Canonical
import Stores
import Testing

@Suite struct PropertiesCoderTests {
    @Test func `every kind of property and header comes back exactly`() throws {
        let bytes = try PropertiesCoder.encode(Self.everything)
        #expect(try PropertiesCoder.decode(bytes) == Self.everything)
        #expect(try PropertiesCoder.decode(PropertiesCoder.encode(MessageProperties())) == MessageProperties())
    }

    @Test func `bytes cut anywhere or changed never trap`() throws {
        let bytes = try PropertiesCoder.encode(Self.everything)
        for count in bytes.indices { _ = try? PropertiesCoder.decode(Array(bytes.prefix(count))) }
        for index in bytes.indices {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var changed = bytes
                changed[index] = value
                _ = try? PropertiesCoder.decode(changed)
            }
        }
        #expect(throws: Fault.self) { try PropertiesCoder.decode([]) }
        #expect(throws: Fault.self) { try PropertiesCoder.decode([9]) }
    }

    @Test func `headers nested too deeply are a message fault`() throws {
        var value = HeaderValue.null
        for _ in 0..<10_000 { value = .list([value]) }
        #expect(throws: Fault.self) {
            try PropertiesCoder.encode(MessageProperties(headers: [Header("deep", value)]))
        }
    }

    private static let everything: MessageProperties = {
        var properties = MessageProperties(headers: [
            Header("text", .text("Zürich")), Header("text", .text("")), Header("", .integer(.min)),
            Header("true", .boolean(true)), Header("false", .boolean(false)), Header("bytes", .bytes([0, 255])),
            Header("time", .timestamp(.max)), Header("nothing", .null),
            Header("nan", .doubleBits(0x7FF8_0000_0000_0001)),
            Header("amount", .decimal(Number("-12.50") ?? Number(0))), Header("empty", .list([])),
            Header(
                "nested",
                .table([Header("list", .list([.table([]), .list([.text("a"), .null]), .integer(-1)]))])
            ),
        ])
        properties.contentType = "text/plain"
        properties.contentEncoding = "gzip"
        properties.deliveryMode = 2
        properties.priority = 255
        properties.correlationID = "correlation"
        properties.replyTo = "reply"
        properties.expiration = "1000"
        properties.messageID = "message"
        properties.timestamp = .max
        properties.type = "type"
        properties.userID = "user"
        properties.appID = ""
        return properties
    }()
}
