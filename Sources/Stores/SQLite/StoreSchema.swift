import Canonical
import GRDB

/// The versions of a store's file.
enum StoreSchema {
    private static let prefix = "bankbus-"

    /// Brings a file to this version, or refuses one of a newer version.
    static func migrate(_ writer: some DatabaseWriter) throws {
        let migrator = migrator()
        try writer.read { db in try refuseNewer(db, than: migrator) }
        try migrator.migrate(writer)
    }

    /// Refuses a file that lacks the tables, or is of another version, for reading.
    static func check(_ reader: some DatabaseReader) throws {
        let migrator = migrator()
        try reader.read { db in
            try refuseNewer(db, than: migrator)
            guard try migrator.hasCompletedMigrations(db) else {
                throw StoreFault.unusable(
                    .setup,
                    "The file is not a store of BankBus, or one of an older version.",
                    "Check the path; opening it once for writing brings an older one up to date."
                )
            }
        }
    }

    private static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        BookSchema.register(in: &migrator)
        DeadLetterSchema.register(in: &migrator)
        return migrator
    }

    private static func refuseNewer(_ db: Database, than migrator: DatabaseMigrator) throws {
        let known = Set(migrator.migrations)
        let unknown = try migrator.appliedIdentifiers(db).filter { $0.hasPrefix(prefix) && !known.contains($0) }
        guard !unknown.isEmpty else { return }
        throw StoreFault.unusable(
            .setup,
            "The store's file was written by a newer version of BankBus.",
            "Use that version; going back is possible only with a copy of the file from before."
        )
    }
}
