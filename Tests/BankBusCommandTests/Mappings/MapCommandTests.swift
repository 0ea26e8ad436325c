import Canonical
import Foundation
import Testing

/// `map`, `convert` and `routes check` as a user runs them.
@Suite
struct MapCommandTests {
    private static let examples = Repository.path("schemas/mappings/examples")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) async throws -> Program.Ended {
        try await Program.bankbus().run(arguments, in: folder)
    }

    // MARK: - map

    @Test
    func `mappings are listed with their types`() async throws {
        let list = try await run("map", "list", "--json", "mt103-to-credit-transfer")
        let mapping = try DocumentValue(json: Array(list.output.utf8))
        #expect(list.status == 0 && mapping["kind"] == "mapping")
        #expect(mapping["legs"]?.items?.first?["to"] == "payment.credit-transfer.v2")
    }

    @Test
    func `a mistake is named with its file, line and column`() async throws {
        let file = try folder.write(
            """
            mapping names version 1
            "Not yet right."
            from event: payment-bocked.v1
            to ledger.entry.v1
            """,
            to: "names.map"
        )
        let check = try await run("map", "check", file)
        #expect(check.status == 1)
        #expect(check.output.contains("names.map:3:13:"), "\(check.output)")
        #expect(check.output.contains("Did you mean payment-booked.v1?"), "\(check.output)")
    }

    @Test
    func `examples pass, and one that does not is shown by its path`() async throws {
        let good = try await run("map", "test", "payment-event-to-credit-transfer")
        #expect(good.status == 0 && good.output.contains("4 examples, 0 failed"), "\(good.output)")
        let mappings = Repository.path("schemas/mappings")
        for name in try FileManager.default.contentsOfDirectory(atPath: mappings) where name.hasSuffix(".map") {
            _ = try folder.write(try String(contentsOfFile: "\(mappings)/\(name)", encoding: .utf8), to: name)
        }
        try FileManager.default.copyItem(atPath: Self.examples, toPath: folder.path("examples"))
        let expected = "examples/payment-booked.credit-transfer.json"
        let text = try String(contentsOfFile: folder.path(expected), encoding: .utf8)
        _ = try folder.write(text.replacing("\"chargeBearer\": \"", with: "\"chargeBearer\": \"X"), to: expected)
        let bad = try await run("map", "test", folder.path("payment-event-to-credit-transfer.map"))
        #expect(bad.status == 1)
        #expect(bad.output.contains("/transactions/0/chargeBearer: expected"), "\(bad.output)")
    }

    @Test
    func `lineage names the fields, and values only masked`() async throws {
        let plain = try await run("map", "explain", "payment-event-to-credit-transfer", "--json")
        let fields = try #require(try DocumentValue(json: Array(plain.output.utf8))["fields"]?.items)
        let amount = fields.first { $0["target"] == "/transactions/settlementAmount/value" }
        #expect(amount?["sources"]?.items?.contains { $0["name"] == "event:/payment/amount" } == true)
        let event = "\(Self.examples)/payment-booked.json"
        let arguments = ["map", "explain", "payment-event-to-credit-transfer", "--message", event, "--from"]
        let masked = try await Program.bankbus().run(arguments + ["payment-booked.v1"], in: folder)
        let shown = try await Program.bankbus().run(arguments + ["payment-booked.v1", "--reveal"], in: folder)
        let document = try DocumentValue(json: try Array(Data(contentsOf: URL(filePath: event))))
        let name = try #require(document["debtor"]?["name"]?.text)
        #expect(masked.status == 0 && !masked.output.contains(name), "\(masked.output)")
        #expect(shown.output.contains(name), "\(shown.output)")
    }

    @Test
    func `functions are described with examples`() async throws {
        let list = try await run("map", "functions", "fold")
        #expect(list.status == 0 && list.output.contains("->"), "\(list.output)")
        #expect(try await run("map", "functions", "nonsense").status == 1)
    }

    @Test
    func `the usual layout changes nothing but layout`() async throws {
        let file = try folder.write(
            "mapping   one version 1\n\"A.\"\nfrom event: payment-booked.v1\nto ledger.entry.v1\n",
            to: "one.map"
        )
        #expect(try await run("map", "format", "--check", file).status == 1)
        #expect(try await run("map", "format", file).status == 0)
        #expect(try await run("map", "format", "--check", file).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("mapping one version 1\n"))
    }

    // MARK: - convert

    @Test
    func `a message of FIN becomes one of ISO 20022, and comes back`() async throws {
        let there = try await run(
            "convert",
            "--to",
            "iso20022/pacs.008.001.08",
            "--output",
            folder.path("p.xml"),
            "\(Self.examples)/mt103-shared.fin"
        )
        #expect(
            there.status == 0 && there.output.contains("1 read, 1 written, 0 filtered, 0 failed"),
            "\(there.output)"
        )
        let valid = try await run("validate", folder.path("p.xml"))
        #expect(valid.status == 0, "\(valid.output)")
        let back = try await run("convert", "--to", "mt/103", "--output", folder.path("p.fin"), folder.path("p.xml"))
        #expect(back.status == 0, "\(back.output)")
        #expect(try String(contentsOfFile: folder.path("p.fin"), encoding: .utf8).contains(":32A:"))
    }

    @Test
    func `what cannot be converted leaves no file, and a loss can be refused`() async throws {
        let input = "\(Self.examples)/mt103-no-date.fin"
        let failed = try await run("convert", "--to", "iso20022/pacs.008.001.08", "--output", folder.path("x"), input)
        #expect(failed.status == 1 && failed.output.contains("message 1"), "\(failed.output)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("."))
        #expect(!names.contains { $0.hasPrefix("x") }, "\(names)")
        let refused = try await run(
            "convert",
            "--to",
            "canonical/payment.credit-transfer.v2",
            "--refuse",
            "generated",
            "\(Self.examples)/mt103-no-uetr.fin"
        )
        #expect(refused.status == 1, "\(refused.output)")
    }

    @Test
    func `where no way leads, the command says where one does`() async throws {
        let none = try await run(
            "convert",
            "--to",
            "iso20022/camt.053.001.08",
            "\(Self.examples)/mt103-shared.fin"
        )
        #expect(none.status == 1 && none.output.contains("payment.credit-transfer.v2"), "\(none.output)")
        #expect(try await run("convert", "--to", "iso20022/pacs.8", "-").status == 1)
    }

    // MARK: - routes

    @Test
    func `the routes of a configuration are checked with their mappings`() async throws {
        let text = """
            broker: {addresses: "amqp://localhost"}
            store: {path: bankbus.sqlite}
            routes:
              - name: events
                bind: core.booked
                format: json
                mapping: payment-event-to-credit-transfer
                losses: {cut: fault}

            """
        let good = try await run("routes", "check", try folder.write(text, to: "good.yaml"))
        #expect(good.status == 0 && good.output.contains("4/4"), "\(good.output)")
        let other = text.replacing("losses: {cut: fault}", with: "given: {rate: \"1\"}")
        let bad = try await run("routes", "check", try folder.write(other, to: "bad.yaml"))
        #expect(bad.status == 1 && bad.output.contains("wants no value rate"), "\(bad.output)")
    }
}
