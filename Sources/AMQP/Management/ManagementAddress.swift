import Canonical

/// Where a management API is: a URL such as `http://127.0.0.1:15672` or `http://broker/rabbit`.
struct ManagementAddress: Sendable, Hashable {
    var host: String
    var port: UInt16
    /// What stands before `/api`; empty or without a trailing slash.
    var prefix: String

    /// Reads a URL without credentials; throws `configuration.invalid`.
    init(_ text: String) throws(Fault) {
        guard text.lowercased().hasPrefix("http://") else {
            throw Self.invalid(
                "The URL of the management API must start with http:// .",
                advice: "For a broker that offers https only, reach it through a local TLS tunnel."
            )
        }
        let rest = text.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw Self.invalid("The URL of the management API must not hold user or password.")
        }
        let (host, port) = Self.split(authority)
        guard !host.isEmpty, let number = port.isEmpty ? 15_672 : UInt16(port), number > 0 else {
            throw Self.invalid("The URL of the management API needs a host and a port from 1 to 65535.")
        }
        self.host = String(host)
        self.port = number
        prefix = String(rest[authority.endIndex...])
        while prefix.hasSuffix("/") { prefix.removeLast() }
        guard prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Self.invalid("The URL of the management API must be plain ASCII without spaces.")
        }
    }

    /// Splits host and port; an IPv6 address stands in brackets.
    private static func split(_ authority: Substring) -> (host: Substring, port: Substring) {
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            let host = authority[authority.index(after: authority.startIndex)..<end]
            return (host, authority[authority.index(after: end)...].drop { $0 == ":" })
        }
        guard let colon = authority.lastIndex(of: ":") else { return (authority, "") }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    private static func invalid(_ reason: String, advice: String? = nil) -> Fault {
        Fault(.transient, .configurationInvalid, stage: .setup, reason: reason, advice: advice)
    }
}
