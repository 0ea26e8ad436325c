// example
import BankBus
import Canonical
import GRDB

/// Books each credit transfer once, in a table of its own database.
struct BookingWorker {
    let database: DatabasePool

    static func open(path: String) async throws -> BookingWorker {
        let database = try await Inbox.openDatabase(path: path)
        try await database.write { database in
            try database.execute(sql: "CREATE TABLE IF NOT EXISTS booking(payment TEXT, currency TEXT, amount TEXT)")
        }
        return BookingWorker(database: database)
    }

    /// Works until `stop` returns.
    ///
    /// The insert and the key of the message commit in one transaction.
    func run(broker url: String, until stop: @escaping @Sendable () async -> Void = Worker.never) async throws {
        let inbox = try await Inbox(database)
        let worker = Worker("booking", queue: "booking", broker: try Broker(url), inbox: inbox) { message, database in
            let transfer = try DocumentValue(json: message.body)["transactions"]?.items?.first
            guard let payment = transfer?["instructionId"]?.text, let amount = transfer?["settlementAmount"],
                let currency = amount["currency"]?.text, let value = amount["value"]?.text
            else {
                throw Fault(
                    .message,
                    .schemaViolation,
                    stage: .handle,
                    reason: "The transfer lacks its id or its amount."
                )
            }
            try database.execute(sql: "INSERT INTO booking VALUES (?, ?, ?)", arguments: [payment, currency, value])
        }
        try await worker.run(until: stop)
    }
}
// end of example
