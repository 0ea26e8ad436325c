import Bus
import Canonical

/// Hand-made books: a route that feeds a worker, with whatever a test puts in or takes away.
struct BalanceScene {
    static let route = "payments"
    static let worker = "ledger"
    static let time = Timestamp(milliseconds: 1_800_000_000_000)

    var rows: [String: [BookRow]] = [route: [], worker: []]
    var sent: [SentRow] = []
    var letters: [DeadLetterSummary] = []
    var depths: [String: Int]? = [:]
    var isUpstreamClosed = true

    static func queue(_ scope: String) -> String { scope == route ? "route.payments" : "ledger" }

    static func edge(_ id: String) -> Digest128 { Identity.edge(messageID: id, fingerprint: nil, body: []) }

    static func unit(_ id: String, _ scope: String) -> Digest128 {
        Identity.unit(queue: queue(scope), edge: edge(id), generation: "0")
    }

    /// Enters a message as sent: by a gateway to the route, or by the route to the worker.
    mutating func send(_ id: String, to scope: String, exchange: String? = nil, key: String? = nil) {
        let isRoute = scope == Self.route
        let message = SentMessage(
            edge: Self.edge(id),
            messageID: id,
            exchange: exchange ?? (isRoute ? BusName.ingressExchange : BusName.publishExchange),
            routingKey: key ?? (isRoute ? "in.test" : PlainMapping.type)
        )
        sent.append(SentRow(sender: isRoute ? "gateway" : Self.route, message: message, at: Self.time))
    }

    /// Enters a message as received.
    mutating func receive(_ id: String, _ account: Account, at scope: String) {
        let row = BookRow(
            unit: Self.unit(id, scope),
            edge: Self.edge(id),
            messageID: id,
            account: account,
            firstSeen: Self.time
        )
        rows[scope, default: []].append(row)
    }

    mutating func file(_ id: String, _ state: DeadLetter.State, at scope: String) {
        letters.append(
            DeadLetterSummary(
                id: Self.unit(id, scope),
                edge: Self.edge(id),
                queue: Self.queue(scope),
                messageID: id,
                code: .formatSyntax,
                reason: "",
                attempts: 1,
                changedAt: Self.time,
                state: state
            )
        )
    }

    var report: BalanceReport {
        let receivers = [Self.route, Self.worker]
            .map { scope in
                let scopeRows = rows[scope] ?? []
                let isRoute = scope == Self.route
                return BalanceInput.Receiver(
                    scope: scope,
                    queue: Self.queue(scope),
                    exchange: isRoute ? BusName.ingressExchange : BusName.canonicalExchange,
                    bindings: [TopicPattern(isRoute ? "in.#" : PlainMapping.type)],
                    totals: ScopeTotals(
                        scope: scope,
                        units: Dictionary(grouping: scopeRows, by: \.account).mapValues(\.count),
                        copies: 0,
                        oldestOpen: nil
                    ),
                    rows: scopeRows
                )
            }
        return Balance.draw(
            BalanceInput(
                receivers: receivers,
                sent: sent,
                letters: letters,
                depths: depths,
                isUpstreamClosed: isUpstreamClosed
            )
        )
    }

    /// A day's work that adds up: something in every account and in every queue.
    static var balanced: BalanceScene {
        var scene = BalanceScene()
        for id in [
            "in-done", "in-filtered", "in-suppressed", "in-dead", "in-waiting", "in-flight", "in-queue", "in-unfiled",
        ] {
            scene.send(id, to: route)
        }
        scene.receive("in-done", .delivered, at: route)
        scene.receive("in-filtered", .filtered, at: route)
        scene.receive("in-suppressed", .suppressed, at: route)
        scene.receive("in-dead", .deadLettered, at: route)
        scene.file("in-dead", .open, at: route)
        scene.receive("in-unfiled", .deadLettered, at: route)
        scene.receive("in-waiting", .waiting, at: route)
        scene.receive("in-flight", .inFlight, at: route)
        for id in ["out-done", "out-queue", "out-replayed"] { scene.send(id, to: worker) }
        scene.receive("out-done", .delivered, at: worker)
        scene.receive("out-replayed", .deadLettered, at: worker)
        scene.file("out-replayed", .replayed, at: worker)
        scene.depths = [
            "route.payments": 2, "ledger": 2, "wait.1s": 1, BusName.deadLetterQueue: 1, BusName.unroutable: 0,
        ]
        return scene
    }
}
