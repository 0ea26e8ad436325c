// The compiler finds `pollfd` in either module, depending on which it loads first.
import CRabbitMQ
import Glibc

/// A connected TCP socket, used by one thread, with one deadline for all that it does.
struct HTTPSocket: ~Copyable {
    private let handle: Int32
    private let end: ContinuousClock.Instant

    /// Resolves the host and connects to the first address that accepts.
    init(host: String, port: UInt16, timeout: Duration) throws(HTTPExchange.Failure) {
        end = ContinuousClock.now + timeout
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0, let first = unsafe list else {
            throw .notReached(unsafe String(cString: gai_strerror(code)))
        }
        defer { unsafe freeaddrinfo(first) }
        var failure = HTTPExchange.Failure.timedOut
        var next: UnsafeMutablePointer<addrinfo>? = unsafe first
        while let address = unsafe next {
            switch unsafe Self.connect(address.pointee, until: end) {
            case .success(let connected):
                handle = connected
                return
            case .failure(let error): failure = error
            }
            unsafe next = address.pointee.ai_next
        }
        throw failure
    }

    deinit { close(handle) }

    /// Sends everything.
    borrowing func send(_ bytes: [UInt8]) throws(HTTPExchange.Failure) {
        var sent = 0
        while sent < bytes.count {
            guard Self.wait(handle, POLLOUT, until: end) else { throw .timedOut }
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    handle,
                    buffer.baseAddress.map { unsafe $0 + sent },
                    buffer.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 || errno == EAGAIN || errno == EINTR else { throw .notReached(Self.reason(errno)) }
            sent += max(0, count)
        }
    }

    /// Reads until the other side closes.
    borrowing func receiveAll(bytesMax: Int) throws(HTTPExchange.Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            guard Self.wait(handle, POLLIN, until: end) else { throw .timedOut }
            let count = unsafe recv(handle, &buffer, buffer.count, 0)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EAGAIN || errno == EINTR else { throw .cutOff }
                continue
            }
            guard bytes.count + count <= bytesMax else { throw .tooLarge }
            bytes += buffer.prefix(count)
        }
    }

    private static func connect(
        _ address: addrinfo,
        until end: ContinuousClock.Instant
    ) -> Result<Int32, HTTPExchange.Failure> {
        let type = unsafe Int32(address.ai_socktype) | Int32((SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
        let handle = unsafe socket(address.ai_family, type, address.ai_protocol)
        guard handle >= 0 else { return .failure(.notReached(reason(errno))) }
        if unsafe Glibc.connect(handle, address.ai_addr, address.ai_addrlen) != 0, errno != EINPROGRESS {
            defer { close(handle) }
            return .failure(.notReached(reason(errno)))
        }
        guard wait(handle, POLLOUT, until: end) else {
            close(handle)
            return .failure(.timedOut)
        }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(handle, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else {
            close(handle)
            return .failure(.notReached(reason(code)))
        }
        return .success(handle)
    }

    private static func wait(_ handle: Int32, _ event: Int32, until end: ContinuousClock.Instant) -> Bool {
        while true {
            let left = end - ContinuousClock.now
            guard left > .zero else { return false }
            let parts = left.components
            let milliseconds = min(parts.seconds, 3_600) * 1_000 + parts.attoseconds / 1_000_000_000_000_000 + 1
            var waiting = pollfd(fd: handle, events: Int16(event), revents: 0)
            let count = unsafe poll(&waiting, 1, Int32(milliseconds))
            if count > 0 { return true }
            if count < 0 && errno != EINTR { return false }
        }
    }

    private static func reason(_ number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }
}
