import Conformance
import Foundation

/// Prints, for each corpus set, how many cases are as expected, and each difference with its reason.
///
/// Exit status 1 if a difference is not explained.
@main
struct ConformanceReport {
    static func main() throws {
        guard let folder = CorpusFolder.fromEnvironment else {
            print("conformance: skipped, because BANKBUS_CORPORA does not name the folder with the corpora")
            return
        }
        let wanted = CommandLine.arguments.dropFirst()
        var isSound = true
        var table = [row("SET", "CASES", "AS EXPECTED", "DIFFERENT", "UNEXPLAINED")]
        for set in CorpusSets.all where wanted.isEmpty || wanted.contains(where: { set.name.contains($0) }) {
            let result = try set.run(folder)
            for difference in result.differences {
                print(
                    "\(set.name): \(difference.isExplained ? "" : "UNEXPLAINED ")\(difference.file): \(difference.reason)"
                )
            }
            let counts = [result.cases, result.asExpected, result.differences.count, result.unexplained.count]
            table.append(row(set.name, counts.map { String($0) }))
            isSound = isSound && result.unexplained.isEmpty && result.cases > 0
        }
        print(table.joined(separator: "\n"))
        if !isSound {
            print("conformance: a set has unexplained differences, or no cases")
            exit(EXIT_FAILURE)
        }
    }

    private static func row(_ name: String, _ columns: String...) -> String { row(name, columns) }

    private static func row(_ name: String, _ columns: [String]) -> String {
        let padded = columns.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }
        return name + String(repeating: " ", count: max(1, 36 - name.count)) + padded.joined()
    }
}
