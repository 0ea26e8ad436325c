package import Canonical
import Synchronization

/// Takes deliveries from one queue in batches over one connection, which is opened again when it is lost.
///
/// Deliveries that were not settled when the connection was lost come again; settling their old tags does nothing.
package final class AMQPConsumer: MessageConsumer {
    private let mailbox: Mailbox<Settlements>
    private let intake: Intake
    private let status: ConsumerStatus
    private let thread: ConnectionThread<ConsumerRole>

    /// Makes a consumer of a queue; `topology` is declared on every new connection.
    package init(
        settings: BrokerSettings,
        queue: String,
        options: ConsumerOptions = ConsumerOptions(),
        topology: Topology? = nil
    ) {
        let wake = WakeSignal()
        let mailbox = Mailbox<Settlements>(wake: wake)
        let intake = Intake(options: options, wake: wake)
        let status = ConsumerStatus(isSuspect: options.suspectMode)
        self.mailbox = mailbox
        self.intake = intake
        self.status = status
        thread = ConnectionThread(settings: settings, wake: wake) {
            ConsumerRole(
                queue: queue,
                options: options,
                topology: topology,
                mailbox: mailbox,
                intake: intake,
                status: status
            )
        }
    }

    deinit { thread.requestClose() }

    /// Waits for the first subscription.
    ///
    /// - Parameter waitForBroker: Whether an unavailable broker is tried until the task is cancelled.
    /// - Throws: `broker.unavailable`, `broker.refused` or `broker.topology`; the consumer may be started again then.
    package func start(waitForBroker: Bool = false) async throws(Fault) {
        try await thread.start(waitForBroker: waitForBroker)
    }

    /// What the connection is doing.
    package var state: ConnectionState { thread.states.state }

    /// The state now and each later one; a slow reader misses the oldest.
    package var states: AsyncStream<ConnectionState> { thread.states.watch() }

    /// Whether deliveries come one at a time, because the last run may have ended on one of them.
    package var isSuspect: Bool { status.isSuspect.load(ordering: .relaxed) }

    package func nextBatch() async -> [Delivery]? {
        await intake.next()
    }

    package func acknowledge(_ tags: [DeliveryTag]) {
        guard !tags.isEmpty else { return }
        // Refused where no thread runs: the tags are stale then.
        _ = mailbox.post { $0.acknowledge(tags) }
    }

    package func reject(_ tag: DeliveryTag) {
        // Refused where no thread runs: the tag is stale then.
        _ = mailbox.post { $0.reject(tag) }
    }

    package func stop() async {
        // Refused where no thread runs: there is nothing to stop then.
        _ = mailbox.post { $0.stop() }
    }

    package func close() async {
        thread.requestClose()
        await thread.ended()
    }
}
