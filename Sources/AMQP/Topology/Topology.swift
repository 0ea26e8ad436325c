/// The exchanges, queues and bindings that a part of the bus needs, as values.
package struct Topology: Sendable, Hashable {
    /// Declared first.
    package var exchanges: [Exchange]
    /// Declared second.
    package var queues: [Queue]
    /// Declared last.
    package var bindings: [Binding]

    /// Makes a topology.
    package init(exchanges: [Exchange] = [], queues: [Queue] = [], bindings: [Binding] = []) {
        self.exchanges = exchanges
        self.queues = queues
        self.bindings = bindings
    }

    /// Both together; what both name alike is declared once.
    package func merging(_ other: Topology) -> Topology {
        Topology(
            exchanges: exchanges + other.exchanges.filter { !exchanges.contains($0) },
            queues: queues + other.queues.filter { !queues.contains($0) },
            bindings: bindings + other.bindings.filter { !bindings.contains($0) }
        )
    }
}
