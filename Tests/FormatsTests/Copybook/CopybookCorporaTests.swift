import Conformance
import Testing

@Suite(.enabled(if: Corpora.isPresent)) struct CopybookCorporaTests {
    @Test func `Cobrix's rows are as expected, and all records come back`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try CorpusSets.cobrix.run(folder)
        #expect(result.unexplained.isEmpty, "\(result.unexplained)")
        #expect(result.cases > 800)
    }
}
