/// A message that will not go on by itself: its original bytes, its envelope, why, and its history.
public struct DeadLetter: Sendable, Hashable {
    /// Where a dead letter stands.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Waits for somebody to look at it.
        case open
        /// Was published again to the queue that it failed on.
        case replayed
        /// Given up by an operator.
        case discarded
    }

    /// The id: the unit that failed, as 32 hexadecimal digits once printed.
    public var id: Digest128
    /// Names what the sender sent.
    public var edge: Digest128
    /// The queue that it failed on, and to which alone it is replayed.
    public var queue: String
    /// The exchange it had been published to.
    public var exchange: String
    /// The routing key it had been published with.
    public var routingKey: String
    /// Its properties and headers, all of them, as received.
    public var properties: MessageProperties
    /// Its body as received.
    public var body: [UInt8]
    /// The fault of the last attempt.
    public var fault: Fault
    /// What was tried, oldest first; at most ``attemptsMax``, of which the first and the latest are kept.
    public var attempts: [Attempt]
    /// When the bus first saw the message, if known.
    public var firstSeen: Timestamp?
    /// Where it stands.
    public var state: State
    /// The replay it was last published by.
    public var replayID: String?

    /// The greatest number of attempts kept.
    public static let attemptsMax = 50

    /// One attempt that failed.
    public struct Attempt: Sendable, Hashable {
        /// When it failed.
        public var at: Timestamp
        /// Its number, from 1.
        public var number: Int
        /// At which step.
        public var stage: Stage
        /// With which fault.
        public var code: FaultCode
        /// The fault's sentence.
        public var reason: String

        /// Makes an attempt.
        public init(at: Timestamp, number: Int, stage: Stage, code: FaultCode, reason: String) {
            self.at = at
            self.number = number
            self.stage = stage
            self.code = code
            self.reason = reason
        }
    }

    /// Makes an open dead letter.
    public init(
        id: Digest128,
        edge: Digest128,
        queue: String,
        exchange: String,
        routingKey: String,
        properties: MessageProperties,
        body: [UInt8],
        fault: Fault,
        attempts: [Attempt],
        firstSeen: Timestamp?
    ) {
        self.id = id
        self.edge = edge
        self.queue = queue
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.fault = fault
        self.attempts = attempts
        self.firstSeen = firstSeen
        self.state = .open
    }
}
