import Glibc

/// The ports of one private node, all on 127.0.0.1.
package struct NodePorts: Sendable, Hashable, Codable {
    /// AMQP 0-9-1 without TLS.
    package var amqp: UInt16
    /// AMQP 0-9-1 with TLS; nil without certificate files.
    package var amqps: UInt16?
    /// Management API and console.
    package var management: UInt16
    /// Metrics.
    package var prometheus: UInt16
    /// The stream protocol.
    package var stream: UInt16
    /// Erlang distribution, used by the command line tools.
    package var distribution: UInt16
    /// The port mapper of the Erlang distribution, the node's own.
    package var epmd: UInt16

    /// Below Linux's range for outgoing connections, so that no connection takes a stopped node's port.
    private static let range: ClosedRange<UInt16> = 16_000...32_000
    /// How many numbers are tried for one port before giving up.
    private static let triesMax = 200

    /// Chooses free ports at random; nil if there are none.
    static func free(withTLS: Bool) -> NodePorts? {
        var taken: Set<UInt16> = []
        func next() -> UInt16? {
            for _ in 0..<triesMax {
                let port = UInt16.random(in: range)
                if !taken.contains(port), isFree(port) {
                    taken.insert(port)
                    return port
                }
            }
            return nil
        }
        guard let amqp = next(), let amqps = next(), let management = next(), let prometheus = next(),
            let stream = next(), let distribution = next(), let epmd = next()
        else { return nil }
        return NodePorts(
            amqp: amqp,
            amqps: withTLS ? amqps : nil,
            management: management,
            prometheus: prometheus,
            stream: stream,
            distribution: distribution,
            epmd: epmd
        )
    }

    /// Every port.
    var all: [UInt16] {
        [amqp, management, prometheus, stream, distribution, epmd] + (amqps.map { [$0] } ?? [])
    }

    /// The first port that something listens on; nil if all are free.
    var occupied: UInt16? {
        all.first { !Self.isFree($0) }
    }

    /// Whether nothing listens on a port of 127.0.0.1; connections that have just ended do not count.
    private static func isFree(_ port: UInt16) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        var reuse: Int32 = 1
        setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        return withLoopbackAddress(port) { bind(handle, $0, $1) } == 0
    }
}

/// Calls `body` with the socket address of a port on 127.0.0.1.
func withLoopbackAddress<Result>(
    _ port: UInt16,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            body(generic, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
