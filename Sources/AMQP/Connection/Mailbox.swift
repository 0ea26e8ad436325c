import Synchronization

/// What callers leave for the connection thread; merged, bounded by its contents, and taken all at once.
///
/// It is open while a thread serves it: what is posted is either taken by the thread or refused, never left behind.
final class Mailbox<Contents: MailboxContents>: Sendable {
    private struct State {
        var contents = Contents()
        var isOpen = false
    }

    private let state = Mutex(State())
    private let wake: WakeSignal

    init(wake: WakeSignal) {
        self.wake = wake
    }

    /// Changes the contents and wakes the thread when they were empty; false where nobody serves the mailbox.
    func post(_ change: (inout Contents) -> Bool) -> Bool {
        let (isTaken, wasEmpty) = state.withLock { state in
            let wasEmpty = state.contents.isEmpty
            return (state.isOpen && change(&state.contents), wasEmpty)
        }
        if isTaken, wasEmpty { wake.signal() }
        return isTaken
    }

    /// Whether nothing waits to be taken.
    var isEmpty: Bool { state.withLock { $0.contents.isEmpty } }

    /// Takes everything.
    func take() -> Contents {
        state.withLock { $0.contents.taken() }
    }

    /// Starts to accept.
    func open() {
        state.withLock { $0.isOpen = true }
    }

    /// Accepts no more and takes the rest.
    func close() -> Contents {
        state.withLock { state in
            state.isOpen = false
            return state.contents.taken()
        }
    }
}

/// What a ``Mailbox`` holds.
protocol MailboxContents: Sendable {
    init()
    var isEmpty: Bool { get }
    /// Hands out what is there and leaves nothing.
    mutating func taken() -> Self
}
