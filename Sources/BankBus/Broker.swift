package import AMQP
public import Canonical

/// Where the broker is, and who connects.
///
/// The description never shows user or password.
public struct Broker: Sendable {
    package var settings: BrokerSettings

    /// Names the broker by its addresses, tried in turn: `amqp://user:password@host:5672/vhost` or `amqps://…`.
    ///
    /// - Throws: `configuration.invalid`, if one of them is no address or there is none.
    public init(_ addresses: String...) throws(Fault) {
        var parsed: [BrokerAddress] = []
        for address in addresses { parsed.append(try BrokerAddress(parsing: address)) }
        guard !parsed.isEmpty else {
            throw Fault(.message, .configurationInvalid, stage: .setup, reason: "No broker address is given.")
        }
        self.init(settings: BrokerSettings(addresses: parsed, connectionName: "bankbus"))
    }

    package init(settings: BrokerSettings) {
        self.settings = settings
    }

    package func settings(for purpose: String) -> BrokerSettings {
        var settings = settings
        settings.connectionName = "bankbus \(purpose)"
        settings.limits.bodyBytesMax = max(settings.limits.bodyBytesMax, Limits.brokerBodyBytesMax)
        return settings
    }
}
