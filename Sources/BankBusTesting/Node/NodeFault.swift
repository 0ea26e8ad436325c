package import Canonical
import Glibc

extension FaultCode {
    /// The broker's server is not installed here.
    package static let nodeNotInstalled = FaultCode("node.not-installed")
    /// A port that the node needs is in use.
    package static let nodePortOccupied = FaultCode("node.port-occupied")
    /// The node did not come up.
    package static let nodeStartFailed = FaultCode("node.start-failed")
    /// The node did not end.
    package static let nodeStopFailed = FaultCode("node.stop-failed")
    /// A node runs in the directory already.
    package static let nodeRunning = FaultCode("node.running")
    /// There is no node in the directory.
    package static let nodeMissing = FaultCode("node.missing")
    /// The operating system refuses a file, a process or a port.
    package static let nodeNoRights = FaultCode("node.no-rights")
    /// A command of the broker's tools failed.
    package static let nodeCommandFailed = FaultCode("node.command-failed")
}

extension Fault {
    /// A fault of a private node; all of them come from the surroundings.
    static func node(_ code: FaultCode, _ reason: String, advice: String? = nil) -> Fault {
        Fault(.transient, code, stage: .setup, reason: reason, advice: advice)
    }

    /// What the operating system refused, by its error number.
    static func system(_ doing: String, _ number: Int32) -> Fault {
        let isRights = number == EACCES || number == EPERM || number == EROFS
        return node(
            isRights ? .nodeNoRights : .nodeStartFailed,
            "Cannot \(doing): \(String(cString: strerror(number))).",
            advice: isRights ? "Choose a directory of your own, or ask for the right to use this one." : nil
        )
    }
}
