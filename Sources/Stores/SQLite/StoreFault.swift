package import Canonical
import GRDB

/// Turns what SQLite reports into faults that say what is wrong and what to do.
package enum StoreFault {
    /// The fault for an error of a database access; a fault passes through.
    package static func from(_ error: any Error, stage: Stage) -> Fault {
        if let fault = error as? Fault { return fault }
        guard let error = error as? DatabaseError else {
            return unavailable(stage, "The store gave up on an access.", "It is tried again.")
        }
        return from(error, stage: stage)
    }

    private static func from(_ error: DatabaseError, stage: Stage) -> Fault {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            unavailable(stage, "The store is locked by another program.", "End what holds it, if this goes on.")
        case .SQLITE_FULL:
            unavailable(stage, "The store cannot grow: the disk or its quota is full.", "Make room; work goes on then.")
        case .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_INTERRUPT, .SQLITE_PROTOCOL, .SQLITE_ABORT:
            unavailable(
                stage,
                "The store's file could not be read or written (SQLite \(error.extendedResultCode.rawValue)).",
                "Look at the disk and the system's log."
            )
        default: unusable(error, stage: stage)
        }
    }

    private static func unusable(_ error: DatabaseError, stage: Stage) -> Fault {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: damaged(stage)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            unusable(stage, "The store's file is read-only here.", "Give this user the right to write it.")
        case .SQLITE_CANTOPEN:
            unusable(stage, "The store's file cannot be opened.", "Check that it exists and who may read and write it.")
        default:
            unusable(
                stage,
                "The store's tables are not as expected (SQLite \(error.extendedResultCode.rawValue)).",
                "Open it with the program that wrote it, or restore a copy."
            )
        }
    }

    /// The fault for a file that is damaged or no database.
    static func damaged(_ stage: Stage) -> Fault {
        unusable(
            stage,
            "The store's file is damaged or not a database.",
            "Keep the file, restore a copy, and compare with bankbus balance."
        )
    }

    /// A transient fault: the same access can succeed later.
    static func unavailable(_ stage: Stage, _ reason: String, _ advice: String) -> Fault {
        Fault(.transient, .storeUnavailable, stage: stage, reason: reason, advice: advice)
    }

    /// A programmer fault: the file must be put right first.
    static func unusable(_ stage: Stage, _ reason: String, _ advice: String) -> Fault {
        Fault(.programmer, .storeUnusable, stage: stage, reason: reason, advice: advice)
    }
}
