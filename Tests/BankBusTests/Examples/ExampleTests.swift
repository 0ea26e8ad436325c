import AMQP
import BankBus
import BankBusTesting
import Bus
import Canonical
import Foundation
import GRDB
import Testing

/// The examples of the SDK page, run as they stand there.
@Suite
struct ExampleTests {
    @Test(.timeLimit(.minutes(2)))
    func `the worker of the page books once what the publisher of the page announces twice`() async throws {
        let virtualHost = try await SharedNode.shared.freshVirtualHost()
        try await declareTopology(on: virtualHost.amqpURL)
        let folder = FileManager.default.temporaryDirectory.path + "/bankbus-example-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }

        let announcer = try await PaymentAnnouncer.connect(to: virtualHost.amqpURL, books: folder + "/bankbus.sqlite")
        for reference in ["P-1", "P-1", "P-2"] {
            try await announcer.announce(reference: reference, amount: "12.50", currency: "EUR")
        }
        await announcer.publisher.close()

        let worker = try await BookingWorker.open(path: folder + "/booking.sqlite")
        let database = worker.database
        try await worker.run(broker: virtualHost.amqpURL) { await Self.untilTwoAreBooked(in: database) }
        let booked = try await database.read {
            try String.fetchAll($0, sql: "SELECT payment FROM booking ORDER BY payment")
        }
        #expect(booked == ["P-1", "P-2"])
    }

    private func declareTopology(on url: String) async throws {
        let topology = BusTopology(
            routes: [],
            subscribers: [BusTopology.Subscription(queue: "booking", bindings: ["payment.credit-transfer.v2"])],
            retry: .standard,
            isArchiving: false
        )
        let settings = BrokerSettings(addresses: [try BrokerAddress(parsing: url)], connectionName: "tests")
        try await TopologyClient(settings: settings).declare(topology.topology)
    }

    @Sendable
    private static func untilTwoAreBooked(in database: DatabasePool) async {
        let observation = ValueObservation.tracking { try Int.fetchOne($0, sql: "SELECT count(*) FROM booking") ?? 0 }
        do {
            for try await count in observation.values(in: database) where count >= 2 { return }
        } catch {
            Issue.record(error)
        }
    }
}
