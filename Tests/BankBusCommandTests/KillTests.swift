import BankBusTesting
import Canonical
import Foundation
import Testing

@testable import BankBusCommand

extension RunningBusTests {
    /// `kill -9` at random moments under load: nothing lost, nothing applied twice, nothing healthy dead-lettered.
    ///
    ///     this test                    route process / ledger worker
    ///     publishes without a pause    started, killed 0.2 to 3 s later, started again … 50 times, one or the other
    ///     waits until all is posted    run undisturbed
    ///     counts postings              (the ledger's table has no unique key: a second effect would show)
    @Suite(.serialized, .timeLimit(.minutes(8)))
    struct KillTests {
        private static let kills = 50

        @Test
        func `fifty kills lose nothing, apply nothing twice, and dead-letter nothing healthy`() async throws {
            let seed = UInt64.random(in: 0...UInt64.max)
            print("kill test: seed \(seed)")
            var generator = SeededGenerator(seed: seed)
            let site = try await BusSite()
            try site.routes.start()
            try site.worker.start()
            let load = Load(site: site)
            async let sending = load.run()
            for _ in 0..<Self.kills {
                let victim = Bool.random(using: &generator) ? site.routes : site.worker
                try await BusTimePause.milliseconds(Int.random(in: 200...3_000, using: &generator))
                await victim.kill()
                try victim.start()
            }
            load.stop()
            let sent = try await sending
            try await until("all \(sent) are posted", within: .seconds(120)) {
                try await site.totals("ledger")?.units[.delivered] == sent
            }
            let postings = try await site.postings()
            #expect(postings.count == sent, "seed \(seed)")
            #expect(postings.values.allSatisfy { $0 == 1 }, "seed \(seed)")
            #expect(try await site.totals("mt103")?.units == [.delivered: sent], "seed \(seed)")
            #expect(try await site.totals("ledger")?.units == [.delivered: sent], "seed \(seed)")
            let balance = try await site.balance()
            #expect(balance.status == 0 && balance.findings.isEmpty, "seed \(seed)")
            await site.close()
        }

        @Test
        func `a stop under load settles what is in flight and ends with status 0`() async throws {
            let site = try await BusSite()
            try site.routes.start()
            let load = Load(site: site)
            async let sending = load.run()
            for _ in 0..<3 {
                let before = try await site.totals("mt103")?.opened ?? 0
                // It has taken messages, so it has begun to listen for signals too.
                try await until("the route works") { (try await site.totals("mt103")?.opened ?? 0) > before }
                #expect(await site.routes.stop() == 0)
                #expect((try await site.totals("mt103")?.units[.inFlight] ?? 0) == 0)
                try site.routes.start()
            }
            load.stop()
            let sent = try await sending
            try await until("all \(sent) are delivered") {
                try await site.totals("mt103")?.units[.delivered] == sent
            }
            #expect(try await site.totals("mt103")?.copies == 0)
            await site.close()
        }
    }
}
