/// The stable dotted name of a kind of fault: what operators group, count and alert by.
public struct FaultCode: Sendable, Hashable, CustomStringConvertible {
    /// The dotted lower-case name, such as `idempotency.conflict`.
    public let name: String

    /// Makes a code from its dotted lower-case name.
    public init(_ name: String) {
        self.name = name
    }

    /// The dotted name.
    public var description: String { name }

    /// The bytes do not follow the format's grammar.
    public static let formatSyntax = FaultCode("format.syntax")
    /// The bytes are of another format than the route reads.
    public static let formatUnrecognised = FaultCode("format.unrecognised")
    /// A size, depth or count is over its limit.
    public static let formatLimit = FaultCode("format.limit")
    /// The document does not have the shape of its type.
    public static let schemaViolation = FaultCode("schema.violation")
    /// A value names something that does not exist.
    public static let referenceUnknown = FaultCode("reference.unknown")
    /// No business key, no key header and no message id.
    public static let identityMissing = FaultCode("envelope.identity-missing")
    /// An envelope field cannot be read.
    public static let envelopeInvalid = FaultCode("envelope.invalid")
    /// The same key came with other content.
    public static let idempotencyConflict = FaultCode("idempotency.conflict")
    /// The last retry failed too.
    public static let deliveryExhausted = FaultCode("delivery.exhausted")
    /// The message ended the process that worked on it, again and again.
    public static let deliveryPoison = FaultCode("delivery.poison")
    /// No queue takes what was published.
    public static let publishUnroutable = FaultCode("publish.unroutable")
    /// The broker refused what was published.
    public static let publishRejected = FaultCode("publish.rejected")
    /// Whether the broker has what was published is not known.
    public static let publishUnknown = FaultCode("publish.unknown")
    /// The broker cannot be reached or ended the connection.
    public static let brokerUnavailable = FaultCode("broker.unavailable")
    /// The broker refused the user name, password or certificate.
    public static let brokerRefused = FaultCode("broker.refused")
    /// The broker's exchanges or queues are not as configured.
    public static let brokerTopology = FaultCode("broker.topology")
    /// The broker blocks publishers (memory or disk alarm).
    public static let brokerBlocked = FaultCode("broker.blocked")
    /// The store is busy, locked, full or cannot be read for now.
    public static let storeUnavailable = FaultCode("store.unavailable")
    /// The store's file is damaged, read-only or of a newer version.
    public static let storeUnusable = FaultCode("store.unusable")
    /// Another owner took the claim over: this one may not complete it.
    public static let claimLost = FaultCode("claim.lost")
    /// A setting is unknown, of the wrong type or impossible.
    public static let configurationInvalid = FaultCode("configuration.invalid")
    /// A broken invariant inside the bus.
    public static let invariantBroken = FaultCode("invariant.broken")
}
