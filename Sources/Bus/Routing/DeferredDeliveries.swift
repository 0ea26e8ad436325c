import Synchronization

/// Deliveries whose key this process is working on already: they are asked about again when a batch completes.
///
/// Interleaving that must not strand one:
///
///     batch A finishes                     batch B finishes
///     takes what is deferred (nothing)     claims x: busy with A
///     is no longer active                  defers x: nobody else is active, so B itself tries again
final class DeferredDeliveries<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var activeBatches = 0
    }

    private let state = Mutex(State())

    /// Counts a batch in.
    func begin() {
        state.withLock { $0.activeBatches += 1 }
    }

    /// Leaves items for whichever batch completes next; that batch is counted in already.
    func put(_ items: [Item]) {
        state.withLock { $0.items += items }
    }

    /// Counts a batch out, if another active batch will take what is deferred.
    func endIfOthersAreActive() -> Bool {
        state.withLock { state in
            guard state.activeBatches > 1 else { return false }
            state.activeBatches -= 1
            return true
        }
    }

    /// Takes everything; a batch that finds nothing is counted out in the same step.
    func takeOrEnd() -> [Item] {
        state.withLock { state in
            let items = state.items
            state.items = []
            if items.isEmpty { state.activeBatches -= 1 }
            return items
        }
    }

    /// Counts a batch out.
    func end() {
        state.withLock { $0.activeBatches -= 1 }
    }
}
