package import Canonical
package import GRDB

extension BookTable {
    /// Decides on a batch; later requests of it see the earlier ones.
    ///
    /// The rules are those of ``BookStore``.
    package func claim(
        _ requests: [ClaimRequest],
        scope: String,
        at time: Timestamp,
        owner: OwnerSession,
        in db: Database
    ) throws -> [ClaimDecision] {
        try enter(db)
        try owner.enter(in: db)
        var names = NameTable()
        let batch = try ClaimBatch(
            table: self,
            scope: names.id(of: scope, in: db),
            time: time.storedNanoseconds,
            owner: owner,
            db: db
        )
        let decisions = try requests.map { try batch.decide($0) }
        try closeWindows(db)
        return decisions
    }
}
