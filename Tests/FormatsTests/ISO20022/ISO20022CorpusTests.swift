import Conformance
import Testing

@Suite("ISO 20022 over the corpora", .enabled(if: Corpora.isPresent))
struct ISO20022CorpusTests {
    @Test(arguments: [CorpusSets.iso20022Verdicts.name, CorpusSets.iso20022RoundTrips.name])
    func `every file is as expected or its difference is explained`(name: String) throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let set = try #require(CorpusSets.all.first { $0.name == name })
        let result = try set.run(folder)
        #expect(result.cases > 0)
        for difference in result.unexplained { Issue.record("\(difference.file): \(difference.reason)") }
    }
}
