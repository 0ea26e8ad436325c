/// Where in the books a unit stands; a unit stands in exactly one account.
///
/// The raw values are stored: they never change and are never used again for something else.
public enum Account: Int, Sendable, Hashable, CaseIterable {
    /// Being worked on, or with the broker after a crash.
    case inFlight = 1
    /// In a wait queue until its next attempt.
    case waiting = 2
    /// Kept back behind an earlier message of its key.
    case held = 3
    /// An effect outside whose outcome nobody knows.
    case inDoubt = 4
    /// Done: everything that it causes is safe.
    case delivered = 5
    /// Done: the mapping says that nothing follows from it.
    case filtered = 6
    /// Done: another unit with the same key and content was applied.
    case suppressed = 7
    /// Will not go on by itself; a dead letter has it.
    case deadLettered = 8
    /// Done: an operator gave it up.
    case discarded = 9
    /// Done: an edited message took its place.
    case superseded = 10

    /// The account's name in listings.
    public var name: String {
        switch self {
        case .inFlight: "in flight"
        case .waiting: "waiting"
        case .held: "held"
        case .inDoubt: "in doubt"
        case .delivered: "delivered"
        case .filtered: "filtered"
        case .suppressed: "suppressed"
        case .deadLettered: "dead-lettered"
        case .discarded: "discarded"
        case .superseded: "superseded"
        }
    }

    /// Whether nothing more will happen to the unit by itself or by replay.
    public var isFinal: Bool {
        switch self {
        case .delivered, .filtered, .suppressed, .discarded, .superseded: true
        case .inFlight, .waiting, .held, .inDoubt, .deadLettered: false
        }
    }

    /// Whether the idempotency key counts as applied: later units with it are suppressed or in conflict.
    public var appliesKey: Bool {
        switch self {
        case .delivered, .filtered, .discarded, .superseded: true
        case .inFlight, .waiting, .held, .inDoubt, .suppressed, .deadLettered: false
        }
    }
}
