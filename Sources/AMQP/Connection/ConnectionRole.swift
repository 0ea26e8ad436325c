import Canonical

/// What a connection is for: the part of a connection thread that publishes or consumes.
///
/// All of it runs on the connection thread. Each round calls ``collect()``, the events that are there, ``expire(_:)`` and
/// ``advance(_:)``, in this order.
protocol ConnectionRole: AnyObject, SendableMetatype {
    /// Whether events may be read now; false holds the broker back.
    var isReading: Bool { get }
    /// When ``expire(_:)`` has something to do next.
    var deadline: ContinuousClock.Instant? { get }
    /// Whether nothing is left to do before the connection may close.
    var isDrained: Bool { get }

    /// Takes what callers have asked for.
    func collect()
    /// Sets a fresh connection up: topology, channel, confirms or subscription.
    func open(_ link: BrokerLink) throws(Fault)
    /// Takes one event; what the broker says about blocking comes here too.
    func take(_ event: BrokerEvent, _ link: BrokerLink) throws(Fault)
    /// Does what follows: sends, acknowledges, hands over. Returns whether more can be done at once.
    func advance(_ link: BrokerLink) throws(Fault) -> Bool
    /// Gives up on what has waited too long.
    func expire(_ now: ContinuousClock.Instant)
    /// The connection is gone; what was on its way is in doubt.
    func lost(_ fault: Fault)
    /// The thread ends: nothing that a caller waits for may remain.
    func end()
}
