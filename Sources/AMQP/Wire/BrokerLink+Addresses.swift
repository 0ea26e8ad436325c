import Canonical

extension BrokerLink {
    /// Tries the addresses in turn; each has its share of the time.
    static func openFirst(_ settings: BrokerSettings, watchdog: SendWatchdog?) throws(Fault) -> BrokerLink {
        let end = ContinuousClock.now + settings.connectTimeout
        var faults: [Fault] = []
        for (index, address) in settings.addresses.enumerated() {
            let left = ContinuousClock.now.duration(to: end)
            let share = max(left / (settings.addresses.count - index), .milliseconds(1))
            do throws(Fault) {
                return try open(address, settings, timeout: share, watchdog: watchdog)
            } catch {
                faults.append(error)
            }
        }
        throw summary(faults)
    }

    /// One fault for all addresses; a refusal says more than an unreachable host.
    private static func summary(_ faults: [Fault]) -> Fault {
        guard var fault = faults.first(where: { $0.code != .brokerUnavailable }) ?? faults.first else {
            let reason = "No broker address is configured."
            return Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason)
        }
        fault.reason = faults.map(\.reason).joined(separator: " ")
        return fault
    }
}
