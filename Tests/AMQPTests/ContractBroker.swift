import BankBusTesting
import Canonical

/// The brokers that the contract suite runs on.
enum ContractBroker: String, CaseIterable, Sendable {
    case inMemory
    case rabbitMQ

    /// An empty broker of that kind, gone after `body`.
    func with(_ body: (any BrokerUnderTest) async throws -> Void) async throws {
        let broker: any BrokerUnderTest =
            switch self {
            case .inMemory: InMemoryBroker()
            case .rabbitMQ: try await RabbitMQUnderTest()
            }
        do {
            try await body(broker)
        } catch {
            await broker.tearDown()
            throw error
        }
        await broker.tearDown()
    }
}

extension Publication {
    /// A small message for a queue or key; the text is body and message id.
    static func sample(_ text: String, to key: String, exchange: String = "", orderKey: String? = nil) -> Publication {
        var properties = PublishProperties(headers: [Header("sample-header", .text(text))])
        properties.messageID = text
        properties.type = "sample.v1"
        return Publication(
            exchange: exchange,
            routingKey: key,
            properties: properties,
            body: Array(text.utf8),
            orderKey: orderKey
        )
    }
}

extension MessageConsumer {
    /// Takes batches until that many deliveries are there; fewer if the consumer ends.
    func take(_ count: Int) async -> [Delivery] {
        var deliveries: [Delivery] = []
        while deliveries.count < count, let batch = await nextBatch() { deliveries += batch }
        return deliveries
    }
}
