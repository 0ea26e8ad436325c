/// How many messages a queue holds.
package struct QueueDepth: Sendable, Hashable {
    /// Those that wait for a consumer.
    package var ready: Int
    /// Those with consumers, not yet settled.
    package var unacknowledged: Int
    /// Dead letters that wait for another queue to take them.
    package var deadLettering: Int

    /// Makes a depth.
    package init(ready: Int, unacknowledged: Int = 0, deadLettering: Int = 0) {
        self.ready = ready
        self.unacknowledged = unacknowledged
        self.deadLettering = deadLettering
    }

    /// All of them.
    package var total: Int { ready + unacknowledged + deadLettering }
}
