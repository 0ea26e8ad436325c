import Foundation
import Glibc

/// A process by its number and start time, so that a reused number is not mistaken for it.
struct ProcessIdentity: Sendable, Hashable, Codable {
    /// The process number.
    var number: Int32
    /// Start in clock ticks since the machine booted, as in `/proc/PID/stat`.
    var started: UInt64

    /// The process with that number as it is now; nil if there is none, or only what a parent has not collected yet.
    init?(number: Int32) {
        guard let stat = Self.stat(of: number), stat.state != "Z", stat.state != "X" else { return nil }
        self.number = number
        self.started = stat.started
    }

    /// Whether it still runs.
    var isAlive: Bool { ProcessIdentity(number: number) == self }

    /// Sends a signal if the process still runs; false if the operating system forbids it.
    func signal(_ signal: Int32) -> Bool {
        guard isAlive else { return true }
        return kill(number, signal) == 0 || errno == ESRCH
    }

    private static func stat(of number: Int32) -> (state: Substring, started: UInt64)? {
        guard let text = ProcessFile.text(of: number, "stat"),
            // The command's name is in parentheses and may hold anything; what follows the last one is fixed.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let started = UInt64(fields[19]) else { return nil }
        return (fields[0], started)
    }
}

extension ProcessIdentity {
    /// The processes whose environment holds `entry` (`NAME=value`), whoever started them.
    ///
    /// Only processes of the same user can be seen, unless the caller is root.
    static func all(withEnvironment entry: String) -> [ProcessIdentity] {
        let wanted = Array(entry.utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let number = Int32(name), number != getpid(),
                let environment = ProcessFile.bytes(of: number, "environ"),
                environment.split(separator: 0).contains(where: { $0.elementsEqual(wanted) })
            else { return nil }
            return ProcessIdentity(number: number)
        }
    }

    /// The command's name, at most 15 bytes; empty once the process is gone.
    var commandName: String {
        // A process that has ended has no name; that is no fault.
        let text = ProcessFile.text(of: number, "comm") ?? ""
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
