import Conformance
import Testing

/// The corpora of others give the values that are expected, or a reason why not.
@Suite(.enabled(if: Corpora.isPresent, "BANKBUS_CORPORA names no folder"))
struct MTConformanceTests {
    @Test(arguments: [
        CorpusSets.prowideFields, CorpusSets.prowideMessages, CorpusSets.prowideResources, CorpusSets.statements,
        CorpusSets.ballerinaMT,
    ])
    func `a set of the corpora is as expected`(_ set: CorpusSet) throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try set.run(folder)
        #expect(result.cases > 0)
        let unexplained = result.unexplained.map { "\($0.file): \($0.reason)" }
        #expect(unexplained.isEmpty, "\(set.name): \(result.asExpected) of \(result.cases) as expected")
        for line in unexplained { Issue.record("\(line)") }
    }
}
