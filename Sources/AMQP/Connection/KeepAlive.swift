import Canonical

/// Sends heartbeats while the role does not read: the library sends them only when it is asked for events.
struct KeepAlive {
    private let interval: Duration
    private var last = ContinuousClock.now

    init(heartbeat: Duration) {
        interval = heartbeat / 3
    }

    mutating func sendIfDue(_ link: BrokerLink) throws(Fault) {
        let now = ContinuousClock.now
        guard interval > .zero, last.duration(to: now) >= interval else { return }
        last = now
        try link.sendHeartbeat()
    }
}
