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
