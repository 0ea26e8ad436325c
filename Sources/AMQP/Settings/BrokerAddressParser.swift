import Canonical

/// Reads the URI of a broker: scheme, user and password, host, port, virtual host, each percent-decoded.
struct BrokerAddressParser {
    var rest: Substring

    mutating func parse() throws(Fault) -> BrokerAddress {
        let isSecure = try takeScheme()
        let authority = takeAuthority()
        let parts = authority.split(separator: "@", maxSplits: .max, omittingEmptySubsequences: false)
        let credentials = try parts.count > 1 ? self.credentials(parts.dropLast().joined(separator: "@")) : nil
        let (host, port) = try endpoint(parts.last ?? "")
        return BrokerAddress(
            host: host,
            port: port,
            virtualHost: try virtualHost(),
            isSecure: isSecure,
            credentials: credentials
        )
    }

    private mutating func takeScheme() throws(Fault) -> Bool {
        for (scheme, isSecure) in [("amqp://", false), ("amqps://", true)] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            return isSecure
        }
        throw Self.fault("A broker address starts with amqp:// or amqps://.")
    }

    private mutating func takeAuthority() -> Substring {
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        rest = rest[authority.endIndex...]
        return authority
    }

    private func credentials(_ text: String) throws(Fault) -> Credentials {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw Self.fault("A broker address names its user as user:password@.")
        }
        return .password(user: try decoded(parts[0]), Secret(try decoded(parts[1])))
    }

    private func endpoint(_ text: Substring) throws(Fault) -> (host: String, port: Int?) {
        var host = text
        var port: Substring?
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else {
                throw Self.fault("Only a port may follow the host of a broker address.")
            }
            port = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw Self.fault("A broker address names a host.") }
        return (try decoded(host), try port.map(portNumber))
    }

    private func portNumber(_ text: Substring) throws(Fault) -> Int {
        guard let port = Int(text), (1...65_535).contains(port) else {
            throw Self.fault("The port of a broker address is a number from 1 to 65535.")
        }
        return port
    }

    private func virtualHost() throws(Fault) -> String {
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else {
            throw Self.fault("A broker address has no query and no fragment: set options in the configuration.")
        }
        let path = rest.dropFirst()
        guard !path.contains("/") else {
            throw Self.fault("A slash inside the virtual host of a broker address is written %2F.")
        }
        return path.isEmpty ? "/" : try decoded(path)
    }

    private func decoded(_ text: Substring) throws(Fault) -> String {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = iterator.next().flatMap(Self.hexadecimal),
                let low = iterator.next().flatMap(Self.hexadecimal)
            else { throw Self.fault("A percent sign in a broker address is followed by two hexadecimal digits.") }
            bytes.append(high << 4 | low)
        }
        guard !bytes.contains(0), let string = String(validating: bytes, as: UTF8.self) else {
            throw Self.fault("A part of the broker address is not UTF-8 text.")
        }
        return string
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    private static func fault(_ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: reason,
            advice: "Write it as amqp://user:password@host:port/virtual-host, special characters as %XX."
        )
    }
}
