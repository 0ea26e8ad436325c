package import Canonical
import GRDB

/// Dead letters in a file.
package struct SQLiteDeadLetterStore: DeadLetterStore {
    let database: StoreDatabase

    package func file(_ letters: [DeadLetter]) async throws(Fault) {
        guard !letters.isEmpty else { return }
        try await database.write(.settle) { db in
            for letter in letters { try DeadLetterTable.file(letter, in: db) }
        }
    }

    package func letter(_ id: Digest128) async throws(Fault) -> DeadLetter? {
        try await database.read(.settle) { db in try DeadLetterTable.letter(id, in: db)?.letter }
    }

    package func letters(matching filter: DeadLetterFilter) async throws(Fault) -> [DeadLetterSummary] {
        try await database.read(.settle) { db in try DeadLetterListing.letters(matching: filter, in: db) }
    }

    package func causes() async throws(Fault) -> [DeadLetterCause] {
        try await database.read(.settle) { db in try DeadLetterListing.causes(in: db) }
    }

    package func beginReplay(
        _ id: Digest128,
        replayID: String,
        at time: Timestamp
    ) async throws(Fault) -> Bool {
        try await database.write(.publish) { db in
            try DeadLetterTable.beginReplay(id, replayID: replayID, at: time, in: db)
        }
    }

    package func abandonReplay(_ id: Digest128, replayID: String) async throws(Fault) {
        try await database.write(.publish) { db in
            try DeadLetterTable.abandonReplay(id, replayID: replayID, in: db)
        }
    }
}
