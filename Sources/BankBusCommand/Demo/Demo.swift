import BankBus
import BankBusTesting
import Bus
import Canonical
import Foundation
import GRDB
import Logging
import Stores

/// The story: what is sent, the trouble on the way, the repair, and the books at the end.
struct Demo {
    private let script: DemoScript
    private let directory: DemoDirectory
    private let sabotage: DemoSabotage?
    private let time = BusTime.system
    private let began = ContinuousClock.now

    /// Longest time that the bus may take to settle what was sent, for each thousand messages.
    private static let settleSecondsMin = 60
    private static let settleSecondsPerThousand = 10
    private static let actCount = 10
    private static let outage: Duration = .seconds(3)

    init(script: DemoScript, directory: String, sabotage: DemoSabotage?) throws(Fault) {
        self.script = script
        self.directory = try DemoDirectory.make(directory)
        self.sabotage = sabotage
    }

    /// Tells the story; false if the books do not balance.
    func run() async throws -> Bool {
        say("starting a private broker in \(directory.broker)")
        let node = try await PrivateNode.start(directory: directory.broker, options: PrivateNodeOptions())
        let stage: DemoStage
        do {
            stage = try await DemoStage.set(on: node, directory: directory, script: script)
        } catch {
            try? await node.stop()  // The reason why the stage could not be set is the one to tell.
            throw error
        }
        do {
            let isBalanced = try await tell(on: stage)
            try await stage.strike()
            return isBalanced
        } catch {
            try? await stage.strike()  // As above.
            throw error
        }
    }

    // MARK: - Acts

    private func tell(on stage: DemoStage) async throws -> Bool {
        say(
            "sending \(script.messages.count) messages: \(script.count(.gateway, Set(DemoMessage.Fate.allCases))) MT103 of a "
                + "gateway, \(script.count(.coreBanking, Set(DemoMessage.Fate.allCases))) JSON events of core banking"
        )
        for act in 0..<Self.actCount {
            try await play(act, on: stage)
        }
        say("everything is sent and confirmed; waiting until the bus has settled it")
        try await stage.waitUntilSettled(isRepaired: false, within: settleTime)
        let causes = try await stage.causes()
        say("dead letters by cause:\n" + DemoVerdict.table(of: causes))
        let replayed = try await stage.repair(accounts: script.accounts.unknown)
        say("the ledger has opened the missing accounts; replayed \(replayed) dead letters")
        try await stage.waitUntilSettled(isRepaired: true, within: settleTime)
        if sabotage == .doublePosting { try await stage.doublePosting() }
        let verdict = try await DemoVerdict.reach(script: script, stage: stage)
        Console.print(verdict.text)
        let took = ContinuousClock.now - began
        say(verdict.isBalanced ? "every line balances (\(took.components.seconds) s)" : "the books do NOT balance")
        return verdict.isBalanced
    }

    private func play(_ act: Int, on stage: DemoStage) async throws {
        let count = script.messages.count
        let range = (count * act / Self.actCount)..<(count * (act + 1) / Self.actCount)
        switch act {
        case 2:
            say("the ledger goes out of service for \(Self.outage.components.seconds) s")
            try await stage.setLedgerOut(true)
        case 4:
            try await time.sleep(Self.outage)
            try await stage.setLedgerOut(false)
            say("the ledger is back")
        // After the broker was killed: that can bring a message back whose removal was not on disk yet.
        case 9 where sabotage == .removeMessage:
            await stage.pauseLedger()
        default: break
        }
        let trouble: (@Sendable () async throws -> Void)?
        switch act {
        case 5:
            say("kill -9 of the ledger worker in mid-flight, then a restart")
            trouble = stage.killLedger
        case 6:
            say("kill -9 of the route process in mid-flight, then a restart")
            trouble = stage.killRoutes
        case 8:
            say("kill -9 of the broker in mid-flight, then a restart")
            trouble = stage.killBroker
        default: trouble = nil
        }
        try await stage.send(Array(script.messages[range]), trouble: trouble)
        if act == 9, sabotage == .removeMessage { try await stage.removeMessage() }
    }

    private var settleTime: Duration {
        .seconds(Self.settleSecondsMin + script.messages.count * Self.settleSecondsPerThousand / 1_000)
    }

    private func say(_ text: String) {
        let elapsed = ContinuousClock.now - began
        let tenths = elapsed.components.seconds * 10 + elapsed.components.attoseconds / 100_000_000_000_000_000
        let seconds = "\(tenths / 10).\(tenths % 10)"
        Console.print(String(repeating: " ", count: max(0, 6 - seconds.count)) + seconds + " s  " + text)
    }
}
