import AMQP
import Canonical
import Glibc

/// Publishes what no library would: frames written byte by byte to a plain socket.
struct RawPublisher {
    private var bytes: [UInt8] = Array("AMQP".utf8) + [0, 0, 9, 1]

    /// Publishes a message whose one header is a table in a table, `depth` times; returns when the broker has it.
    static func publishNestedHeaders(depth: Int, queue: String, settings: BrokerSettings) throws {
        guard let address = settings.addresses.first, case .password(let user, let secret) = address.credentials else {
            throw RawPublisherError.noAddress
        }
        var publisher = RawPublisher()
        let login = "\0\(user)\0\(secret.reveal())"
        publisher.method(0, 10, 11, number(0, 4) + short("PLAIN") + long(Array(login.utf8)) + short("en_US"))
        publisher.method(0, 10, 31, number(1, 2) + number(131_072, 4) + number(0, 2))
        publisher.method(0, 10, 40, short(address.virtualHost) + [0, 0])
        publisher.method(1, 20, 10, [0])
        publisher.method(1, 60, 40, [0, 0] + short("") + short(queue) + [0])
        let body = Array("bomb".utf8)
        let properties = number(60, 2) + [0, 0] + number(body.count, 8) + number(1 << 13, 2)
        publisher.frame(2, 1, properties + nestedTable(depth))
        publisher.frame(3, 1, body)
        publisher.method(1, 20, 40, number(200, 2) + short("") + number(0, 4))
        publisher.method(0, 10, 50, number(200, 2) + short("") + number(0, 4))
        try publisher.send(port: UInt16(address.port))
    }

    private static func nestedTable(_ depth: Int) -> [UInt8] {
        var table = number(0, 4)
        var levels: [[UInt8]] = []
        for level in 0..<depth { levels.append(number(level * 7 + 7, 4) + short("a") + [UInt8(ascii: "F")]) }
        table = levels.reversed().flatMap { $0 } + table
        return table
    }

    private mutating func method(_ channel: Int, _ classID: Int, _ methodID: Int, _ arguments: [UInt8]) {
        frame(1, channel, Self.number(classID, 2) + Self.number(methodID, 2) + arguments)
    }

    private mutating func frame(_ type: UInt8, _ channel: Int, _ payload: [UInt8]) {
        bytes += [type] + Self.number(channel, 2) + Self.number(payload.count, 4) + payload + [0xCE]
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func short(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

    private static func long(_ bytes: [UInt8]) -> [UInt8] { number(bytes.count, 4) + bytes }

    private func send(port: UInt16) throws {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        target.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &target) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
        }
        guard status == 0, write(handle, bytes, bytes.count) == bytes.count else { throw RawPublisherError.notSent }
        // The broker answers connection.close last, and then waits for us.
        let closeOK: [UInt8] = [1, 0, 0, 0, 0, 0, 4, 0, 10, 0, 51, 0xCE]
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while !answer.reversed().starts(with: closeOK.reversed()) {
            let count = read(handle, &piece, piece.count)
            guard count > 0 else { throw RawPublisherError.notSent }
            answer += piece.prefix(count)
        }
    }
}

enum RawPublisherError: Error {
    case noAddress
    case notSent
}
