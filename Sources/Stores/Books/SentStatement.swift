import Canonical
import GRDB

/// Enters sent messages of one sender.
struct SentStatement {
    private let insertion: RawStatement

    init(sender: Int64, at time: Timestamp, in db: Database) throws {
        insertion = try RawStatement(
            """
            INSERT INTO bankbus_sent(sender, at, row, edge_high, edge_low, exchange, routing_key, message_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            in: db
        )
        insertion.bind(sender, at: 1)
        insertion.bind(time.storedNanoseconds, at: 2)
    }

    func enter(_ message: SentMessage, row: Int64?, names: inout NameTable, in db: Database) throws {
        insertion.bind(row, at: 3)
        insertion.bind(bits: message.edge.high, at: 4)
        insertion.bind(bits: message.edge.low, at: 5)
        insertion.bind(try names.id(of: message.exchange, in: db), at: 6)
        insertion.bind(try names.id(of: message.routingKey, in: db), at: 7)
        insertion.bind(message.messageID, at: 8)
        try insertion.run()
    }
}
