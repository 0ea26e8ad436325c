/// What a connection to the broker is doing.
package enum ConnectionState: Sendable, Hashable {
    /// Not opened before; the first attempts.
    case connecting
    /// Open and working.
    case open
    /// The broker blocks publishers (memory or disk alarm), for the reason that it gave; nothing is sent.
    case blocked(reason: String)
    /// Lost; which attempt to open it again this is, from 1.
    case recovering(attempt: Int)
    /// Not started, or ended.
    case closed
}
