import Canonical
import Foundation
import Testing

/// `schema` as a user runs it.
@Suite
struct SchemaCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String...) async throws -> Program.Ended {
        try await Program.bankbus().run(["schema"] + arguments, in: folder)
    }

    @Test
    func `the shipped types are listed and sound`() async throws {
        let list = try await run("list", "--json")
        let names = try list.output.split(separator: "\n").map { try DocumentValue(json: Array($0.utf8))["type"] }
        #expect(names.contains("payment.credit-transfer.v2") && names.contains("ledger.entry.v1"))
        let check = try await run("check")
        #expect(check.status == 0 && check.output.contains("account.statement.v1: ok"), "\(check.output)")
    }

    @Test
    func `two versions are compared, and the exit status tells whether the old documents can still be read`()
        async throws
    {
        let types = try await run("diff", "--json", "payment.credit-transfer.v1", "payment.credit-transfer.v2")
        #expect(types.status == 1)
        #expect(try DocumentValue(json: Array(types.output.utf8))["compatibility"] == "none")
        let narrow =
            #"{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string","maxLength":3}}}"#
        _ = try folder.write(narrow, to: "a.v1.schema.json")
        _ = try folder.write(narrow.replacing("3", with: "4"), to: "a.v1.1.schema.json")
        let files = try await run("diff", folder.path("a.v1.schema.json"), folder.path("a.v1.1.schema.json"))
        #expect(files.status == 0, "\(files.output)")
        #expect(files.output.hasPrefix("backward\n") && files.output.contains("at most 4 characters, not 3"))
    }

    @Test
    func `what a type does not say is found`() async throws {
        _ = try folder.write(#"{"type":"object","properties":{"a":{"type":"string"}}}"#, to: "a.v1.schema.json")
        let check = try await run("check", folder.path("a.v1.schema.json"))
        #expect(check.status == 1)
        for code in ["schema.data-class", "schema.description", "schema.open"] {
            #expect(check.output.contains(code), "\(check.output)")
        }
    }
}
