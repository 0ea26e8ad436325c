/// The rows of the books and the idempotency keys: one row per unit, opened and completed in batches.
///
/// A scope is the name of a route or worker; keys of different scopes never meet. The rules, for a request whose unit
/// has a row already:
/// - final account: ``ClaimDecision/copy(_:)``;
/// - dead-lettered: claimed again if the request brings a replay id that the row has not seen, else a copy;
/// - waiting: claimed again; in flight: busy, or taken over if its owner is dead or has released it.
///
/// Then, for a new unit or one that would be claimed again, the other rows with its key decide:
/// - one that applies the key (``Account/appliesKey``): suppressed if the content is the same, else a conflict;
/// - one in flight at a live owner: busy; one that waits with other content: a conflict;
/// - otherwise claimed.
public protocol BookStore: Sendable {
    /// Decides on a batch in one durable transaction: later requests of the batch see the earlier ones.
    ///
    /// Throws a transient fault (busy, full) or a programmer fault (damaged); then nothing of the batch was written.
    func claim(_ requests: [ClaimRequest], scope: String, at time: Timestamp) async throws(Fault) -> [ClaimDecision]

    /// Completes claims in one durable transaction.
    ///
    /// - Returns: for each completion whether it counted; false where another owner has taken the claim over.
    func complete(_ completions: [Completion], scope: String, at time: Timestamp) async throws(Fault) -> [Bool]

    /// Gives claims back undone: the rows stay in flight without an owner, and the next delivery claims them again.
    func release(_ claims: [Claim], scope: String) async throws(Fault)

    /// Notes that a unit which the broker returned is about to be worked on alone.
    ///
    /// - Returns: how many sessions died after they had noted this, before they completed or released the unit.
    func noteAlone(_ unit: Digest128, scope: String) async throws(Fault) -> Int

    /// Enters what a publisher without a route has sent and got confirmed.
    func recordSent(_ messages: [SentMessage], sender: String, at time: Timestamp) async throws(Fault)

    /// Ends this owner's session: what it still has claimed is released at once.
    func close() async
}
