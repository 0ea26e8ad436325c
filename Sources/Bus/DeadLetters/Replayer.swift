package import Canonical

/// Publishes dead letters again, to the queue that they failed on and to no other, under their original message id.
package struct Replayer: Sendable {
    private let store: any DeadLetterStore
    private let publisher: any MessagePublisher
    private let properties: ReturnProperties
    private let time: BusTime

    /// What became of one letter.
    package enum Result: Sendable, Hashable {
        /// The broker has it; the replay's id.
        case replayed(String)
        /// No letter has this id.
        case notFound
        /// It is not open: replayed already, or discarded.
        case notOpen
        /// It could not be published; it is open again.
        case failed(Fault)
        /// Whether the broker has it is not known: it is open again, since receivers tell a second replay by its
        /// message id, and a lost one by nothing.
        case unknown(Fault)
    }

    package init(
        store: any DeadLetterStore,
        publisher: any MessagePublisher,
        trust: TrustPolicy = .standard,
        time: BusTime
    ) {
        self.store = store
        self.publisher = publisher
        self.properties = ReturnProperties(trust: trust)
        self.time = time
    }

    /// Replays one letter.
    ///
    /// - Parameters:
    ///   - id: the letter's id.
    ///   - again: Whether a letter that counts as replayed is opened first: its replay may have died before it was
    ///     published. Receivers of the bus tell a second replay of a message that has been applied by its row.
    /// - Returns: what became of it.
    /// - Throws: the store's fault.
    package func replay(_ id: Digest128, again: Bool = false) async throws(Fault) -> Result {
        guard let letter = try await store.letter(id) else { return .notFound }
        if again, letter.state == .replayed, let earlier = letter.replayID {
            try await store.abandonReplay(id, replayID: earlier)
        }
        let now = time.now()
        let replayID = Identity.replay(of: id, attempts: letter.attempts.count, at: now)
        guard try await store.beginReplay(id, replayID: replayID, at: now) else { return .notOpen }
        let outcome = await publisher.publish([publication(of: letter, replayID: replayID)]).first
        switch outcome {
        case .confirmed: return .replayed(replayID)
        case .returned(let code, let text):
            return try await abandon(id, replayID, "The queue \(letter.queue) does not exist (\(code) \(text)).")
        case .rejected:
            return try await abandon(id, replayID, "The broker refused it for the queue \(letter.queue).")
        case .unknown(let fault):
            try await store.abandonReplay(id, replayID: replayID)
            // A fault of the message was found before it was sent.
            return fault.family == .message ? .failed(fault) : .unknown(fault)
        case nil: return try await abandon(id, replayID, "The publisher gave no answer.")
        }
    }

    private func abandon(_ id: Digest128, _ replayID: String, _ reason: String) async throws(Fault) -> Result {
        try await store.abandonReplay(id, replayID: replayID)
        return .failed(
            Fault(
                .transient,
                .publishUnroutable,
                stage: .publish,
                reason: reason,
                advice: "Start the route, then replay."
            )
        )
    }

    private func publication(of letter: DeadLetter, replayID: String) -> Publication {
        Publication(
            exchange: "",
            routingKey: letter.queue,
            properties: properties.properties(
                of: letter.properties,
                publishedTo: letter.exchange,
                controls: ReturnProperties.Controls(
                    attempt: 0,
                    firstSeen: letter.firstSeen,
                    replayID: replayID,
                    originExchange: letter.exchange,
                    originRoutingKey: letter.routingKey
                )
            ),
            body: letter.body
        )
    }
}
