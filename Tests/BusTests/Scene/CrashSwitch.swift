import BankBusTesting
import Bus
import Canonical
import Synchronization

/// Ends a process at a chosen effect: that effect and all later ones do not happen any more.
///
/// Effects are each claim, each message that reaches the broker, each completion, each acknowledgement and each filing.
final class CrashSwitch: Sendable {
    private struct State {
        var left: Int
        var isDead = false
        var effects = 0
    }

    private let state: Mutex<State>

    /// - Parameter effects: how many effects happen before the crash.
    init(after effects: Int) {
        state = Mutex(State(left: effects))
    }

    /// Whether the crash has happened.
    var isDead: Bool { state.withLock { $0.isDead } }

    /// Whether the next effect still happens.
    func allows() -> Bool {
        state.withLock { state in
            guard !state.isDead, state.left > 0 else {
                state.isDead = true
                return false
            }
            state.left -= 1
            state.effects += 1
            return true
        }
    }

    static let fault = Fault(.programmer, .invariantBroken, stage: .settle, reason: "Crashed.")
}

/// A publisher of a process that may crash: message by message.
struct CrashingPublisher: MessagePublisher {
    let base: any MessagePublisher
    let crash: CrashSwitch

    func publish(_ batch: [Publication]) async -> [PublishOutcome] {
        var outcomes: [PublishOutcome] = []
        for publication in batch {
            outcomes += crash.allows() ? await base.publish([publication]) : [.unknown(CrashSwitch.fault)]
        }
        return crash.isDead ? batch.map { _ in .unknown(CrashSwitch.fault) } : outcomes
    }
}

/// A consumer of a process that may crash: acknowledgement by acknowledgement.
struct CrashingConsumer: MessageConsumer {
    let base: any MessageConsumer
    let crash: CrashSwitch

    func nextBatch() async -> [Delivery]? { crash.isDead ? nil : await base.nextBatch() }

    func acknowledge(_ tags: [DeliveryTag]) {
        for tag in tags where crash.allows() { base.acknowledge([tag]) }
    }

    func reject(_ tag: DeliveryTag) {
        if crash.allows() { base.reject(tag) }
    }

    func stop() async { await base.stop() }

    func close() async { await base.close() }
}

/// A store of a process that may crash.
struct CrashingStore: BookStore {
    let base: any BookStore
    let crash: CrashSwitch

    func claim(_ requests: [ClaimRequest], scope: String, at time: Timestamp) async throws(Fault) -> [ClaimDecision] {
        guard crash.allows() else { throw CrashSwitch.fault }
        return try await base.claim(requests, scope: scope, at: time)
    }

    func complete(_ completions: [Completion], scope: String, at time: Timestamp) async throws(Fault) -> [Bool] {
        guard crash.allows() else { throw CrashSwitch.fault }
        return try await base.complete(completions, scope: scope, at: time)
    }

    func release(_ claims: [Claim], scope: String) async throws(Fault) {
        guard crash.allows() else { throw CrashSwitch.fault }
        try await base.release(claims, scope: scope)
    }

    func noteAlone(_ unit: Digest128, scope: String) async throws(Fault) -> Int {
        guard crash.allows() else { throw CrashSwitch.fault }
        return try await base.noteAlone(unit, scope: scope)
    }

    func recordSent(_ messages: [SentMessage], sender: String, at time: Timestamp) async throws(Fault) {
        guard crash.allows() else { throw CrashSwitch.fault }
        try await base.recordSent(messages, sender: sender, at: time)
    }

    func close() async {}
}

/// A dead-letter store of a process that may crash.
struct CrashingLetters: DeadLetterStore {
    let base: any DeadLetterStore
    let crash: CrashSwitch

    func file(_ letters: [DeadLetter]) async throws(Fault) {
        guard crash.allows() else { throw CrashSwitch.fault }
        try await base.file(letters)
    }

    func letter(_ id: Digest128) async throws(Fault) -> DeadLetter? { try await base.letter(id) }

    func letters(matching filter: DeadLetterFilter) async throws(Fault) -> [DeadLetterSummary] {
        try await base.letters(matching: filter)
    }

    func causes() async throws(Fault) -> [DeadLetterCause] { try await base.causes() }

    func beginReplay(_ id: Digest128, replayID: String, at time: Timestamp) async throws(Fault) -> Bool {
        try await base.beginReplay(id, replayID: replayID, at: time)
    }

    func abandonReplay(_ id: Digest128, replayID: String) async throws(Fault) {
        try await base.abandonReplay(id, replayID: replayID)
    }
}
