/// Every workload by its name, in the order of the report; one that lacks its data is left out and says so.
enum Workloads {
    /// Each is made when it is measured: some take seconds to set up.
    static let all: KeyValuePairs<String, @Sendable () throws -> Workload?> = [
        "json": json,
        "json-numbers": jsonNumbers,
        "pacs008": { try pacs008() },
        "iso8583": { try iso8583() },
        "iso8583-binary": { try iso8583Binary() },
        "gb18030": gb18030,
        "csv": csv,
        "mt103": mt103,
        "mt103-all": mt103All,
        "copybook": copybook,
        "mt103-to-pacs008": mt103ToPacs008,
        "pacs008-to-mt103": pacs008ToMT103,
        "mapping-library": mappingLibrary,
    ]
}
