import CXMLPeer
import Canonical
import Conformance
import Formats
import Foundation

/// Compares verdicts with libxml2's on mutants of valid messages: `xml-differential [MUTANTS [SEED]]`.
///
/// Both read the same bytes in this process; libxml2 does what `xmllint --schema` does. Each disagreement is printed with
/// the seed that makes its mutant again; the exit code is 1 if there is one.
@main
struct XMLDifferential {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        let count = arguments.first ?? 10_000
        let seed = arguments.dropFirst().first ?? 1
        guard let folder = CorpusFolder.fromEnvironment else {
            print("xml-differential: skipped, BANKBUS_CORPORA names no folder")
            return
        }
        let referees = Referees(folder, try ISO20022Corpus.format(folder))
        let samples = try Samples.load(folder, referees)
        guard !samples.isEmpty else {
            print("xml-differential: no valid sample")
            exit(1)
        }
        var disagreements = 0
        var valid = 0
        for number in 0..<count {
            var mutator = Mutator(seed: seed &* 1_000_003 &+ number)
            let sample = mutator.pick(samples)
            let mutant = mutator.mutate(sample.bytes)
            let ours = referees.oursIsValid(mutant)
            let theirs = referees.theirsIsValid(mutant, sample.message)
            if theirs { valid += 1 }
            guard ours != theirs else { continue }
            disagreements += 1
            report(number, seed, sample, mutant, ours: ours, referees)
        }
        print(
            "xml-differential: \(count) mutants of \(samples.count) samples, seed \(seed): \(valid) valid,"
                + " \(count - UInt64(valid)) not, \(disagreements) disagreements"
        )
        if disagreements > 0 { exit(1) }
    }

    private static func report(
        _ number: UInt64,
        _ seed: UInt64,
        _ sample: Samples.Sample,
        _ mutant: [UInt8],
        ours: Bool,
        _ referees: Referees
    ) {
        print(
            "seed \(seed) mutant \(number) of \(sample.name): ours \(ours ? "valid" : "invalid"):"
                + " \(referees.reason(mutant))"
        )
        xml_peer_report(true)
        _ = referees.theirsIsValid(mutant, sample.message)
        xml_peer_report(false)
        if let folder = ProcessInfo.processInfo.environment["XML_DIFFERENTIAL_KEEP"] {
            _ = FileManager.default.createFile(atPath: "\(folder)/\(seed)-\(number).xml", contents: Data(mutant))
        }
    }
}
