import AMQP
import Bus
import Canonical
import Stores

/// What a bus is doing: what its broker says, and what its books say.
struct BusStatus: Sendable {
    /// One route or worker.
    struct Receiver: Sendable {
        var totals: ScopeTotals
        /// Units first seen within the last minute.
        var recent: Int
        var queue: String
        /// Consumers of its queue; nil where the broker could not be asked.
        var consumers: Int?
        /// Messages in its queue.
        var depth: Int?

        /// What it is doing, in a word.
        var state: String {
            switch consumers {
            case nil: "unknown"
            case 0: "stopped"
            default: "running"
            }
        }
    }

    /// The broker's side; nil where the management API does not answer.
    struct Broker: Sendable {
        var version: String
        var connections: [ManagedConnection]
        var alarms: [ManagedAlarm]
    }

    var broker: Broker?
    /// Why the broker could not be asked.
    var brokerFault: Fault?
    var receivers: [Receiver]
    var waitingAtBroker: Int?
    var unroutable: Int?
    var deadLettersFiled: Int
    var deadLettersNotYetFiled: Int?

    /// Whether something needs a look.
    var isTroubled: Bool { broker.map { !$0.alarms.isEmpty } ?? true }

    /// Reads store, inboxes and broker.
    static func read(_ configuration: BusConfiguration, time: BusTime) async throws(Fault) -> BusStatus {
        let store = try await SQLiteStoreReader.open(path: configuration.store)
        var reading = BrokerReading()
        do throws(Fault) {
            reading = try await BrokerReading.read(configuration)
        } catch {
            reading.fault = error
        }
        var receivers: [Receiver] = []
        for route in configuration.routes {
            receivers.append(try await receiver(route.name, route.queue, store.books, reading, time))
        }
        for worker in configuration.workers {
            // A worker that has never run has no inbox yet.
            let books = try? await SQLiteStoreReader.open(path: worker.inbox).books
            receivers.append(try await receiver(worker.name, worker.queue, books, reading, time))
        }
        return BusStatus(
            broker: reading.broker,
            brokerFault: reading.fault,
            receivers: receivers,
            waitingAtBroker: reading.depth { $0.hasPrefix(BusName.waitQueue("")) },
            unroutable: reading.depth { $0 == BusName.unroutable },
            deadLettersFiled: try await store.deadLetters.causes().map(\.count).reduce(0, +),
            deadLettersNotYetFiled: reading.depth { $0 == BusName.deadLetterQueue }
        )
    }

    private static func receiver(
        _ scope: String,
        _ queue: String,
        _ books: (any BookReader)?,
        _ reading: BrokerReading,
        _ time: BusTime
    ) async throws(Fault) -> Receiver {
        let minuteAgo = Timestamp(milliseconds: time.now().milliseconds - 60_000)
        let all = try await books?.totals(since: nil).first { $0.scope == scope }
        let recent = try await books?.totals(since: minuteAgo).first { $0.scope == scope }
        let entry = reading.queues?.first { $0.name == queue }
        return Receiver(
            totals: all ?? ScopeTotals(scope: scope, units: [:], copies: 0, oldestOpen: nil),
            recent: recent?.opened ?? 0,
            queue: queue,
            consumers: reading.queues == nil ? nil : entry?.consumers ?? 0,
            depth: reading.queues == nil ? nil : entry?.messagesTotal ?? 0
        )
    }
}

/// What the management API says.
private struct BrokerReading: Sendable {
    var broker: BusStatus.Broker?
    var queues: [ManagedQueue]?
    var fault: Fault?

    static func read(_ configuration: BusConfiguration) async throws(Fault) -> BrokerReading {
        guard let management = try configuration.management() else {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                reason: "The configuration does not name the management API.",
                advice: "Set `broker.management`, such as http://127.0.0.1:15672."
            )
        }
        let virtualHost = configuration.broker.settings.addresses.first?.virtualHost ?? "/"
        return BrokerReading(
            broker: BusStatus.Broker(
                version: try await management.overview().version,
                connections: try await management.connections().filter { $0.clientName?.hasPrefix("bankbus") == true },
                alarms: try await management.alarms()
            ),
            queues: try await management.queues(virtualHost: virtualHost)
        )
    }

    func depth(_ isCounted: (String) -> Bool) -> Int? {
        queues.map { $0.filter { isCounted($0.name) }.compactMap(\.messagesTotal).reduce(0, +) }
    }
}
