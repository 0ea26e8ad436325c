package import GRDB
import Canonical

/// One owner of claims: a row with a fence that grows, a lock file that proves life, and a lease.
///
/// A free lock means dead, and its claims are taken over at once. The lease covers processes that are stopped but not
/// ended: they keep the lock, but do not renew. Owners without a row are dead, so that rows of the dead can be removed.
///
/// Used only inside the accesses of one database writer, which runs them one after the other; each call takes the
/// `Database` as the proof. That is what makes `@unchecked Sendable` safe.
package final class OwnerSession: @unchecked Sendable {
    /// How long an owner counts as alive after its last renewal.
    package static let leaseMilliseconds: Int64 = 60_000

    private static let numbersTriedMax = 8

    private let clock: BootClock
    private let leaseMilliseconds: Int64
    private let token = Int64.random(in: 1...Int64.max)
    private var lock: OwnerLock?
    private var renewedAt: Int64 = 0
    private var liveness: [Int64: Bool] = [:]

    /// The fence of this session; 0 before the first claim.
    package private(set) var fence: Int64 = 0

    /// Makes a session that begins with its first use.
    package init(clock: BootClock = .system(), leaseMilliseconds: Int64 = OwnerSession.leaseMilliseconds) {
        self.clock = clock
        self.leaseMilliseconds = leaseMilliseconds
    }

    /// Begins the session, or begins it again if its row is gone, and renews the lease when a quarter of it has passed.
    package func enter(in db: Database) throws {
        liveness.removeAll(keepingCapacity: true)
        let now = clock.milliseconds()
        guard try hasRow(in: db) else { return try begin(at: now, in: db) }
        guard now - renewedAt >= leaseMilliseconds / 4 else { return }
        let renewal = try RawStatement("UPDATE bankbus_owner SET renewed = ? WHERE id = ?", in: db)
        renewal.bind(now, at: 1)
        renewal.bind(fence, at: 2)
        try renewal.run()
        renewedAt = now
    }

    /// Renews the lease of a session that has begun.
    package func renew(in db: Database) throws {
        if fence > 0 { try enter(in: db) }
    }

    /// Whether the owner with that fence is alive; asked once per batch and owner.
    func isAlive(_ other: Int64, in db: Database) throws -> Bool {
        guard other > 0 else { return false }
        if other == fence { return true }
        if let known = liveness[other] { return known }
        let alive = try readLiveness(of: other, in: db)
        liveness[other] = alive
        return alive
    }

    /// Whether the owner with that fence has ended without a word; one that is only stopped has not.
    func hasDied(_ other: Int64, in db: Database) throws -> Bool {
        guard other != fence else { return false }
        let lookup = try RawStatement("SELECT boot FROM bankbus_owner WHERE id = ?", in: db)
        lookup.bind(other, at: 1)
        guard let boot = try lookup.first({ $0.text(0) }) else { return true }
        return try !mayLive(other, boot: boot, in: db)
    }

    /// Ends the session: what it has claimed is free at once.
    package func end(in db: Database) throws {
        defer {
            lock?.release()
            lock = nil
            fence = 0
        }
        guard try hasRow(in: db) else { return }
        try AloneNotes.remove(ofOwner: fence, in: db)
        try Self.remove(fence, in: db)
    }

    /// Forgets the session as the end of the process does: lock free, row and file left behind.
    package func abandon() {
        lock?.abandon()
        lock = nil
        fence = 0
    }

    // MARK: -

    private func begin(at now: Int64, in db: Database) throws {
        try removeDeadOwners(in: db)
        lock?.release()
        lock = nil
        fence = try insertOwner(at: now, in: db)
        renewedAt = now
    }

    /// Takes the next number whose lock file is free.
    ///
    /// A number comes again if a rollback took the row of its first user, who keeps the lock until its next access.
    private func insertOwner(at now: Int64, in db: Database) throws -> Int64 {
        let entry = try RawStatement(
            "INSERT INTO bankbus_owner(token, boot, renewed, process) VALUES (?, ?, ?, ?) RETURNING id",
            in: db
        )
        entry.bind(token, at: 1)
        entry.bind(clock.bootID, at: 2)
        entry.bind(now, at: 3)
        entry.bind(Int(ProcessID.current), at: 4)
        var refusal: Fault?
        for _ in 0..<Self.numbersTriedMax {
            let id = try entry.first { $0.integer(0) } ?? 0
            let path = try Self.lockPath(of: id, in: db)
            do throws(Fault) {
                lock = try path.map { path throws(Fault) in try OwnerLock(path: path) }
                return id
            } catch {
                refusal = error
                try Self.remove(id, in: db)
            }
        }
        throw refusal ?? StoreFault.unavailable(.claim, "The store gives no owner number.", "It is tried again.")
    }

    /// The token tells this session from another that got the same number after a rollback took the first one's row.
    private func hasRow(in db: Database) throws -> Bool {
        guard fence > 0 else { return false }
        let lookup = try RawStatement("SELECT 1 FROM bankbus_owner WHERE id = ? AND token = ?", in: db)
        lookup.bind(fence, at: 1)
        lookup.bind(token, at: 2)
        return try lookup.first { _ in true } ?? false
    }

    private func readLiveness(of other: Int64, in db: Database) throws -> Bool {
        let lookup = try RawStatement("SELECT boot, renewed FROM bankbus_owner WHERE id = ?", in: db)
        lookup.bind(other, at: 1)
        guard let row = try lookup.first({ (boot: $0.text(0), renewed: $0.integer(1)) }) else { return false }
        guard try mayLive(other, boot: row.boot, in: db) else { return false }
        return clock.milliseconds() - row.renewed <= leaseMilliseconds
    }

    /// Whether the process may still exist: the host has not restarted, and the lock is held.
    private func mayLive(_ other: Int64, boot: String, in db: Database) throws -> Bool {
        guard boot == clock.bootID else { return false }
        guard let path = try Self.lockPath(of: other, in: db) else { return true }
        return OwnerLock.isHeld(path: path)
    }

    private func removeDeadOwners(in db: Database) throws {
        let listing = try RawStatement("SELECT id, boot FROM bankbus_owner", in: db)
        var owners: [(id: Int64, boot: String)] = []
        try listing.readAll { owners.append(($0.integer(0), $0.text(1))) }
        for owner in owners {
            if try mayLive(owner.id, boot: owner.boot, in: db) { continue }
            try Self.remove(owner.id, in: db)
            if let path = try Self.lockPath(of: owner.id, in: db) { OwnerLock.remove(path: path) }
        }
    }

    private static func remove(_ id: Int64, in db: Database) throws {
        let removal = try RawStatement("DELETE FROM bankbus_owner WHERE id = ?", in: db)
        removal.bind(id, at: 1)
        try removal.run()
    }

    /// The lock file of an owner, beside the database; nil where the database has no file.
    private static func lockPath(of id: Int64, in db: Database) throws -> String? {
        let path = try RawStatement("SELECT file FROM pragma_database_list WHERE name = 'main'", in: db)
            .first { $0.text(0) }
        guard let path, !path.isEmpty else { return nil }
        return "\(path)-owner-\(id)"
    }
}
