package import Canonical

/// A way from an exchange to a queue or to another exchange.
package struct Binding: Sendable, Hashable {
    /// Where a binding leads.
    package enum Destination: Sendable, Hashable {
        /// To the queue of that name.
        case queue(String)
        /// To the exchange of that name.
        case exchange(String)
    }

    /// The exchange that it starts from.
    package var source: String
    /// Where it leads.
    package var destination: Destination
    /// Key or pattern; the weight for a consistent-hash exchange.
    package var key: String
    /// Arguments as they are.
    package var arguments: [Header]

    /// Makes a binding.
    package init(from source: String, to destination: Destination, key: String = "", arguments: [Header] = []) {
        self.source = source
        self.destination = destination
        self.key = key
        self.arguments = arguments
    }
}
