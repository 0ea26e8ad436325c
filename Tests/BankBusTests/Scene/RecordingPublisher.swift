import Canonical
import Synchronization

/// A broker that keeps what it is given and answers as it is told; confirmed, when it is told nothing.
final class RecordingPublisher: MessagePublisher {
    private struct State {
        var published: [Publication] = []
        var answers: [PublishOutcome] = []
    }

    private let state = Mutex(State())
    private let rule: @Sendable (Publication) -> PublishOutcome?

    /// - Parameter rule: the answer to a publication; nil asks the queue of answers.
    init(_ rule: @escaping @Sendable (Publication) -> PublishOutcome? = { _ in nil }) {
        self.rule = rule
    }

    var published: [Publication] { state.withLock { $0.published } }

    func answer(_ outcomes: [PublishOutcome]) {
        state.withLock { $0.answers += outcomes }
    }

    func publish(_ batch: [Publication]) async -> [PublishOutcome] {
        batch.map { publication in
            let ruled = rule(publication)
            return state.withLock { state in
                state.published.append(publication)
                if let ruled { return ruled }
                return state.answers.isEmpty ? .confirmed : state.answers.removeFirst()
            }
        }
    }

    static let lost = PublishOutcome.unknown(
        Fault(.transient, .publishUnknown, stage: .publish, reason: "The connection was lost.")
    )
    static let tooLarge = PublishOutcome.unknown(
        Fault(.message, .formatLimit, stage: .publish, reason: "Too large.")
    )
}
