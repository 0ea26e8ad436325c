/// The broker as a whole, as its management API reports it.
package struct ManagementOverview: Sendable, Hashable, Decodable {
    /// The broker's version, such as `3.10.8`.
    package var version: String
    /// The cluster's name.
    package var clusterName: String?
    /// The node that answered.
    package var node: String?

    private enum CodingKeys: String, CodingKey {
        case version = "rabbitmq_version"
        case clusterName = "cluster_name"
        case node
    }
}
