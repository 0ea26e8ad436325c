import Conformance
import Testing

@Suite(.enabled(if: Corpora.isPresent)) struct UsageRulesCorpusTests {
    @Test(arguments: [CorpusSets.iso20022Rules.name, CorpusSets.iso20022RuleIds.name])
    func `every file is as expected or its difference is explained`(name: String) throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let set = try #require(CorpusSets.all.first { $0.name == name })
        let result = try set.run(folder)
        #expect(result.cases > 0)
        for difference in result.unexplained { Issue.record("\(difference.file): \(difference.reason)") }
        print("\(name): \(result.asExpected) of \(result.cases) as expected")
    }
}
