@testable import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Stores
import Testing

@Suite("Worker", .timeLimit(.minutes(1)))
struct WorkerLoopTests {
    @Test
    func `each message is applied once, in order, and acknowledged`() async throws {
        let scene = try await WorkerScene()
        for number in 0..<20 { await scene.send("text \(number)", id: "m-\(number)") }
        try await scene.run(batchMax: 7)
        #expect(try await scene.booked() == (0..<20).map { "text \($0)" })
        #expect(scene.depth(WorkerScene.queue) == 0)
        #expect(try await scene.accounts() == [.delivered: 20])
    }

    @Test
    func `the handler sees the envelope and the bytes`() async throws {
        let scene = try await WorkerScene()
        await scene.send("hello", id: "m-1", key: "k-1")
        try await scene.run { message, database in
            #expect(message.envelope.id == "m-1")
            #expect(message.envelope.idempotencyKey == "k-1")
            #expect(message.envelope.time == scene.time.now)
            try WorkerScene.book(message, database)
        }
        #expect(try await scene.booked() == ["hello"])
    }

    /// In one batch, in two batches, and in two processes.
    static let batching = [100, 1, 0]

    @Test(arguments: batching)
    func `a second delivery of a message has no second effect`(batching: Int) async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1")
        if batching == 0 { try await scene.run() }
        await scene.send("a", id: "m-1")
        await scene.send("a", id: "m-2", key: "k")
        await scene.send("a", id: "m-3", key: "k")
        try await scene.run(batchMax: max(1, batching))
        #expect(try await scene.booked() == ["a", "a"])
        #expect(scene.depth(WorkerScene.queue) == 0)
        #expect(try await scene.accounts() == [.delivered: 2, .suppressed: 1])
    }

    @Test(arguments: batching)
    func `the same key with other content is a dead letter without an effect`(batching: Int) async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1", key: "k")
        if batching == 0 { try await scene.run() }
        await scene.send("b", id: "m-2", key: "k")
        try await scene.run(batchMax: max(1, batching))
        #expect(try await scene.booked() == ["a"])
        let letter = try #require(try await scene.letters().first)
        #expect(letter.fault.code == .idempotencyConflict)
        #expect(letter.body == Array("b".utf8))
        #expect(try await scene.accounts() == [.delivered: 1, .deadLettered: 1])
    }

    @Test
    func `other bytes made of the same input are the same message`() async throws {
        let scene = try await WorkerScene()
        let fingerprint = String(repeating: "ab", count: 32)
        await scene.send("a", id: "m-1", key: "k", fingerprint: fingerprint)
        await scene.send("a, mapped anew", id: "m-1", key: "k", fingerprint: fingerprint)
        try await scene.run()
        #expect(try await scene.booked() == ["a"])
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test(arguments: ["", "zz", "abc", "ä", String(repeating: "a", count: 10_000)])
    func `a fingerprint that is none neither traps nor loses`(fingerprint: String) async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1", fingerprint: fingerprint)
        try await scene.run()
        #expect(try await scene.booked() == ["a"])
    }

    @Test
    func `a message without key and id is a dead letter that no handler sees`() async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: nil)
        try await scene.run()
        #expect(try await scene.booked() == [])
        #expect(try await scene.letters().first?.fault.code == .identityMissing)
        #expect(try await scene.accounts() == [.deadLettered: 1])
    }

    @Test
    func `a delivery that ended five sessions alone is a dead letter that no handler sees`() async throws {
        let scene = try await WorkerScene()
        await scene.send("a", id: "m-1")
        for number in 0...Suspects.deathsMax + 1 {
            let inbox = try await Inbox(scene.openDatabase())
            let consumer = try scene.broker.consumer(WorkerScene.queue)
            await consumer.stop()
            let handler: Worker.Handler = { message, database in
                if number <= Suspects.deathsMax {
                    throw Fault(.programmer, .invariantBroken, stage: .handle, reason: "The process ends here.")
                }
                try WorkerScene.book(message, database)
            }
            try? await scene.loop(consumer, inbox, handler: handler).run()
            await inbox.books.abandon()
            await consumer.close()
        }
        #expect(try await scene.booked() == [])
        #expect(try await scene.letters().first?.fault.code == .deliveryPoison)
        #expect(scene.depth(WorkerScene.queue) == 0)
    }
}
