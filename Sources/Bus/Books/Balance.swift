import Canonical

/// Draws the balance: confronts what senders sent, what receivers have rows for, the dead letters and the broker.
package enum Balance {
    /// The report for one reading of the books.
    package static func draw(_ input: BalanceInput) -> BalanceReport {
        let letters = DeadLettersByQueue(input.letters)
        let confrontations = input.receivers.map { Confrontation($0, input: input, letters: letters) }
        var findings: [BalanceReport.Finding] = []
        for confrontation in confrontations { findings += confrontation.doubled() }
        findings += unannounced(confrontations, input: input)
        if input.depths != nil {
            findings += missing(confrontations, input: input)
            findings += missingWaiting(confrontations, input: input)
            findings += missingLetters(confrontations, input: input)
            findings += unroutable(input)
        } else {
            findings.append(incomplete)
        }
        return BalanceReport(lines: confrontations.map { $0.line(input) }, findings: findings)
    }

    // MARK: - Findings

    private static func missing(
        _ confrontations: [Confrontation],
        input: BalanceInput
    ) -> [BalanceReport.Finding] {
        // What no queue took lies in bus.unroutable, and that is a finding of its own. A unit that another owner works on
        // is in flight by its row, while its delivery waits.
        let waiting = confrontations.map(\.waiting.count).reduce(0, +)
        let elsewhere = input.depth(BusName.unroutable) + max(0, inWaitQueues(input) - waiting)
        return confrontations.compactMap { confrontation in
            let lacking = confrontation.demand - input.depth(confrontation.receiver.queue)
            guard lacking > elsewhere else { return nil }
            return finding(
                .missing,
                confrontation.receiver.scope,
                lacking - elsewhere,
                confrontation.notSeen.values.sorted() + confrontation.inFlight + confrontation.replaying,
                "were sent to the queue \(confrontation.receiver.queue) and confirmed, and are neither there nor received"
            )
        }
    }

    private static func missingWaiting(
        _ confrontations: [Confrontation],
        input: BalanceInput
    ) -> [BalanceReport.Finding] {
        let waiting = confrontations.flatMap(\.waiting)
        let returned = confrontations.map { max(0, input.depth($0.receiver.queue) - $0.demand) }.reduce(0, +)
        let lacking = waiting.count - inWaitQueues(input) - returned
        guard lacking > 0 else { return [] }
        return [
            finding(
                .missingWaiting,
                "wait queues",
                lacking,
                waiting,
                "wait for another attempt by the books, and are in no wait queue"
            )
        ]
    }

    private static func missingLetters(
        _ confrontations: [Confrontation],
        input: BalanceInput
    ) -> [BalanceReport.Finding] {
        let unfiled = confrontations.flatMap(\.unfiled)
        let lacking = unfiled.count - input.depth(BusName.deadLetterQueue)
        guard lacking > 0 else { return [] }
        return [
            finding(
                .missingDeadLetter,
                BusName.deadLetterQueue,
                lacking,
                unfiled,
                "are dead-lettered by the books, and are neither in the queue nor filed"
            )
        ]
    }

    private static func unroutable(_ input: BalanceInput) -> [BalanceReport.Finding] {
        let depth = input.depth(BusName.unroutable)
        guard depth > 0 else { return [] }
        return [
            finding(
                .unroutable,
                BusName.unroutable,
                depth,
                [],
                "were taken by no queue: a binding or a subscriber is gone"
            )
        ]
    }

    private static func unannounced(
        _ confrontations: [Confrontation],
        input: BalanceInput
    ) -> [BalanceReport.Finding] {
        guard input.isUpstreamClosed else { return [] }
        // A sender that died between the confirm and its row still has the unit in flight and will enter it.
        let notYetEntered = confrontations.map(\.openCount).reduce(0, +)
        return confrontations.compactMap { confrontation in
            guard confrontation.unproven.count > notYetEntered else { return nil }
            return finding(
                .unannounced,
                confrontation.receiver.scope,
                confrontation.unproven.count - notYetEntered,
                confrontation.unproven,
                "were received, and no sender has them in its books"
            )
        }
    }

    private static func inWaitQueues(_ input: BalanceInput) -> Int {
        (input.depths ?? [:]).filter { $0.key.hasPrefix(BusName.waitQueue("")) }.values.reduce(0, +)
    }

    private static let incomplete = BalanceReport.Finding(
        kind: .incomplete,
        scope: "broker",
        count: 0,
        ids: [],
        sentence: "The broker's queues could not be read: the balance is incomplete."
    )

    static func finding(
        _ kind: BalanceReport.Kind,
        _ scope: String,
        _ count: Int,
        _ ids: [String],
        _ sentence: String
    ) -> BalanceReport.Finding {
        BalanceReport.Finding(
            kind: kind,
            scope: scope,
            count: count,
            ids: ids,
            sentence: "messages: \(count), which \(sentence)."
        )
    }
}
