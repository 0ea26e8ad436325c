package import Canonical

/// Where a broker listens, from `amqp://user:password@host:port/vhost` or `amqps://…`.
///
/// The description holds host, port and virtual host, never the credentials.
package struct BrokerAddress: Sendable, Hashable {
    /// Host name or address.
    package var host: String
    /// Port; 5672, or 5671 with TLS, where the address names none.
    package var port: Int
    /// Virtual host; `/` where the address names none.
    package var virtualHost: String
    /// Whether the address is `amqps`.
    package var isSecure: Bool
    /// User name and password, where the address holds them; they win over those of ``BrokerSettings``.
    package var credentials: Credentials?

    /// Makes an address from its parts.
    package init(
        host: String,
        port: Int? = nil,
        virtualHost: String = "/",
        isSecure: Bool = false,
        credentials: Credentials? = nil
    ) {
        self.host = host
        self.port = port ?? (isSecure ? 5671 : 5672)
        self.virtualHost = virtualHost
        self.isSecure = isSecure
        self.credentials = credentials
    }

    /// Reads an address; throws `configuration.invalid` with what is wrong, never with the text itself.
    package init(parsing text: String) throws(Fault) {
        var parser = BrokerAddressParser(rest: text[...])
        self = try parser.parse()
    }
}

extension BrokerAddress: CustomStringConvertible {
    /// `amqp://host:port/vhost` without credentials.
    package var description: String {
        let name = virtualHost == "/" ? "" : "/\(virtualHost)"
        let bracketed = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "amqps" : "amqp")://\(bracketed):\(port)\(name)"
    }
}
