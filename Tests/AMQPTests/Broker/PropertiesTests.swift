import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PropertiesTests {
    @Test func `every property of the whitelist and every header type arrives as it was sent`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        let headers: [Header] = [
            Header("text", .text("Grüße")), Header("integer", .integer(.min)), Header("yes", .boolean(true)),
            Header("bytes", .bytes([0, 255])), Header("time", .timestamp(1_700_000_000)),
            Header("decimal", .decimal(try #require(Number("12.50")))),
            Header("double", .doubleBits(0x3FF8_0000_0000_0000)),
            Header("list", .list([.text("a"), .integer(1), .list([])])),
            Header("table", .table([Header("inner", .text("b")), Header("none", .null)])), Header("null", .null),
        ]
        var properties = PublishProperties(headers: headers)
        properties.contentType = "application/json"
        properties.contentEncoding = "gzip"
        properties.correlationID = "correlation"
        properties.messageID = "id"
        properties.timestamp = 1_700_000_001
        properties.type = "payment.credit-transfer.v1"
        properties.appID = "app"
        let sent = Publication(exchange: "", routingKey: "in", properties: properties, body: [])
        #expect(await publisher.publish([sent]) == [.confirmed])
        let delivery = try #require(await scene.client.get(queue: "in", acknowledge: true))
        var expected = MessageProperties(headers: headers)
        expected.contentType = "application/json"
        expected.contentEncoding = "gzip"
        expected.correlationID = "correlation"
        expected.messageID = "id"
        expected.timestamp = 1_700_000_001
        expected.type = "payment.credit-transfer.v1"
        expected.appID = "app"
        expected.deliveryMode = 2
        var received = delivery.properties
        received.headers = delivery.ownHeaders
        expected.headers.sort { $0.name < $1.name }
        #expect(received == expected)
        #expect(delivery.properties.header("bankbus-sequence") == .integer(1))
        #expect(delivery.exchange == "" && delivery.routingKey == "in" && delivery.body == [] && delivery.defect == nil)
        await publisher.close()
    }

    @Test(arguments: ["x-death", "X-Delay", "CC", "bcc", "x-delivery-count", "bankbus-sequence"])
    func `a header that the broker or the client acts on is not sent`(name: String) async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in"), Queue("copy")]))
        var publication = BrokerScene.message("x", to: "in")
        publication.properties = PublishProperties(headers: [Header(name, .list([.text("copy")]))])
        #expect(await publisher.publish([publication]) == [.confirmed])
        let delivery = try #require(await scene.client.get(queue: "in", acknowledge: true))
        #expect(delivery.ownHeaders == [])
        #expect(try await scene.client.depth(ofQueue: "copy") == 0)
        await publisher.close()
    }
}

extension Delivery {
    /// The headers without those that broker and publisher add, by name: a queue does not keep their order.
    fileprivate var ownHeaders: [Header] {
        properties.headers
            .filter { $0.name != "bankbus-sequence" && $0 != Header("x-delivery-count", .integer(0)) }
            .sorted { $0.name < $1.name }
    }
}
