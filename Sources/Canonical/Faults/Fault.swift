/// Why a message, a piece of work or a program cannot go on.
///
/// The bus decides by ``family`` alone, never by text. The description holds the code, the stage, the place and a
/// sentence; it never holds a payload value, a name, an account or a secret.
public struct Fault: Error, Sendable, Hashable {
    /// What the bus does about a fault.
    public enum Family: String, Sendable, Hashable, CaseIterable {
        /// The message is bad: it becomes a dead letter at once and is never retried.
        case message
        /// The surroundings fail (broker, disk, receiver): the work is tried again.
        case transient
        /// A broken invariant: the process stops and the broker redelivers.
        case programmer
    }

    /// What the bus does about it.
    public var family: Family
    /// The stable dotted name of the kind of fault, such as `format.syntax`.
    public var code: FaultCode
    /// The step of the route that found it.
    public var stage: Stage
    /// Where in the input it is, if the input is to blame.
    public var place: Place?
    /// One sentence: what is wrong and what was expected, without any value of the message.
    public var reason: String
    /// One sentence: what the reader can do about it.
    public var advice: String?

    /// Makes a fault; `reason` must not contain values of the message.
    public init(
        _ family: Family,
        _ code: FaultCode,
        stage: Stage,
        place: Place? = nil,
        reason: String,
        advice: String? = nil
    ) {
        self.family = family
        self.code = code
        self.stage = stage
        self.place = place
        self.reason = reason
        self.advice = advice
    }

    /// Whether trying the same work again can succeed.
    public var isRetriable: Bool { family == .transient }
}

extension Fault: CustomStringConvertible {
    /// `code at place in stage: reason (advice)`.
    public var description: String {
        var text = "\(code.name)"
        if let place { text += " at \(place)" }
        text += " (\(stage.rawValue)): \(reason)"
        if let advice { text += " \(advice)" }
        return text
    }
}

/// The step of a route at which a fault was found.
public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Reading the envelope: properties and headers.
    case envelope
    /// Bytes to document.
    case decode
    /// Schema and rules of the document.
    case validate
    /// Document to document.
    case map
    /// Document to bytes.
    case encode
    /// Opening the row of the books and claiming the idempotency key.
    case claim
    /// Sending to the broker and waiting for its confirms.
    case publish
    /// A worker's own handler.
    case handle
    /// Completing the row and acknowledging the delivery.
    case settle
    /// The broker's own doing: delivery limit, expiry, a consumer's reject.
    case broker
    /// Reading the configuration or starting up.
    case setup
}
