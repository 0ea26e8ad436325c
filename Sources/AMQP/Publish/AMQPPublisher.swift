package import Canonical

/// Publishes batches over one connection: mandatory, persistent, confirmed, pipelined, and opened again when it is lost.
///
/// While there is no connection, or the broker blocks it, publishes wait, at most ``BrokerSettings/publishTimeout``.
package final class AMQPPublisher: MessagePublisher {
    private let settings: BrokerSettings
    private let mailbox: Mailbox<PublishRequests>
    private let thread: ConnectionThread<PublisherRole>

    /// Makes a publisher; `topology` is declared on every new connection.
    package init(settings: BrokerSettings, topology: Topology? = nil) {
        let wake = WakeSignal()
        let mailbox = Mailbox<PublishRequests>(wake: wake)
        self.settings = settings
        self.mailbox = mailbox
        thread = ConnectionThread(settings: settings, wake: wake) {
            PublisherRole(settings: settings, topology: topology, mailbox: mailbox)
        }
    }

    deinit { thread.requestClose() }

    /// Waits for the first open connection.
    ///
    /// - Parameter waitForBroker: Whether an unavailable broker is tried until the task is cancelled.
    /// - Throws: `broker.unavailable`, `broker.refused` or `broker.topology`; the publisher may be started again then.
    package func start(waitForBroker: Bool = false) async throws(Fault) {
        try await thread.start(waitForBroker: waitForBroker)
    }

    /// What the connection is doing.
    package var state: ConnectionState { thread.states.state }

    /// The state now and each later one; a slow reader misses the oldest.
    package var states: AsyncStream<ConnectionState> { thread.states.watch() }

    package func publish(_ batch: [Publication]) async -> [PublishOutcome] {
        guard !batch.isEmpty else { return [] }
        let check = PublicationCheck(limits: settings.limits)
        let known = batch.map { publication in check.fault(publication).map { PublishOutcome.unknown($0) } }
        let deadline = ContinuousClock.now + settings.publishTimeout
        return await withCheckedContinuation { reply in
            let request = PublishRequest(publications: batch, outcomes: known, deadline: deadline, reply: reply)
            if !mailbox.post({ $0.append(request) }) {
                reply.resume(returning: known.map { $0 ?? .unknown(Self.notTakenFault) })
            }
        }
    }

    /// Waits for outstanding confirms, at most ``BrokerSettings/closeTimeout``, and ends the connection.
    package func close() async {
        thread.requestClose()
        await thread.ended()
    }

    private static let notTakenFault = Fault(
        .transient,
        .publishUnknown,
        stage: .publish,
        reason: "Not sent: the publisher is not running, or too many batches wait."
    )
}
