import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite("Contract: routing", .timeLimit(.minutes(2)))
struct ContractRoutingTests {
    @Test(arguments: ContractBroker.allCases)
    func `a topic exchange routes by words, stars and hashes`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let patterns = ["exact": "payment.transfer.v1", "star": "payment.*.v1", "hash": "payment.#", "all": "#"]
            let names = patterns.keys.sorted()
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("events", kind: .topic)],
                    queues: names.map { Queue($0) },
                    bindings: names.map { Binding(from: "events", to: .queue($0), key: patterns[$0] ?? "") }
                )
            )
            let keys = ["payment.transfer.v1", "payment.order.v1", "payment", "account.v1", "payment.transfer.v1.x"]
            let outcomes = try await broker.makePublisher()
                .publish(
                    keys.map { .sample($0, to: $0, exchange: "events") }
                )
            #expect(outcomes.allSatisfy { $0.isConfirmed })
            for (name, count) in ["exact": 1, "star": 2, "hash": 4, "all": 5] {
                #expect(try await broker.depth(name) { $0.ready == count }.ready == count, "queue \(name)")
            }
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `direct takes equal keys, fanout takes all, and a queue gets one copy`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("direct", kind: .direct), Exchange("fan", kind: .fanout)],
                    queues: [Queue("left"), Queue("right")],
                    bindings: [
                        Binding(from: "direct", to: .queue("left"), key: "l"),
                        Binding(from: "direct", to: .queue("left"), key: "both"),
                        Binding(from: "direct", to: .queue("right"), key: "both"),
                        Binding(from: "fan", to: .queue("left"), key: "ignored"),
                        Binding(from: "fan", to: .queue("right")),
                        Binding(from: "fan", to: .exchange("direct")),
                    ]
                )
            )
            let outcomes = try await broker.makePublisher()
                .publish([
                    .sample("1", to: "l", exchange: "direct"), .sample("2", to: "x", exchange: "direct"),
                    .sample("3", to: "both", exchange: "fan"),
                ])
            #expect(outcomes.map(\.isConfirmed) == [true, false, true])
            #expect(try await broker.depth("left") { $0.ready == 2 }.ready == 2)
            #expect(try await broker.depth("right") { $0.ready == 1 }.ready == 1)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `an alternate exchange takes what no queue takes, although an archive is bound above`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            try await broker.declare(
                Topology(
                    exchanges: [
                        Exchange("publish", kind: .fanout),
                        Exchange("canonical", kind: .topic, alternateExchange: "unroutable"),
                        Exchange("unroutable", kind: .fanout),
                    ],
                    queues: [Queue("archive"), Queue("subscriber"), Queue("unroutable")],
                    bindings: [
                        Binding(from: "publish", to: .queue("archive")),
                        Binding(from: "publish", to: .exchange("canonical")),
                        Binding(from: "canonical", to: .queue("subscriber"), key: "a.#"),
                        Binding(from: "unroutable", to: .queue("unroutable")),
                    ]
                )
            )
            let outcomes = try await broker.makePublisher()
                .publish([
                    .sample("1", to: "a.v1", exchange: "publish"), .sample("2", to: "b.v1", exchange: "publish"),
                ])
            #expect(outcomes == [.confirmed, .confirmed])
            #expect(try await broker.depth("archive") { $0.ready == 2 }.ready == 2)
            #expect(try await broker.depth("subscriber") { $0.ready == 1 }.ready == 1)
            #expect(try await broker.depth("unroutable") { $0.ready == 1 }.ready == 1)
        }
    }
}
