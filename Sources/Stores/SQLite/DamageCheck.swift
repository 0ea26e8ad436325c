import Canonical
import GRDB
import GRDBSQLite

/// Looks for damage in a file for a bounded time.
enum DamageCheck {
    /// The time is looked at once per this many steps of SQLite's machine.
    private static let stepsPerLook: Int32 = 10_000

    /// Throws if damage is found; a check that ran out of time has found none.
    static func run(_ db: Database, clock: BootClock, milliseconds: Int64) throws {
        let deadline = Deadline(clock: clock, at: clock.milliseconds() + milliseconds)
        try withExtendedLifetime(deadline) {
            let context = Unmanaged.passUnretained(deadline).toOpaque()
            sqlite3_progress_handler(db.sqliteConnection, stepsPerLook, isOver, context)
            defer { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
            do {
                let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
                if finding != "ok" { throw StoreFault.damaged(.setup) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
                return
            }
        }
    }

    private final class Deadline {
        let clock: BootClock
        let at: Int64

        init(clock: BootClock, at: Int64) {
            self.clock = clock
            self.at = at
        }
    }

    /// Called by SQLite while the deadline above is alive; anything but 0 interrupts the statement.
    private static let isOver: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
        guard let context else { return 0 }
        let deadline = Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue()
        return deadline.clock.milliseconds() >= deadline.at ? 1 : 0
    }
}
