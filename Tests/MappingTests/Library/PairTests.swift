import Canonical
import Conformance
import MappingPairs
import Testing

@Suite struct `The pairs of messages` {
    /// What was measured; a change of the mappings may only make it better.
    private static let equalAtLeast = 31
    private static let equalWithRulesAtLeast = 41
    private static let differentAtMost = 8

    @Test(.enabled(if: Corpora.isPresent)) func `No change of the mappings makes the score worse`() throws {
        let corpora = try #require(CorpusFolder.fromEnvironment)
        let scoring = try PairScoring(corpora, table: try DifferenceTable.committed())
        let report = PairReport(try PairCase.all(corpora).map { try scoring.result($0) })
        #expect(report.count(.equal) >= Self.equalAtLeast)
        #expect(report.count(.equal) + report.count(.equalAfterRules) >= Self.equalWithRulesAtLeast)
        #expect(report.count(.different) <= Self.differentAtMost)
        #expect(report.results.allSatisfy { $0.errors.isEmpty })
    }

    @Test(.enabled(if: Corpora.isPresent)) func `An entry for invalid values is refused where theirs is valid`() throws
    {
        let corpora = try #require(CorpusFolder.fromEnvironment)
        let table = try DifferenceTable(
            """
            r | block4/** | any | any | network | Theirs breaks a rule.
            r | Document/** | any | any | xsd | Theirs breaks the schema.
            """
        )
        let scoring = try PairScoring(corpora, table: table)
        let wanted = ["c29_1_2__B_C", "p3_1_2__B_A", "c_53_1_1__c_53_1_1_camt053_A_B_950"]
        let results = try PairCase.all(corpora).filter { wanted.contains($0.name) }.map { try scoring.result($0) }
        #expect(results.map(\.verdict) == [.different, .equalAfterRules, .different])
        #expect(results.last?.differences.allSatisfy { $0.refusal != nil } == true)
    }

    @Test(arguments: [
        "r | Document/**/ChrgBr | any | any | standard | We like ours better.",
        "r | Document/**/Dbtr/Nm | any | any | guideline | We like ours better.",
        "r | Document/**/IntrBkSttlmAmt/Ccy | any | any | standard | We like ours better.",
        "r | block4/32A/date | any | any | standard | We like ours better.",
        "r | block3/121 | any | any | standard | We like ours better.",
        "r | Document/**/NbOfTxs | any | any | taste | We like ours better.",
        "r | Document/**/NbOfTxs | what | any | standard | We like ours better.",
        "r | Document/**/NbOfTxs | any | any | standard",
    ]) func `An entry that covers what it may not is refused`(_ line: String) {
        #expect(throws: Fault.self) { try DifferenceTable(line) }
    }
}
