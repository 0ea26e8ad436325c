import BankBusTesting
import Canonical
import Foundation
import Testing

@testable import BankBusCommand

extension RunningBusTests {
    /// The demo as a newcomer runs it, and the proof that it notices when somebody tampers.
    @Suite(.serialized, .timeLimit(.minutes(6)))
    struct DemoTests {
        @Test
        func `the story ends with balanced books`() async throws {
            let run = try await demo("--seed", "2")
            #expect(run.status == 0, "\(run.output)")
            #expect(run.output.contains("every line balances"))
        }

        @Test(arguments: ["remove-message", "double-posting"])
        func `the demo fails when the books are spoiled behind its back`(sabotage: String) async throws {
            let run = try await demo("--sabotage", sabotage)
            #expect(run.status == 1)
            #expect(run.output.contains("DOES NOT BALANCE"))
            #expect(run.output.contains("the books do NOT balance"))
        }

        private func demo(_ arguments: String...) async throws -> CommandRun {
            let folder = FileManager.default.temporaryDirectory.appending(path: "bankbus-demo-\(UUID().uuidString)")
                .path
            // What is left of a temporary folder does not matter.
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try await CommandRun.run(
                executable: BusSite.program,
                arguments: ["demo", "--messages", "400", "--data", folder] + arguments,
                environment: ProcessInfo.processInfo.environment,
                deadline: .seconds(200)
            )
        }
    }
}

/// The script that the demo tells, without a broker.
@Suite
struct DemoScriptTests {
    @Test
    func `the same seed tells the same story, another seed another one`() {
        #expect(DemoScript(count: 300, seed: 7).messages == DemoScript(count: 300, seed: 7).messages)
        #expect(DemoScript(count: 300, seed: 7).messages != DemoScript(count: 300, seed: 8).messages)
    }

    @Test
    func `every kind of trouble is in two thousand messages`() {
        let fates = Set(DemoScript(count: 2_000, seed: 1).messages.map(\.fate))
        #expect(fates == Set(DemoMessage.Fate.allCases))
    }
}
