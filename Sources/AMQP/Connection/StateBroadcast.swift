import Synchronization

/// The state of a connection and everyone who watches it.
final class StateBroadcast: Sendable {
    /// How many states a slow watcher may lag behind before it misses the oldest.
    static let lagMax = 16

    private struct Contents {
        var state: ConnectionState = .closed
        var watchers: [UInt64: AsyncStream<ConnectionState>.Continuation] = [:]
        var nextID: UInt64 = 0
    }

    private let contents = Mutex(Contents())

    var state: ConnectionState { contents.withLock { $0.state } }

    func set(_ state: ConnectionState) {
        let watchers = contents.withLock { contents -> [AsyncStream<ConnectionState>.Continuation] in
            guard contents.state != state else { return [] }
            contents.state = state
            return Array(contents.watchers.values)
        }
        for watcher in watchers { watcher.yield(state) }
    }

    /// The state now and every later one; ends when its reader does.
    func watch() -> AsyncStream<ConnectionState> {
        let (stream, watcher) = AsyncStream.makeStream(
            of: ConnectionState.self,
            bufferingPolicy: .bufferingNewest(Self.lagMax)
        )
        let (id, state) = contents.withLock { contents in
            contents.nextID += 1
            contents.watchers[contents.nextID] = watcher
            return (contents.nextID, contents.state)
        }
        watcher.yield(state)
        watcher.onTermination = { [weak self] _ in
            self?.contents.withLock { $0.watchers[id] = nil }
        }
        return stream
    }
}
