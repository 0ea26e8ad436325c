package import Canonical

/// How a connection proves who it is.
package enum Credentials: Sendable, Hashable {
    /// User name and password (SASL PLAIN).
    case password(user: String, Secret)
    /// The client certificate of the TLS settings (SASL EXTERNAL).
    case certificate
}

extension Credentials: CustomStringConvertible {
    /// The kind alone: neither the user nor the password.
    package var description: String {
        switch self {
        case .password: "user name and password"
        case .certificate: "client certificate"
        }
    }
}
