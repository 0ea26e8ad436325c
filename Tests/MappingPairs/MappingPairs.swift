import Conformance
import Foundation

/// Prints, for each pair of messages of the corpora, how far the shipped mappings make of the one what is expected.
///
/// `mapping-pairs [--json] [NAME…]`: only the pairs whose names have one of the texts in them. Exit status 1 if a pair
/// is different without a rule of `differences.txt`.
@main
struct MappingPairs {
    static func main() throws {
        guard let corpora = CorpusFolder.fromEnvironment else {
            print("mapping-pairs: skipped, because BANKBUS_CORPORA does not name the folder with the corpora")
            return
        }
        let wanted = CommandLine.arguments.dropFirst().filter { $0 != "--json" }
        let scoring = try PairScoring(corpora, table: try DifferenceTable.committed())
        let pairs = try PairCase.all(corpora)
            .filter { pair in wanted.isEmpty || wanted.contains { pair.name.contains($0) } }
        let report = PairReport(try pairs.map { try scoring.result($0) })
        print(CommandLine.arguments.contains("--json") ? report.json : report.text)
        if !report.isSound { exit(EXIT_FAILURE) }
    }
}
