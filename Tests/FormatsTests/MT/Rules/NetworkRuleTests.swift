import Canonical
import Conformance
import Formats
import Testing

/// Each network rule has a message that keeps it and one that breaks it, and no other.
@Suite struct NetworkRuleTests {
    private static let format = Result {
        try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary(), ruleSets: ["network"]))
    }

    @Test(arguments: RuleSamples103.all + RuleSamples1.all + RuleSamples2.all + RuleSamples9.all)
    func `a message breaks exactly the rules that it is said to break`(_ sample: RuleSample) throws {
        let findings = try Self.format.get().decodeAll(sample.bytes).findings.all
        let errors = findings.filter { $0.severity == .error }
        #expect(errors.map(\.code).sorted() == sample.codes, "\(errors.map(\.message))")
        for finding in errors { #expect(finding.place.byteOffset != nil && finding.place.field != nil) }
    }

    @Test func `a rule that one of several fields breaks has the place of that field`() throws {
        let sample = RuleSample("103", "the second", ["23B>23E:PHON/A", "23E>23E:INTC/B", "23E#2>23E:SDVA"])
        let finding = try Self.format.get().decodeAll(sample.bytes).findings.all.first { $0.code == "D97" }
        let offset = try #require(finding?.place.byteOffset)
        #expect(finding?.place.field == "23E")
        #expect(String(decoding: sample.bytes[offset...].prefix(9), as: UTF8.self) == ":23E:INTC")
        let first = RuleSample("103", "the first", ["23B>23E:INTC/B", "23E>23E:SDVA"])
        let other = try Self.format.get().decodeAll(first.bytes).findings.all.first { $0.code == "D97" }
        #expect(
            String(decoding: first.bytes[(other?.place.byteOffset ?? 0)...].prefix(9), as: UTF8.self) == ":23E:INTC"
        )
    }

    @Test func `every code of a rule has a sample that breaks it`() throws {
        let samples = RuleSamples103.all + RuleSamples1.all + RuleSamples2.all + RuleSamples9.all
        var missing: [String] = []
        let library = CheckoutLibrary()
        for name in try library.files(in: "mt/rules") where name != "lists.txt" {
            let type = String(name.dropLast(4))
            let broken = Set(samples.filter { Self.belongs($0.type, to: type) }.flatMap(\.codes))
            for line in try library.file("mt/rules/\(name)").bytes.split(separator: 0x0A) {
                guard let first = line.first, first != 0x20, first != 0x23 else { continue }
                let code = String(decoding: line.prefix { $0 != 0x20 }, as: UTF8.self)
                if !broken.contains(code) { missing.append("\(type) \(code)") }
            }
        }
        #expect(missing.isEmpty)
    }

    private static func belongs(_ type: String, to table: String) -> Bool {
        type == table || (table.first == "n" && type.dropFirst() == table.dropFirst())
    }
}
