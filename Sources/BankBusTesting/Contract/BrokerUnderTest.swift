package import AMQP
package import Canonical

/// What the contract suite asks of a broker, so that RabbitMQ and its twin run the same tests.
package protocol BrokerUnderTest: Sendable {
    /// Declares exchanges, queues and bindings.
    func declare(_ topology: Topology) async throws(Fault)

    /// Makes a publisher that is ready to publish.
    func makePublisher() async throws(Fault) -> any MessagePublisher

    /// Makes a consumer of a queue.
    func makeConsumer(_ queue: String, prefetch: Int, batchMax: Int) async throws(Fault) -> any MessageConsumer

    /// How many messages a queue holds now.
    func depth(_ queue: String) async throws(Fault) -> QueueDepth

    /// Lets time pass on a virtual clock; does nothing where time passes by itself. Follow it with a wait.
    func advance(by duration: Duration) async

    /// How long a wait for one of the broker's effects may take.
    var patience: Duration { get }

    /// Removes what the test made.
    func tearDown() async
}

extension BrokerUnderTest {
    /// Waits until a queue holds so many messages; returns what it holds then, or at the end of the patience.
    package func depth(
        _ queue: String,
        until isReached: (QueueDepth) -> Bool
    ) async throws(Fault) -> QueueDepth {
        let end = ContinuousClock.now + patience
        while true {
            let depth = try await depth(queue)
            if isReached(depth) || ContinuousClock.now > end { return depth }
            // Cancelled: what is there now is all that there will be.
            guard (try? await Task.sleep(for: .milliseconds(100))) != nil else { return depth }
        }
    }
}
