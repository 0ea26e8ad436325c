import Canonical

/// The rules of one message.
struct MessageUsage: Sendable {
    /// The element within `Document`, such as `FIToFICstmrCdtTrf`.
    var root: [UInt8]
    /// The rules in the order of the file.
    var rules: [UsageRule] = []
}
