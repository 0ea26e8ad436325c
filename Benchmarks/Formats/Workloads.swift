/// Every workload, in the order of the report; one that lacks its data is left out and says so.
enum Workloads {
    static let all: [@Sendable () throws -> Workload?] = [
        json, jsonNumbers,
        { try pacs008() },
        { try iso8583() },
        { try iso8583Binary() },
        gb18030,
        csv,
        mt103,
        mt103All,
        copybook,
        mt103ToPacs008,
        pacs008ToMT103,
        mappingLibrary,
    ]
}
