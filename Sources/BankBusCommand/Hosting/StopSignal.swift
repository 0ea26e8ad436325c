import Dispatch
import Foundation
import Synchronization

/// The wish that the program stops (SIGTERM or SIGINT): once made it stays made, whoever waits for it and whenever.
///
/// The second signal ends the process at once; unsettled deliveries then go back to the broker.
final class StopSignal: Sendable {
    private struct State {
        var isRequested = false
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// Takes over SIGTERM and SIGINT for the life of the process; with `endOfInput` the end of standard input counts too.
    static func trapping(endOfInput: Bool = false) -> StopSignal {
        let signal = StopSignal()
        for number in [SIGTERM, SIGINT] {
            Foundation.signal(number, SIG_IGN)
            // The handler keeps its source alive, for the life of the process.
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [source] in
                _ = source
                signal.request()
            }
            source.resume()
        }
        if endOfInput {
            Thread.detachNewThread {
                while !FileHandle.standardInput.availableData.isEmpty {}
                signal.request()
            }
        }
        return signal
    }

    /// Makes the wish; the second time ends the process.
    func request() {
        let (waiters, isSecond) = state.withLock { state in
            let result = (state.waiters.values.map { $0 }, state.isRequested)
            state.isRequested = true
            state.waiters = [:]
            return result
        }
        if isSecond { exit(130) }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits for the wish, or for the task to be cancelled.
    @Sendable
    func wait() async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = state.withLock { state in
                    if state.isRequested || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
