// example
import BankBus
import Canonical
import Foundation

/// Announces booked payments on the bus.
struct PaymentAnnouncer {
    let publisher: Publisher

    static func connect(to url: String, books: String) async throws -> PaymentAnnouncer {
        let publisher = try await Publisher("core-banking", broker: Broker(url), books: books)
        try await publisher.start()
        return PaymentAnnouncer(publisher: publisher)
    }

    /// Returns when the broker has confirmed it; after a fault, announce it again: the id is the same.
    func announce(reference: String, amount: String, currency: String) async throws {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        var envelope = Envelope(
            id: "core-banking/\(reference)",
            type: "payment.credit-transfer.v2",
            source: "core-banking",
            time: now
        )
        envelope.contentType = "application/json"
        let transfer: DocumentValue = [
            "group": ["messageId": .text(reference)],
            "transactions": [
                [
                    "instructionId": .text(reference),
                    "settlementAmount": ["value": .text(amount), "currency": .text(currency)],
                ]
            ],
        ]
        try await publisher.publish(Message(envelope: envelope, body: transfer.jsonBytes()))
    }
}
// end of example
