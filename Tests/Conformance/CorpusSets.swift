/// Every corpus set, in the order of the report.
package enum CorpusSets {
    package static let all: [CorpusSet] = [
        nacha,
        fedwire,
        jsonParsing,
        jsonSchema,
        moovISO8583,
    ]
}
