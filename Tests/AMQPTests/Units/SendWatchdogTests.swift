import Canonical
import Glibc
import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(1)))
struct SendWatchdogTests {
    @Test func `a write that no one reads is ended, one that is read is not`() async throws {
        var pair: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        let sockets = pair
        let watchdog = SendWatchdog(limit: .milliseconds(200))
        try watchdog.start()
        watchdog.setSocket(sockets[0])
        let piece = [UInt8](repeating: 0, count: 65_536)
        let isShort = try watchdog.guarding { () throws(Fault) in send(sockets[0], piece, 1, Int32(MSG_NOSIGNAL)) == 1 }
        #expect(isShort)
        let sent = try await DetachedThread.result { () throws(Fault) in
            try watchdog.guarding { () throws(Fault) in
                var count = 0
                while send(sockets[0], piece, piece.count, Int32(MSG_NOSIGNAL)) > 0 { count += 1 }
                return count
            }
        }
        #expect(sent > 0 && errno != EAGAIN)
        watchdog.end()
        for socket in sockets { close(socket) }
    }
}
