import Bus
import Synchronization

@testable import BankBusCommand

/// A gateway that publishes in small batches until it is told to stop.
final class Load: Sendable {
    private let site: BusSite
    private let isStopped = Mutex(false)

    private static let batch = 20
    private static let pause: Duration = .milliseconds(100)
    private static let countMax = 50_000

    init(site: BusSite) {
        self.site = site
    }

    /// Ends ``run()`` after its current batch.
    func stop() {
        isStopped.withLock { $0 = true }
    }

    /// - Returns: how many messages were published and confirmed.
    func run() async throws -> Int {
        var sent = 0
        while !isStopped.withLock({ $0 }), sent < Self.countMax {
            try await site.send(gatewayMessages(sent..<(sent + Self.batch)))
            sent += Self.batch
            try await BusTime.system.sleep(Self.pause)
        }
        return sent
    }
}

/// A pause that is part of what a test does (when to kill), not a wait for something to happen.
enum BusTimePause {
    static func milliseconds(_ count: Int) async throws {
        try await BusTime.system.sleep(.milliseconds(count))
    }
}
