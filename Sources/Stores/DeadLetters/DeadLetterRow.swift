import Canonical

/// Reads dead letters from rows; words that no enumeration has are read as the most general one.
enum DeadLetterRow {
    static let columns = """
        number, id_high, id_low, edge_high, edge_low, state, replay, first_seen, queue, exchange, routing_key, \
        family, code, stage, reason, advice, has_place, place_byte, place_line, place_field, place_path, properties, body
        """

    /// The letter of the row at hand, without its attempts.
    static func read(_ row: RawStatement) throws -> (number: Int64, letter: DeadLetter) {
        var letter = DeadLetter(
            id: Digest128(high: row.bits(1), low: row.bits(2)),
            edge: Digest128(high: row.bits(3), low: row.bits(4)),
            queue: row.text(8),
            exchange: row.text(9),
            routingKey: row.text(10),
            properties: try PropertiesCoder.decode(row.bytes(21)),
            body: row.bytes(22),
            fault: fault(row),
            attempts: [],
            firstSeen: row.isNull(7) ? nil : Timestamp(storedNanoseconds: row.integer(7))
        )
        letter.state = DeadLetter.State(rawValue: row.text(5)) ?? .open
        letter.replayID = row.optionalText(6)
        return (row.integer(0), letter)
    }

    /// The attempt of the row at hand: at, number, stage, code, reason.
    static func attempt(_ row: RawStatement) -> DeadLetter.Attempt {
        DeadLetter.Attempt(
            at: Timestamp(storedNanoseconds: row.integer(0)),
            number: Int(row.integer(1)),
            stage: Stage(rawValue: row.text(2)) ?? .broker,
            code: FaultCode(row.text(3)),
            reason: row.text(4)
        )
    }

    private static func fault(_ row: RawStatement) -> Fault {
        Fault(
            Fault.Family(rawValue: row.text(11)) ?? .message,
            FaultCode(row.text(12)),
            stage: Stage(rawValue: row.text(13)) ?? .broker,
            place: row.integer(16) == 0 ? nil : place(row),
            reason: row.text(14),
            advice: row.optionalText(15)
        )
    }

    private static func place(_ row: RawStatement) -> Place {
        Place(
            byteOffset: row.isNull(17) ? nil : Int(row.integer(17)),
            line: row.isNull(18) ? nil : Int(row.integer(18)),
            field: row.optionalText(19),
            path: row.optionalText(20)
        )
    }
}
