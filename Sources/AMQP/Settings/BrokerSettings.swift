package import Canonical

/// How to reach a broker and how long to wait for it.
package struct BrokerSettings: Sendable, Hashable {
    /// The addresses, tried in turn; credentials in an address win over ``credentials``.
    package var addresses: [BrokerAddress]
    /// The name that the broker shows for the connection.
    package var connectionName: String
    /// Who connects, where the address does not say so.
    package var credentials: Credentials
    /// Whom to trust on `amqps` addresses; nil trusts what the operating system trusts.
    package var tls: TLSSettings?
    /// A peer that is silent for twice this long is taken for dead.
    package var heartbeat: Duration = .seconds(15)
    /// Longest time to open a connection, all addresses together; also the limit of one declare or consume.
    package var connectTimeout: Duration = .seconds(10)
    /// Longest time a publish waits for its confirm before its outcome is *unknown*.
    package var publishTimeout: Duration = .seconds(30)
    /// Longest time one write may block before the watchdog ends the connection.
    package var sendTimeout: Duration = .seconds(20)
    /// Longest time that closing waits for outstanding confirms.
    package var closeTimeout: Duration = .seconds(5)
    /// Most bytes on their way without a confirm: what the buffers between us and the broker hold.
    package var unconfirmedBytesMax = 1024 * 1024
    /// Shortest pause before a new attempt to connect.
    package var backoffMin: Duration = .milliseconds(100)
    /// Longest pause before a new attempt to connect.
    package var backoffMax: Duration = .seconds(15)
    /// Bounds on what is sent and received.
    package var limits: Limits = .standard

    /// Makes settings with the default times.
    package init(
        addresses: [BrokerAddress],
        connectionName: String,
        credentials: Credentials = .password(user: "guest", Secret("guest")),
        tls: TLSSettings? = nil
    ) {
        self.addresses = addresses
        self.connectionName = connectionName
        self.credentials = credentials
        self.tls = tls
    }
}
