/// Why the broker dead-letters a message, as `x-death` names it.
enum DeathReason: String, Sendable {
    case rejected
    case expired
    case lengthExceeded = "maxlen"
    case deliveryLimit = "delivery_limit"
}
