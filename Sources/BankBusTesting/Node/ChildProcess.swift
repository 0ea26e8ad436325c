package import Canonical
import Foundation
import Glibc
import Synchronization

/// A process started here; a thread of its own collects its end, so that it never stays behind as a zombie.
package final class ChildProcess: Sendable {
    /// What to start, and how.
    package struct Command: Sendable {
        /// Path of the program.
        package var executable: String
        /// Arguments after the program's own name.
        package var arguments: [String]
        /// The whole environment; nothing is inherited.
        package var environment: [String: String]
        /// Standard input; nil is `/dev/null`.
        package var input: Int32?
        /// Standard output and error.
        package var output: Int32
        /// Whether it starts a session (and process group) of its own, untouched by the terminal's signals.
        package var isSessionLeader: Bool

        /// Describes a process to start.
        package init(
            executable: String,
            arguments: [String] = [],
            environment: [String: String],
            input: Int32? = nil,
            output: Int32,
            isSessionLeader: Bool = false
        ) {
            self.executable = executable
            self.arguments = arguments
            self.environment = environment
            self.input = input
            self.output = output
            self.isSessionLeader = isSessionLeader
        }
    }

    /// The process number.
    package let number: Int32
    private let exitStatus: Mutex<Int32?>
    private let waiters = Mutex<[CheckedContinuation<Void, Never>]>([])

    /// Starts a process that has no open files but the three standard ones.
    package init(_ command: Command) throws(Fault) {
        let started = try Self.spawn(command)
        number = started
        exitStatus = Mutex(nil)
        Thread.detachNewThread { [self] in
            var status: Int32 = 0
            while waitpid(started, &status, 0) == -1 && errno == EINTR {}
            exitStatus.withLock { $0 = Self.code(of: status) }
            let waiting = waiters.withLock { list in
                defer { list = [] }
                return list
            }
            for waiter in waiting { waiter.resume() }
        }
    }

    /// Waits until it has ended.
    ///
    /// - Returns: its exit status (128 + signal if it was killed).
    package func waitForEnd() async -> Int32 {
        await withCheckedContinuation { continuation in
            // The end is entered before the waiters are taken: one that finds it not ended yet is taken with them.
            let isWaiting = waiters.withLock { list in
                guard ended == nil else { return false }
                list.append(continuation)
                return true
            }
            if !isWaiting { continuation.resume() }
        }
        return ended ?? 0
    }

    /// The exit status once it has ended (128 + signal if it was killed).
    package var ended: Int32? { exitStatus.withLock { $0 } }

    private static func code(of status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func spawn(_ command: Command) throws(Fault) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input = command.input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, command.output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, command.output, STDERR_FILENO)
        // A handle inherited by accident would keep a pipe of this process open for as long as the child lives.
        for handle in openHandles where handle > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, handle)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setSignals(&attributes, isSessionLeader: command.isSessionLeader)

        var number: pid_t = 0
        let arguments = CStringArray([command.executable] + command.arguments)
        let environment = CStringArray(command.environment.map { "\($0.key)=\($0.value)" })
        let result = posix_spawn(
            &number,
            command.executable,
            &actions,
            &attributes,
            arguments.pointers,
            environment.pointers
        )
        guard result == 0 else { throw .system("start \(command.executable)", result) }
        return number
    }

    /// The child starts with the default signals, whatever this process ignores or blocks.
    private static func setSignals(_ attributes: inout posix_spawnattr_t, isSessionLeader: Bool) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        // POSIX_SPAWN_SETSID of <spawn.h>, which Swift's module of the C library leaves out.
        if isSessionLeader { flags |= 0x80 }
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static var openHandles: [Int32] {
        // Without /proc nothing is closed early; handles opened by this package close on exec anyway.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }
    }
}

/// A null-terminated array of C strings, freed with the object.
private final class CStringArray {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        pointers = strings.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
