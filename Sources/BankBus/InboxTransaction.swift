import Bus
import Canonical
import GRDB
import Stores

/// One batch inside the handler's own transaction: claim, apply each message in a savepoint of its own, complete.
///
/// Messages that the handler refuses keep their claims; what follows for them (dead letter, retry) happens outside.
struct InboxTransaction {
    let scope: String
    let handler: Worker.Handler
    let time: Timestamp

    /// What became of a batch.
    struct Outcome: Sendable {
        var planned: [PlannedDelivery] = []
        /// Deliveries whose key an unsettled one of this process holds: ask again when that is settled.
        var busy: [Incoming] = []
    }

    func run(_ batch: [Incoming], books: BookSession) throws -> Outcome {
        var outcome = Outcome()
        var open = batch
        // A later delivery of a key follows the first one: it is asked about again once that is complete.
        while !open.isEmpty {
            let decisions = try books.claim(open.map(\.request), scope: scope, at: time)
            var busy: [Incoming] = []
            var applied: [Completion] = []
            for (incoming, decision) in zip(open, decisions) {
                switch try work(for: incoming, decision, books: books) {
                case .applied(let completion):
                    applied.append(completion)
                    outcome.planned.append(PlannedDelivery(incoming.received, .acknowledge))
                case .planned(let work): outcome.planned.append(PlannedDelivery(incoming.received, work))
                case .busy: busy.append(incoming)
                }
            }
            _ = try books.complete(applied, scope: scope, at: time)
            if busy.count == open.count || applied.isEmpty {
                outcome.busy = busy
                break
            }
            open = busy
        }
        return outcome
    }

    private enum Step {
        case applied(Completion)
        case planned(Work)
        case busy
    }

    private func work(for incoming: Incoming, _ decision: ClaimDecision, books: BookSession) throws -> Step {
        switch decision {
        case .copy, .suppressed: return .planned(.acknowledge)
        case .busyHere: return .busy
        case .busyElsewhere: return .planned(.wait)
        case .conflict(let claim): return .planned(.deadLetter(claim, .idempotencyConflict))
        case .claimed(let claim):
            switch incoming.message {
            case .failure(let fault): return .planned(.deadLetter(claim, fault))
            case .success(let message):
                guard let fault = try apply(message, in: books.database) else {
                    return .applied(Completion(claim: claim, account: .delivered))
                }
                return .planned(fault.isRetriable ? .retry(claim, fault) : .deadLetter(claim, fault))
            }
        }
    }

    /// Runs the handler in a savepoint; a transient fault gets a second try at once.
    private func apply(_ message: Message, in database: Database) throws -> Fault? {
        let fault = try applyOnce(message, in: database)
        guard let fault, fault.isRetriable else { return fault }
        return try applyOnce(message, in: database)
    }

    private func applyOnce(_ message: Message, in database: Database) throws -> Fault? {
        do {
            try database.inSavepoint {
                try handler(message, database)
                return .commit
            }
            return nil
        } catch {
            // A full disk or a failed write ends the whole transaction: then the batch is tried again as a whole.
            guard database.isInsideTransaction else { throw HandlerFault.ended(by: error) }
            let fault = HandlerFault.fault(for: error)
            if fault.family == .programmer { throw fault }
            return fault
        }
    }
}
