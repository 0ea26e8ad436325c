import Canonical

/// One receiver's rows against what senders say, and against the dead letters.
struct Confrontation {
    let receiver: BalanceInput.Receiver
    /// Sent to it and not seen: message ids by edge.
    private(set) var notSeen: [Digest128: String] = [:]
    /// Seen and not sent: message ids.
    private(set) var unproven: [String] = []
    /// Message ids of rows in flight that must have been in the queue.
    private(set) var inFlight: [String] = []
    /// Rows in flight, all of them.
    var openCount: Int { receiver.rows.count { $0.account == .inFlight } }
    /// Message ids of rows that wait.
    private(set) var waiting: [String] = []
    /// Message ids of dead-lettered rows whose letter is on its way back.
    private(set) var replaying: [String] = []
    /// Message ids of dead-lettered rows without a letter.
    private(set) var unfiled: [String] = []

    init(_ receiver: BalanceInput.Receiver, input: BalanceInput, letters: DeadLettersByQueue) {
        self.receiver = receiver
        let filed = letters.letters(of: receiver.queue)
        var edges = Set<Digest128>()
        for row in receiver.rows {
            edges.insert(row.edge)
            enter(row, filed: filed, isOldEnough: input.isOldEnough(row.firstSeen))
        }
        var announced = Set<Digest128>()
        for row in input.sent where Self.reaches(receiver, row.message) {
            announced.insert(row.message.edge)
            let isSeen = edges.contains(row.message.edge) || filed.edges.contains(row.message.edge)
            if !isSeen, input.isOldEnough(row.at), input.isRecentEnough(row.at) {
                notSeen[row.message.edge] = row.message.messageID
            }
        }
        unproven = receiver.rows.filter { !announced.contains($0.edge) && input.isRecentEnough($0.firstSeen) }
            .map(Self.name)
    }

    /// How many messages must be in the receiver's queue.
    var demand: Int { notSeen.count + inFlight.count + replaying.count }

    func line(_ input: BalanceInput) -> BalanceReport.Line {
        BalanceReport.Line(
            totals: receiver.totals,
            queue: receiver.queue,
            notSeen: notSeen.count,
            atBroker: input.depths.map { $0[receiver.queue] ?? 0 },
            unproven: unproven.count
        )
    }

    /// Units with more than one row.
    func doubled() -> [BalanceReport.Finding] {
        var seen = Set<Digest128>()
        let twice = receiver.rows.filter { !seen.insert($0.unit).inserted }.map(Self.name)
        guard !twice.isEmpty else { return [] }
        return [Balance.finding(.doubled, receiver.scope, twice.count, twice, "have two rows in the books")]
    }

    private mutating func enter(_ row: BookRow, filed: DeadLettersByQueue.Letters, isOldEnough: Bool) {
        switch row.account {
        // The broker may have dead-lettered what a dead process had claimed.
        case .inFlight: if isOldEnough, filed.open[row.unit] == nil { inFlight.append(Self.name(row)) }
        case .waiting: waiting.append(Self.name(row))
        case .deadLettered:
            switch filed.states[row.unit] {
            case nil: unfiled.append(Self.name(row))
            case .replayed: replaying.append(Self.name(row))
            case .open, .discarded: break
            }
        case .held, .inDoubt, .delivered, .filtered, .suppressed, .discarded, .superseded: break
        }
    }

    private static func name(_ row: BookRow) -> String {
        row.messageID.isEmpty ? row.unit.description : row.messageID
    }

    private static func reaches(_ receiver: BalanceInput.Receiver, _ message: SentMessage) -> Bool {
        // bus.publish passes everything on to bus.canonical.
        let exchange = message.exchange == BusName.publishExchange ? BusName.canonicalExchange : message.exchange
        return exchange == receiver.exchange && receiver.bindings.contains { $0.matches(message.routingKey) }
    }
}

/// The dead letters by the queue that they failed on.
struct DeadLettersByQueue {
    struct Letters {
        var states: [Digest128: DeadLetter.State] = [:]
        var open: [Digest128: Bool] = [:]
        var edges: Set<Digest128> = []
    }

    private var byQueue: [String: Letters] = [:]

    init(_ summaries: [DeadLetterSummary]) {
        for summary in summaries {
            byQueue[summary.queue, default: Letters()].states[summary.id] = summary.state
            byQueue[summary.queue, default: Letters()].edges.insert(summary.edge)
            if summary.state == .open { byQueue[summary.queue, default: Letters()].open[summary.id] = true }
        }
    }

    func letters(of queue: String) -> Letters { byQueue[queue] ?? Letters() }
}
