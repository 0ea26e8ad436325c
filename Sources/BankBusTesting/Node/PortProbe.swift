import Glibc

/// Asks a port on 127.0.0.1 whether its server is up.
enum PortProbe {
    /// How long a server may take to answer one question.
    private static let answerMillisecondsMax: Int32 = 2_000

    /// Whether something accepts connections.
    static func accepts(_ port: UInt16) -> Bool {
        guard let handle = connected(port) else { return false }
        close(handle)
        return true
    }

    /// Whether an AMQP 0-9-1 broker answers the protocol header with its first method.
    static func speaksAMQP(_ port: UInt16) -> Bool {
        guard let handle = connected(port) else { return false }
        defer { close(handle) }
        let header: [UInt8] = Array("AMQP".utf8) + [0, 0, 9, 1]
        guard send(handle, header, header.count, Int32(MSG_NOSIGNAL)) == header.count else { return false }
        var waiting = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, answerMillisecondsMax) == 1 else { return false }
        var first: UInt8 = 0
        let methodFrame: UInt8 = 1
        return recv(handle, &first, 1, 0) == 1 && first == methodFrame
    }

    private static func connected(_ port: UInt16) -> Int32? {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard handle >= 0 else { return nil }
        // On the loopback interface the kernel answers at once, so this does not block.
        if withLoopbackAddress(port, { connect(handle, $0, $1) }) == 0 { return handle }
        close(handle)
        return nil
    }
}
