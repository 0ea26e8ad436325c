import Canonical
import GRDB

/// Lists dead letters without reading their bodies.
enum DeadLetterListing {
    static func letters(matching filter: DeadLetterFilter, in db: Database) throws -> [DeadLetterSummary] {
        let reading = try RawStatement(
            """
            SELECT id_high, id_low, edge_high, edge_low, queue, message_id, code, reason,
                (SELECT count(*) FROM bankbus_dead_letter_attempt WHERE letter = bankbus_dead_letter.number),
                changed, state
            FROM bankbus_dead_letter
            WHERE (?1 IS NULL OR queue = ?1) AND (?2 IS NULL OR code = ?2) AND (?3 IS NULL OR state = ?3)
            ORDER BY changed DESC, number DESC LIMIT ?4
            """,
            in: db
        )
        reading.bind(filter.queue, at: 1)
        reading.bind(filter.code?.name, at: 2)
        reading.bind(filter.state?.rawValue, at: 3)
        reading.bind(max(0, filter.countMax), at: 4)
        var summaries: [DeadLetterSummary] = []
        try reading.readAll { summaries.append(summary($0)) }
        return summaries
    }

    /// The most frequent cause first.
    static func causes(in db: Database) throws -> [DeadLetterCause] {
        let reading = try RawStatement(
            """
            SELECT queue, code, count(*) FROM bankbus_dead_letter WHERE state = 'open'
            GROUP BY queue, code ORDER BY count(*) DESC, queue, code
            """,
            in: db
        )
        var causes: [DeadLetterCause] = []
        try reading.readAll { row in
            causes.append(
                DeadLetterCause(queue: row.text(0), code: FaultCode(row.text(1)), count: Int(row.integer(2)))
            )
        }
        return causes
    }

    private static func summary(_ row: RawStatement) -> DeadLetterSummary {
        DeadLetterSummary(
            id: Digest128(high: row.bits(0), low: row.bits(1)),
            edge: Digest128(high: row.bits(2), low: row.bits(3)),
            queue: row.text(4),
            messageID: row.optionalText(5),
            code: FaultCode(row.text(6)),
            reason: row.text(7),
            attempts: Int(row.integer(8)),
            changedAt: Timestamp(storedNanoseconds: row.integer(9)),
            state: DeadLetter.State(rawValue: row.text(10)) ?? .open
        )
    }
}
