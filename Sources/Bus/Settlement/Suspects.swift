package import Canonical

/// Finds the message that ends the process which works on it.
///
/// After a crash the broker hands out what the process had, one by one (suspect mode). Before such a delivery is even
/// decoded, the store notes that it is worked on alone; sessions that died over that note are counted against it, and
/// against it alone.
package struct Suspects: Sendable {
    private let scope: String
    private let books: any BookStore
    private let patience: StorePatience

    /// So many sessions may die over a message before it is dead-lettered as `delivery.poison`.
    package static let deathsMax = 5

    package init(scope: String, books: any BookStore, patience: StorePatience) {
        self.scope = scope
        self.books = books
        self.patience = patience
    }

    /// What is known about a delivery that arrived alone.
    package enum Verdict: Sendable {
        /// Work on it.
        case harmless
        /// Do not touch it.
        case poison(Fault)
        /// The task was cancelled before the store could tell.
        case unknown
    }

    /// Asks about a delivery; one that the broker has not returned is harmless without asking.
    package func verdict(on received: Received) async throws(Fault) -> Verdict {
        guard received.isReturned else { return .harmless }
        let deaths = try await patience.insist { () async throws(Fault) in
            try await books.noteAlone(received.unit, scope: scope)
        }
        guard let deaths else { return .unknown }
        guard deaths >= Self.deathsMax else { return .harmless }
        return .poison(
            Fault(
                .message,
                .deliveryPoison,
                stage: .decode,
                reason: "The process ended \(deaths) times while it worked on this message alone.",
                advice: "Look at the crash report of the process before you replay it."
            )
        )
    }
}
