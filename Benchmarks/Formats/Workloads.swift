/// Every workload, in the order of the report; one that lacks its data is left out and says so.
enum Workloads {
    static let all: [@Sendable () throws -> Workload?] = [
        copybook
    ]
}
