package import Canonical
package import Logging

/// Publishes and does not give up while the broker is away: what stays unknown goes out again under the same id.
///
/// That is the outage mode of a route: nothing is acknowledged, nothing is counted as an attempt, and the deliveries
/// stay where they are. Only a cancelled task gives up.
package struct Courier: Sendable {
    private let publisher: any MessagePublisher
    private let time: BusTime
    private let logger: Logger
    private let repair: (@Sendable () async -> Void)?

    /// What became of a publication in the end.
    package enum Fate: Sendable, Hashable {
        /// The broker has it.
        case confirmed
        /// The broker answered and does not take it (unroutable, nack, too large).
        case refused(Fault)
        /// The task was cancelled before that was known.
        case abandoned
    }

    /// Makes a courier; `repair` declares exchanges and queues again, where the broker misses one.
    package init(
        publisher: any MessagePublisher,
        time: BusTime,
        logger: Logger,
        repair: (@Sendable () async -> Void)? = nil
    ) {
        self.publisher = publisher
        self.time = time
        self.logger = logger
        self.repair = repair
    }

    /// Publishes a batch until the fate of each is known; the result is in the order of the batch.
    package func publish(_ batch: [Publication]) async -> [Fate] {
        var fates = [Fate](repeating: .abandoned, count: batch.count)
        var open = Array(batch.indices)
        var pause = Self.pauseMin
        while !open.isEmpty {
            let outcomes = await publisher.publish(open.map { batch[$0] })
            var unknown: [Int] = []
            var reason: Fault?
            for (index, outcome) in zip(open, outcomes) {
                switch Self.fate(of: outcome) {
                case .known(let fate): fates[index] = fate
                case .unknown(let fault):
                    unknown.append(index)
                    reason = fault
                }
            }
            open = unknown
            guard let reason else { break }
            logger.warning("publishing waits", metadata: ["reason": "\(reason)", "messages": "\(open.count)"])
            if reason.code == .brokerTopology { await repair?() }
            do { try await time.sleep(pause) } catch { break }
            pause = min(pause * 2, Self.pauseMax)
        }
        return fates
    }

    private static let pauseMin: Duration = .milliseconds(50)
    private static let pauseMax: Duration = .seconds(5)

    private enum Verdict {
        case known(Fate)
        case unknown(Fault)
    }

    private static func fate(of outcome: PublishOutcome) -> Verdict {
        switch outcome {
        case .confirmed: .known(.confirmed)
        case .returned(let code, let text):
            .known(
                .refused(
                    Fault(
                        .transient,
                        .publishUnroutable,
                        stage: .publish,
                        reason: "No queue takes the message: the broker returned it (\(code) \(text)).",
                        advice: "Bind a queue, or check the exchange."
                    )
                )
            )
        case .rejected:
            .known(
                .refused(
                    Fault(
                        .transient,
                        .publishRejected,
                        stage: .publish,
                        reason: "The broker refused the message.",
                        advice: "A queue is full or cannot write; look at its length limit and at the broker's log."
                    )
                )
            )
        case .unknown(let fault): fault.family == .message ? .known(.refused(fault)) : .unknown(fault)
        }
    }
}
