import Canonical

/// Why a scan of XML stopped: the window is too short, or the input is at fault.
indirect enum XMLStop: Error {
    /// The window ends inside what is being read, and more may come.
    case incomplete
    /// Reading cannot go on.
    case fault(Fault)
}
