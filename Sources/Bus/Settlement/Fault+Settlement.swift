package import Canonical

extension Fault {
    /// The same key with other content.
    package static let idempotencyConflict = Fault(
        .message,
        .idempotencyConflict,
        stage: .claim,
        reason: "A message with the same key and other content has been taken before.",
        advice: "Compare the two; discard this one, or send it under a key of its own."
    )
}
