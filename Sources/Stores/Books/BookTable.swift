import Canonical
package import GRDB

/// The rows of the books as tables, used inside the caller's own transaction: a worker's inbox commits them with its effect.
///
/// One instance belongs to one database connection, the writer, and is used only inside its accesses, which run one after
/// the other; each call takes the `Database` as the proof. That is what makes `@unchecked Sendable` safe. After a rollback,
/// of the transaction or of a savepoint, nothing of it is left in memory.
package final class BookTable: @unchecked Sendable {
    /// How fingerprints are made today: SHA-256 over the canonical form.
    static let fingerprintVersion: Int64 = 1

    /// The number of entries in memory from which on the oldest are closed into an indexed window.
    package static let windowSize = 100_000

    var units = MembershipIndex(kind: .units)
    var keys = MembershipIndex(kind: .keys)
    private var isInTransaction = false

    private var unitCloser: WindowCloser
    private var keyCloser: WindowCloser

    private let sharesTransactions: Bool

    /// Makes the table's memory; it fills itself at the first use.
    ///
    /// Where transactions are shared with others, who may take savepoints back without a word, each one reads again what
    /// the one before has left; a caller who never does that is spared it.
    package init(windowSize: Int = BookTable.windowSize, sharesTransactions: Bool = true) {
        self.sharesTransactions = sharesTransactions
        unitCloser = WindowCloser(size: windowSize)
        keyCloser = WindowCloser(size: windowSize)
    }

    /// Begins an access: the first one of a transaction reads what others have appended.
    func enter(_ db: Database) throws {
        guard db.isInsideTransaction else {
            throw Fault(
                .programmer,
                .invariantBroken,
                stage: .claim,
                reason: "The books are used outside a transaction.",
                advice: "Use write, or inTransaction, of the database."
            )
        }
        if isInTransaction, try units.continueTransaction(in: db), try keys.continueTransaction(in: db) { return }
        try beginTransaction(db)
    }

    /// Registers the tables' migrations with those of the database that they are to live in.
    package static func migrate(_ migrator: inout DatabaseMigrator) {
        BookSchema.register(in: &migrator)
    }

    /// Moves some of the oldest entries out of memory, if there are too many.
    func closeWindows(_ db: Database) throws {
        try unitCloser.step(units, in: db)
        try keyCloser.step(keys, in: db)
    }

    /// Forgets what the transaction added; for callers whose transaction ended without GRDB's notice.
    package func didRollBack() {
        isInTransaction = false
        units.didRollBack()
        keys.didRollBack()
    }

    private func didCommit() {
        guard !sharesTransactions else { return didRollBack() }
        isInTransaction = false
        units.didCommit()
        keys.didCommit()
    }

    private func beginTransaction(_ db: Database) throws {
        let version =
            try RawStatement("SELECT windows_version FROM bankbus_state WHERE id = 1", in: db).first { $0.integer(0) }
        try units.beginTransaction(windowsVersion: version ?? 0, in: db)
        try keys.beginTransaction(windowsVersion: version ?? 0, in: db)
        isInTransaction = true
        db.afterNextTransaction(onCommit: { _ in self.didCommit() }, onRollback: { _ in self.didRollBack() })
    }
}
