/// Every corpus set, in the order of the report.
package enum CorpusSets {
    package static let all: [CorpusSet] = [
        nacha,
        fedwire,
        jsonParsing,
        jsonSchema,
        moovISO8583,
        prowideFields, prowideMessages, prowideResources, statements, ballerinaMT,
        iso20022Verdicts,
        iso20022RoundTrips,
        iso20022Rules,
        iso20022RuleIds,
        cobrix,
        identifiers,
        ibans,
        ibanRegistry,
        cnapsCodes,
    ]
}
