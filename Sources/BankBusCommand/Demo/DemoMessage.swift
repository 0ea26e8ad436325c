/// One message as a system of the demo sends it.
struct DemoMessage: Sendable, Hashable {
    /// What the bus is expected to do with it.
    enum Fate: String, Sendable, CaseIterable {
        /// Posted to the ledger.
        case posted
        /// A further copy of the same message: counted, nothing else.
        case copy
        /// The same payment under another message id: suppressed.
        case suppressed
        /// The same key with another amount: dead-lettered as a conflict.
        case conflict
        /// Not readable: dead-lettered.
        case malformed
        /// Posted after the ledger has been repaired; dead-lettered before.
        case repaired
    }

    var id: String
    var payment: DemoPayment
    var fate: Fate
    var body: [UInt8]
}
