import Canonical
import Foundation
import Stores
import Synchronization
import Testing

/// Who owns a claim: locks, leases, and what is left behind.
@Suite(.timeLimit(.minutes(1)))
struct OwnerTests {
    /// A clock that is turned by hand.
    private final class Hand: Sendable {
        private let now = Mutex<Int64>(1_000_000)

        func turn(_ milliseconds: Int64) {
            now.withLock { $0 += milliseconds }
        }

        func clock(bootID: String = "run-1") -> BootClock {
            BootClock(bootID: bootID) { self.now.withLock { $0 } }
        }
    }

    private let path: String
    private let hand = Hand()

    init() throws {
        path = try TemporaryDirectory().path + "/books.sqlite"
    }

    @Test func `a stopped owner loses its claims when the lease has run out`() async throws {
        let (stopped, other) = (try await open(), try await open())
        let claim = try #require(try await stopped.books.claimOne(request(1, key: 1))?.claim)
        hand.turn(10_000)
        #expect(try await other.books.claimOne(request(1, key: 1)) == .busyElsewhere)
        hand.turn(1)
        let taken = try #require(try await other.books.claimOne(request(1, key: 1))?.claim)
        #expect(taken.fence > claim.fence)
        #expect(try await stopped.books.completeOne(claim, .delivered) == false)
        #expect(try await other.books.completeOne(taken, .delivered) == true)
    }

    @Test func `an owner that renews keeps its claims`() async throws {
        let (owner, other) = (try await open(), try await open())
        let claim = try #require(try await owner.books.claimOne(request(1, key: 1))?.claim)
        for _ in 0..<10 {
            hand.turn(5_000)
            try await owner.books.renew()
            #expect(try await other.books.claimOne(request(1, key: 1)) == .busyElsewhere)
        }
        #expect(try await owner.books.completeOne(claim, .delivered) == true)
    }

    @Test func `what another run of the host had claimed is free`() async throws {
        let before = try await open()
        _ = try await before.books.claimOne(request(1, key: 1))
        let after = try await open(bootID: "run-2")
        #expect(try await after.books.claimOne(request(1, key: 1))?.claim != nil)
    }

    @Test func `a missing lock file means dead`() async throws {
        let (owner, other) = (try await open(), try await open())
        _ = try await owner.books.claimOne(request(1, key: 1))
        for file in try lockFiles() { try FileManager.default.removeItem(atPath: directory + "/" + file) }
        #expect(try await other.books.claimOne(request(1, key: 1))?.claim != nil)
    }

    @Test func `the dead leave neither rows nor lock files for long`() async throws {
        for unit in 1...5 {
            let owner = try await open()
            _ = try await owner.books.claimOne(request(unit, key: unit))
            if unit.isMultiple(of: 2) { await owner.books.abandon() } else { await owner.close() }
        }
        let last = try await open()
        _ = try await last.books.claimOne(request(6, key: 6))
        #expect(try lockFiles().count == 1)
        await last.close()
        #expect(try lockFiles().isEmpty)
    }

    @Test func `a store that is let go without closing frees its claims`() async throws {
        try await claimAndForget()
        let other = try await open()
        #expect(try await other.books.claimOne(request(1, key: 1))?.claim != nil)
    }

    // MARK: -

    private func claimAndForget() async throws {
        let store = try await open()
        _ = try await store.books.claimOne(request(1, key: 1))
    }

    private func open(bootID: String = "run-1") async throws -> SQLiteStore {
        var options = StoreOptions()
        options.leaseMilliseconds = 10_000
        options.clock = hand.clock(bootID: bootID)
        return try await SQLiteStore.open(path: path, options: options)
    }

    private var directory: String { (path as NSString).deletingLastPathComponent }

    private func lockFiles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.contains("-owner-") }
    }
}
