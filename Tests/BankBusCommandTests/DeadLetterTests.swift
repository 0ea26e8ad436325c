import BankBusTesting
import Canonical
import Foundation
import GRDB
import Stores
import Testing

@testable import BankBusCommand

extension RunningBusTests {
    /// Dead letters and their replay, with the real program on a real broker.
    @Suite(.timeLimit(.minutes(3)))
    struct DeadLetterTests {
        @Test
        func `a message over the route's limit is dead-lettered with all its bytes`() async throws {
            let site = try await BusSite(limits: "{body-bytes: 1000}")
            try site.routes.start()
            var message = try #require(gatewayMessages(0..<1).first)
            message.body += [UInt8](repeating: UInt8(ascii: "x"), count: 5_000)
            try await site.send([message])
            let letter = try await site.onlyLetter()
            #expect(letter.fault.code == .formatLimit)
            #expect(letter.body == message.body)
            await site.close()
        }

        @Test
        func `a replayed message goes to the queue that it failed on, under its own id, and is posted once`()
            async throws
        {
            let site = try await BusSite()
            try site.routes.start()
            try site.worker.start()
            try await site.send(gatewayMessages(0..<1, isKnown: false))
            let letter = try await site.onlyLetter()
            #expect(letter.queue == "ledger")
            let ledger = try await site.ledger()
            try await ledger.write { try Ledger.open(DemoAccounts().unknown, in: $0) }
            #expect(try await site.command("replay", letter.id.description).status == 0)
            try await until("it is posted") { try await site.postings().values.reduce(0, +) == 1 }
            try await until("its row is delivered") { try await site.totals("ledger")?.units == [.delivered: 1] }
            let again = try await site.command("replay", letter.id.description)
            #expect(again.status == 1 && again.output.contains("not open"))
            #expect(try await site.command("replay", "--again", letter.id.description).status == 0)
            try await until("the copy is counted") { try await site.totals("ledger")?.copies == 1 }
            #expect(try await site.postings().values.allSatisfy { $0 == 1 })
            #expect(try await site.command("balance").status == 0)
            await site.close()
        }
    }
}

extension BusSite {
    /// Waits for the one dead letter that there is to be.
    fileprivate func onlyLetter() async throws -> DeadLetter {
        let store = try await SQLiteStoreReader.open(path: configuration.store)
        var found: DeadLetter?
        try await BankBusCommandTests.until("it is filed") {
            guard let summary = try await store.deadLetters.letters(matching: DeadLetterFilter()).first else {
                return false
            }
            found = try await store.deadLetters.letter(summary.id)
            return found != nil
        }
        return try #require(found)
    }
}
