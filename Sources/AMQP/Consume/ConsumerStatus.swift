import Synchronization

/// What others may see of a consumer while its thread works.
final class ConsumerStatus: Sendable {
    let isSuspect: Atomic<Bool>

    init(isSuspect: Bool) {
        self.isSuspect = Atomic(isSuspect)
    }
}
