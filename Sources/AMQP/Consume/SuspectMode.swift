import Canonical

/// Whether a message that came back may have ended its consumer: until a fresh one arrives, one at a time.
///
/// Every lost connection adds one to the count of the whole prefetch window; returned messages come first.
struct SuspectMode {
    /// The header in which a quorum queue counts returns.
    static let countHeader = "x-delivery-count"

    /// Whether deliveries come one at a time.
    private(set) var isSuspect: Bool

    /// Takes a delivery into account; true where the mode ends with it.
    mutating func observe(_ properties: MessageProperties) -> Bool {
        guard isSuspect, (properties.header(Self.countHeader)?.integer ?? 0) == 0 else { return false }
        isSuspect = false
        return true
    }
}
