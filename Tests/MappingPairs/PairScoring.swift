import Canonical
package import Conformance
import Formats
import Mapping

/// Converts each message of the pairs with the shipped mappings and compares with what is expected.
package final class PairScoring {
    private let corpora: CorpusFolder
    private let table: DifferenceTable
    private let library: MappingLibrary
    private let formats: DocumentFormats
    private let checkers: [PairCase.Direction: any Format]
    private var conversions: [MappingWay: Conversion] = [:]

    /// Reads the shipped mappings.
    ///
    /// - Throws: what reading definitions throws.
    package init(_ corpora: CorpusFolder, table: DifferenceTable) throws {
        self.corpora = corpora
        self.table = table
        let shipped = CheckoutLibrary()
        library = try MappingLibrary(shipped)
        formats = try DocumentFormats(library.types, library: shipped)
        checkers = [
            .toMX: try FormatKind.iso20022.format(FormatSettings(library: shipped)),
            .toMT: try FormatKind.mt.format(FormatSettings(library: shipped, ruleSets: ["network"])),
        ]
    }

    /// Judges a pair.
    ///
    /// - Throws: where the pair's files cannot be read at all.
    package func result(_ pair: PairCase) throws -> PairResult {
        let input = try corpora.bytes(pair.input)
        let expected = try corpora.bytes(pair.expected)
        var result = PairResult(direction: pair.direction, name: pair.name, source: "", target: "", verdict: .fault)
        do throws(Fault) {
            try judge(input, expected, &result)
        } catch {
            result.reason = "\(error)"
        }
        return result
    }

    private func judge(_ input: [UInt8], _ expected: [UInt8], _ result: inout PairResult) throws(Fault) {
        guard let checker = checkers[result.direction] else { return }
        let (theirs, theirFindings) = try checker.decodeAll(expected)
        guard let format = formats.format(of: input), let message = try format.decodeAll(input).documents.first,
            let source = DocumentFormats.type(of: message), let wanted = theirs.first,
            let target = DocumentFormats.type(of: wanted)
        else {
            result.reason = "The type of the message or of what is expected is not recognised."
            return
        }
        result.source = source
        result.target = target
        guard let conversion = try conversion(&result) else { return }
        let made = try bytes(of: message, conversion, result)
        let (ours, ourFindings) = try checker.decodeAll(made)
        result.errors = ourFindings.all.filter { $0.severity == .error || $0.isUnknownDefinition }.map(Self.line)
        result.differences = PairDifference.all(
            ours: PairLeaves(ours.first?.value ?? .null),
            theirs: PairLeaves(wanted.value)
        )
        let rules = RuleApplication(table, theirs: theirFindings)
        for index in result.differences.indices {
            rules.enterRule(of: &result.differences[index])
        }
        let isCovered = result.differences.allSatisfy { $0.rule != nil }
        result.verdict =
            !result.errors.isEmpty || !isCovered ? .different : result.differences.isEmpty ? .equal : .equalAfterRules
    }

    /// The mappings from the message's type to the wanted one; nil, with the verdict, where there are none.
    private func conversion(_ result: inout PairResult) throws(Fault) -> Conversion? {
        let way: MappingWay
        do throws(Fault) {
            way = try MappingWay.find(from: result.source, to: result.target, in: library)
        } catch {
            result.verdict = .noMapping
            result.reason = "\(error)"
            return nil
        }
        if let known = conversions[way] { return known }
        let made = try Conversion(way, in: library)
        conversions[way] = made
        return made
    }

    private func bytes(
        of message: Document,
        _ conversion: Conversion,
        _ result: PairResult
    ) throws(Fault) -> [UInt8] {
        var findings = Findings()
        let outcome = try conversion.convert(message, identity: Self.identity, into: &findings)
        guard let target = outcome.targets.first, outcome.targets.count == 1 else {
            throw Fault(
                .message,
                .schemaViolation,
                stage: .encode,
                reason: "\(outcome.targets.count) messages were made: \(outcome.filteredBecause ?? "one was expected")"
            )
        }
        return try formats.format(ofType: result.target).encodeAll([target], mode: .strict).bytes
    }

    private static func line(_ finding: Finding) -> String { "\(finding.code) at \(finding.place): \(finding.message)" }

    /// Generated identifiers are the same in every run.
    private static let identity = MessageIdentity(message: Array("pairs".utf8), hash: MappingExamples.hash)
}
