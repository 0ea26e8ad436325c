import Canonical
import Formats

extension CorpusSets {
    /// The MT side of the pairs of WSO2's translators: read without an error and written back byte for byte.
    package static let ballerinaMT = CorpusSet("ballerina MT messages") { corpora in
        let format = try MTConformance.format()
        var result = CorpusResult()
        let files =
            try corpora.files(below: "ballerina-mt-to-mx", suffix: "input.fin")
            + corpora.files(below: "ballerina-mx-to-mt", suffix: "expected.fin")
        for file in files {
            let bytes = try corpora.bytes(file)
            var seen = try MTConformance.roundTripDifference(bytes, by: format)
            if seen == nil {
                let errors = try format.decodeAll(bytes).findings.all.filter { $0.severity == .error }
                if !errors.isEmpty {
                    seen = "has errors: " + errors.map { "\($0.code) \($0.place.field ?? "")" }.joined(separator: ", ")
                }
            }
            result.enter(file, difference: seen, explanation: explanations[file])
        }
        return result
    }

    /// What the translators write against the standard, by file.
    private static let explanations = [
        "ballerina-mx-to-mt/c29_1_2__B_C/expected.fin": "Field 20, which is mandatory, has no content.",
        "ballerina-mx-to-mt/c29_1_2__C_B/expected.fin": "Fields 20 and 21, which are mandatory, have no content.",
        "ballerina-mx-to-mt/p2_1_2__C_B/expected.fin": "Field 58a, which is mandatory in MT 205, is not there.",
    ]
}
