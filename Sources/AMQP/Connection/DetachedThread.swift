import Canonical
import CRabbitMQ

/// Starts threads for calls that block.
enum DetachedThread {
    /// Stack of a connection thread: the library decodes nested headers by recursion, 126 KB of them need over 512 KiB.
    static let connectionStackBytes = 8 * 1024 * 1024
    /// Stack of a thread that only sleeps and looks.
    static let smallStackBytes = 256 * 1024

    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a thread of its own; throws where the system has no thread left.
    static func start(stackBytes: Int, _ body: @escaping @Sendable () -> Void) throws(Fault) {
        let context = unsafe Unmanaged.passRetained(Body(body))
        let status = unsafe rmq_thread_start(
            stackBytes,
            { context in
                if let context = unsafe context { unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            },
            context.toOpaque()
        )
        guard status == 0 else {
            unsafe context.release()
            throw Fault(
                .transient,
                .brokerUnavailable,
                stage: .setup,
                reason: "The system refused a thread for a broker connection (error \(status))."
            )
        }
    }

    /// Runs blocking work on a thread of its own and waits for its result without holding a task's thread.
    static func result<Value: Sendable>(
        of work: @escaping @Sendable () throws(Fault) -> Value
    ) async throws(Fault) -> Value {
        let result: Result<Value, Fault> = await withCheckedContinuation { continuation in
            do throws(Fault) {
                try start(stackBytes: connectionStackBytes) {
                    continuation.resume(returning: Result(catching: work))
                }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }
}
