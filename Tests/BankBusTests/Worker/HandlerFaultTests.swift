@testable import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Testing

@Suite("A handler that fails", .timeLimit(.minutes(1)))
struct HandlerFaultTests {
    @Test(arguments: [("message fault", FaultCode.schemaViolation), ("constraint", FaultCode("handler.constraint"))])
    func `a fault of the message is a dead letter, its effect undone, its neighbours applied`(
        body: String,
        code: FaultCode
    ) async throws {
        let scene = try await WorkerScene()
        for (number, text) in ["a", body, "b"].enumerated() { await scene.send(text, id: "m-\(number)") }
        try await scene.run()
        #expect(try await scene.booked() == ["a", "b"])
        #expect(try await scene.letters().map(\.fault.code) == [code])
        #expect(try await scene.letters().first?.body == Array(body.utf8))
        #expect(try await scene.accounts() == [.delivered: 2, .deadLettered: 1])
        #expect(scene.depth(WorkerScene.queue) == 0)
    }

    @Test(arguments: ["transient fault", "foreign error"])
    func `any other error is tried twice at once, then waits, and is exhausted at last`(body: String) async throws {
        let scene = try await WorkerScene()
        for (number, text) in ["a", body, "b"].enumerated() { await scene.send(text, id: "m-\(number)") }
        try await scene.run()
        #expect(try await scene.booked() == ["a", "b"])
        #expect(scene.waiting == 1)
        #expect(try await scene.accounts() == [.delivered: 2, .waiting: 1])
        scene.waitForRetries()
        try await scene.run()
        let letter = try #require(try await scene.letters().first)
        #expect(letter.fault.code == .deliveryExhausted)
        #expect(letter.attempts.map(\.number) == [2])
        #expect(!"\(letter.fault)".contains("secret"))
        #expect(try await scene.booked() == ["a", "b"])
        #expect(try await scene.accounts() == [.delivered: 2, .deadLettered: 1])
    }

    @Test
    func `a handler that succeeds at the second try at once leaves one effect`() async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1")
        let tries = Tries()
        try await scene.run { message, database in
            try WorkerScene.book(message, database)
            if tries.next() == 1 { throw WorkerScene.ForeignError() }
        }
        #expect(tries.count == 2)
        #expect(try await scene.booked() == ["a"])
        #expect(scene.waiting == 0)
    }

    @Test
    func `a retry that succeeds leaves one effect`() async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1")
        let tries = Tries()
        let handler: Worker.Handler = { message, database in
            try WorkerScene.book(message, database)
            if tries.next() <= 2 { throw WorkerScene.ForeignError() }
        }
        try await scene.run(handler: handler)
        #expect(try await scene.booked() == [])
        scene.waitForRetries()
        try await scene.run(handler: handler)
        #expect(try await scene.booked() == ["a"])
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test
    func `a programmer fault undoes the batch, ends the worker and loses nothing`() async throws {
        let scene = try await WorkerScene()
        for (number, text) in ["a", "programmer fault", "b"].enumerated() {
            await scene.send(text, id: "m-\(number)")
        }
        await #expect(throws: Fault.self) { try await scene.run() }
        #expect(try await scene.booked() == [])
        #expect(scene.depth(WorkerScene.queue) == 3)
        #expect(try await scene.accounts() == [:])
    }

    @Test
    func `a full database undoes the whole batch and the batch is applied once there is room`() async throws {
        let scene = try await WorkerScene()
        let pool = try await scene.openDatabase()
        let inbox = try await Inbox(pool)
        for number in 0..<3 { await scene.send("text \(number)", id: "m-\(number)") }
        let tries = Tries()
        let handler: Worker.Handler = { message, database in
            try WorkerScene.book(message, database)
            if tries.next() == 2 {
                // As a full disk does: SQLite itself rolls the transaction back.
                try database.execute(sql: "PRAGMA max_page_count = 1")
                defer { try? database.execute(sql: "PRAGMA max_page_count = 1000000") }
                try database.execute(sql: "CREATE TABLE filler AS SELECT randomblob(1000000) AS bytes")
            }
        }
        let consumer = try scene.broker.consumer(WorkerScene.queue, prefetch: 100)
        await consumer.stop()
        try await scene.loop(consumer, inbox, handler: handler).run()
        await consumer.close()
        #expect(try await scene.booked() == (0..<3).map { "text \($0)" })
        #expect(try await scene.accounts() == [.delivered: 3])
        #expect(scene.depth(WorkerScene.queue) == 0)
    }

    @Test(arguments: ["INSERT OR ROLLBACK INTO ledger(text) VALUES ('constraint')", "ROLLBACK"])
    func `a handler that ends the transaction ends the worker, and nothing is applied or lost`(sql: String)
        async throws
    {
        let scene = try await WorkerScene()
        for number in 0..<3 { await scene.send("text \(number)", id: "m-\(number)") }
        let tries = Tries()
        await #expect {
            try await scene.run { message, database in
                try WorkerScene.book(message, database)
                if tries.next() == 2 { try database.execute(sql: sql) }
            }
        } throws: { error in
            (error as? Fault)?.code.name == "handler.transaction-ended"
        }
        #expect(try await scene.booked() == [])
        #expect(scene.depth(WorkerScene.queue) == 3)
        try await scene.run()
        #expect(try await scene.booked() == (0..<3).map { "text \($0)" })
    }

    @Test
    func `the first of a key fails, and the second takes over`() async throws {
        let scene = try await WorkerScene()
        await scene.send("message fault", id: "m-1", key: "k")
        await scene.send("a", id: "m-2", key: "k")
        try await scene.run()
        #expect(try await scene.booked() == ["a"])
        #expect(try await scene.accounts() == [.delivered: 1, .deadLettered: 1])
        #expect(scene.depth(WorkerScene.queue) == 0)
    }
}
