package import Canonical
package import GRDB

/// The books inside one transaction of a worker's own database: what its handler commits together with the effect.
package struct BookSession {
    /// The handler's database.
    package let database: Database
    let table: BookTable
    let owner: OwnerSession

    /// Decides on a batch; see ``BookStore/claim(_:scope:at:)``.
    package func claim(
        _ requests: [ClaimRequest],
        scope: String,
        at time: Timestamp
    ) throws -> [ClaimDecision] {
        try table.claim(requests, scope: scope, at: time, owner: owner, in: database)
    }

    /// Completes claims; see ``BookStore/complete(_:scope:at:)``.
    package func complete(
        _ completions: [Completion],
        scope: String,
        at time: Timestamp
    ) throws -> [Bool] {
        guard !completions.isEmpty else { return [] }
        return try table.complete(completions, scope: scope, at: time, in: database)
    }
}
