package import Canonical

extension ManagementClient {
    /// Every way in which the broker is not as wanted: what a passive declare cannot see and a 406 tells only in part.
    package func differences(
        from topology: Topology,
        virtualHost: String
    ) async throws(Fault) -> [TopologyDifference] {
        let comparison = TopologyComparison(
            exchanges: try await exchanges(virtualHost: virtualHost),
            queues: try await queues(virtualHost: virtualHost),
            bindings: try await bindings(virtualHost: virtualHost)
        )
        return comparison.differences(from: topology)
    }
}
