package import Canonical
import Synchronization

/// The books that several ``InMemoryBookStore`` sessions share, as processes share a file.
public final class InMemoryBooks: Sendable {
    let ledger = Mutex(InMemoryLedger())

    /// Makes empty books.
    public init() {}

    /// Opens a session, as a process that starts.
    public func open() -> InMemoryBookStore {
        InMemoryBookStore(books: self)
    }

    /// The books as they stand, to go back to.
    package struct Checkpoint: Sendable {
        fileprivate let ledger: InMemoryLedger
    }

    /// Remembers the books, as a transaction or a savepoint does.
    package func checkpoint() -> Checkpoint {
        Checkpoint(ledger: ledger.withLock { $0 })
    }

    /// Goes back, as a rollback does.
    package func rollBack(to checkpoint: Checkpoint) {
        ledger.withLock { $0 = checkpoint.ledger }
    }

    /// Deletes final rows that have not changed since an instant, and sent messages from before it.
    ///
    /// - Returns: how many rows and sent messages are gone.
    @discardableResult
    package func expire(olderThan instant: Timestamp) -> Int {
        ledger.withLock { $0.expire(olderThan: instant) }
    }
}
