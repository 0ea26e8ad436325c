import Canonical
import GRDB

/// Files and finds dead letters within a transaction.
enum DeadLetterTable {
    /// Makes the record, or merges the filing into it.
    static func file(_ letter: DeadLetter, in db: Database) throws {
        guard let known = try Self.letter(letter.id, in: db) else {
            var first = letter
            first.attempts = AttemptHistory(letter.attempts).attempts
            let number = try insert(first, in: db)
            return try write(first.attempts, letter: number, in: db)
        }
        let merged = LetterFiling.merge(letter, into: known.letter)
        guard merged != known.letter else { return }
        try update(merged, number: known.number, in: db)
        try write(merged.attempts, letter: known.number, in: db)
    }

    /// Finds a record and its number.
    static func letter(_ id: Digest128, in db: Database) throws -> (number: Int64, letter: DeadLetter)? {
        let reading = try RawStatement(
            "SELECT \(DeadLetterRow.columns) FROM bankbus_dead_letter WHERE id_high = ? AND id_low = ?",
            in: db
        )
        reading.bind(bits: id.high, at: 1)
        reading.bind(bits: id.low, at: 2)
        guard var found = try reading.first({ try DeadLetterRow.read($0) }) else { return nil }
        found.letter.attempts = try attempts(of: found.number, in: db)
        return found
    }

    /// Marks an open record as replayed; false if it is not open.
    static func beginReplay(_ id: Digest128, replayID: String, at time: Timestamp, in db: Database) throws -> Bool {
        let marking = try RawStatement(
            """
            UPDATE bankbus_dead_letter SET state = 'replayed', replay = ?, changed = ?
            WHERE id_high = ? AND id_low = ? AND state = 'open'
            """,
            in: db
        )
        marking.bind(replayID, at: 1)
        marking.bind(time.storedNanoseconds, at: 2)
        marking.bind(bits: id.high, at: 3)
        marking.bind(bits: id.low, at: 4)
        return try marking.runCountingChanges() == 1
    }

    /// Opens a record again whose replay did not go out.
    static func abandonReplay(_ id: Digest128, replayID: String, in db: Database) throws {
        let opening = try RawStatement(
            """
            UPDATE bankbus_dead_letter SET state = 'open', replay = NULL
            WHERE id_high = ? AND id_low = ? AND state = 'replayed' AND replay = ?
            """,
            in: db
        )
        opening.bind(bits: id.high, at: 1)
        opening.bind(bits: id.low, at: 2)
        opening.bind(replayID, at: 3)
        try opening.run()
    }

    // MARK: -

    private static func insert(_ letter: DeadLetter, in db: Database) throws -> Int64 {
        let insertion = try RawStatement(
            """
            INSERT INTO bankbus_dead_letter(state, replay, changed, family, code, stage, reason, advice, has_place,
                place_byte, place_line, place_field, place_path, id_high, id_low, edge_high, edge_low, first_seen,
                queue, exchange, routing_key, message_id, properties, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
            """,
            in: db
        )
        bindStanding(letter, changed: LetterFiling.changedAt(letter), to: insertion)
        insertion.bind(bits: letter.id.high, at: 14)
        insertion.bind(bits: letter.id.low, at: 15)
        insertion.bind(bits: letter.edge.high, at: 16)
        insertion.bind(bits: letter.edge.low, at: 17)
        insertion.bind(letter.firstSeen?.storedNanoseconds, at: 18)
        insertion.bind(letter.queue, at: 19)
        insertion.bind(letter.exchange, at: 20)
        insertion.bind(letter.routingKey, at: 21)
        insertion.bind(letter.properties.messageID, at: 22)
        insertion.bind(try PropertiesCoder.encode(letter.properties), at: 23)
        insertion.bind(letter.body, at: 24)
        return try insertion.first { $0.integer(0) } ?? 0
    }

    private static func update(_ letter: DeadLetter, number: Int64, in db: Database) throws {
        let change = try RawStatement(
            """
            UPDATE bankbus_dead_letter SET state = ?, replay = ?, changed = max(changed, ?), family = ?, code = ?,
                stage = ?, reason = ?, advice = ?, has_place = ?, place_byte = ?, place_line = ?, place_field = ?,
                place_path = ?
            WHERE number = ?
            """,
            in: db
        )
        bindStanding(letter, changed: LetterFiling.changedAt(letter), to: change)
        change.bind(number, at: 14)
        try change.run()
    }

    /// Binds what a filing can change: state, replay, time and fault, at the positions 1 to 13.
    private static func bindStanding(_ letter: DeadLetter, changed: Timestamp, to statement: RawStatement) {
        statement.bind(letter.state.rawValue, at: 1)
        statement.bind(letter.replayID, at: 2)
        statement.bind(changed.storedNanoseconds, at: 3)
        statement.bind(letter.fault.family.rawValue, at: 4)
        statement.bind(letter.fault.code.name, at: 5)
        statement.bind(letter.fault.stage.rawValue, at: 6)
        statement.bind(letter.fault.reason, at: 7)
        statement.bind(letter.fault.advice, at: 8)
        let place = letter.fault.place
        statement.bind(place == nil ? 0 : 1, at: 9)
        statement.bind(place?.byteOffset.map(Int64.init), at: 10)
        statement.bind(place?.line.map(Int64.init), at: 11)
        statement.bind(place?.field, at: 12)
        statement.bind(place?.path, at: 13)
    }

    /// Writes the attempts of a record anew: there are at most ``DeadLetter/attemptsMax``.
    private static func write(_ attempts: [DeadLetter.Attempt], letter: Int64, in db: Database) throws {
        let removal = try RawStatement("DELETE FROM bankbus_dead_letter_attempt WHERE letter = ?", in: db)
        removal.bind(letter, at: 1)
        try removal.run()
        let insertion = try RawStatement(
            """
            INSERT OR IGNORE INTO bankbus_dead_letter_attempt(letter, at, number, stage, code, reason)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            in: db
        )
        for attempt in attempts {
            insertion.bind(letter, at: 1)
            insertion.bind(attempt.at.storedNanoseconds, at: 2)
            insertion.bind(attempt.number, at: 3)
            insertion.bind(attempt.stage.rawValue, at: 4)
            insertion.bind(attempt.code.name, at: 5)
            insertion.bind(attempt.reason, at: 6)
            try insertion.run()
        }
    }

    private static func attempts(of letter: Int64, in db: Database) throws -> [DeadLetter.Attempt] {
        let reading = try RawStatement(
            """
            SELECT at, number, stage, code, reason FROM bankbus_dead_letter_attempt WHERE letter = ?
            ORDER BY at, number LIMIT \(DeadLetter.attemptsMax)
            """,
            in: db
        )
        reading.bind(letter, at: 1)
        var attempts: [DeadLetter.Attempt] = []
        try reading.readAll { attempts.append(DeadLetterRow.attempt($0)) }
        return attempts
    }
}
