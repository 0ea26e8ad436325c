import Conformance
import Testing

/// Messages and specifications of others.
@Suite(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
struct ISO8583CorpusTests {
    @Test func `every case is as expected or its difference is explained`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try CorpusSets.moovISO8583.run(folder)
        #expect(result.cases == 21)
        #expect(result.unexplained.map { "\($0.file): \($0.reason)" } == [])
    }
}
