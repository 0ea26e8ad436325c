package import Canonical
import Foundation
import Glibc

/// One run of a command line tool to its end, with its output.
package struct CommandRun: Sendable {
    /// The exit status; 128 + signal if it was killed.
    package var status: Int32
    /// Standard output and error together, cut at ``outputBytesMax``.
    package var output: String

    /// How much output is kept.
    private static let outputBytesMax = 4 * 1024 * 1024

    /// Runs a command; killed at the deadline.
    package static func run(
        executable: String,
        arguments: [String],
        environment: [String: String],
        deadline: Duration
    ) async throws(Fault) -> CommandRun {
        let result: Result<CommandRun, Fault> = await withCheckedContinuation { continuation in
            // Reading blocks; it must not hold a thread of the cooperative pool.
            Thread.detachNewThread {
                continuation.resume(returning: blocking(executable, arguments, environment, deadline))
            }
        }
        return try result.get()
    }

    private static func blocking(
        _ executable: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ deadline: Duration
    ) -> Result<CommandRun, Fault> {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return .failure(.system("open a pipe", errno))
        }
        defer { close(ends[0]) }
        let child: ChildProcess
        do throws(Fault) {
            defer { close(ends[1]) }
            child = try ChildProcess(
                .init(executable: executable, arguments: arguments, environment: environment, output: ends[1])
            )
        } catch {
            return .failure(error)
        }
        let end = ContinuousClock.now + deadline
        let output = read(ends[0], until: end)
        while child.ended == nil {
            if ContinuousClock.now > end { kill(child.number, SIGKILL) }
            usleep(5_000)
        }
        return .success(CommandRun(status: child.ended ?? 0, output: output))
    }

    private static func read(_ handle: Int32, until end: ContinuousClock.Instant) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while ContinuousClock.now < end {
            var waiting = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 100) == 1 else { continue }
            let count = Glibc.read(handle, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count).prefix(max(0, outputBytesMax - bytes.count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
