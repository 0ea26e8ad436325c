/// Every corpus set, in the order of the report.
package enum CorpusSets {
    package static let all: [CorpusSet] = [
        jsonParsing,
        jsonSchema,
        identifiers,
        ibans,
        ibanRegistry,
        cnapsCodes,
    ]
}
