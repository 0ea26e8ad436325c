import Canonical

/// The state of a batch on its way to being settled: a value without input or output.
///
/// For each delivery: what it was planned to cause, which publications are open, confirmed, refused or given up, and
/// what follows for its row and its acknowledgement.
struct SettlementLedger {
    /// Names one publication of the batch.
    struct Slot {
        var entry: Int
        var position: Int
    }

    /// Read by index: iterating would copy each entry with all that it holds.
    private(set) var entries: [SettlementEntry]

    init(_ batch: [PlannedDelivery]) {
        entries = batch.map { SettlementEntry($0) }
    }

    // MARK: - Publishing

    /// Turns the plan of one delivery into publications.
    mutating func plan(_ index: Int, returns: ReturnPublications, at time: Timestamp) {
        let received = entries[index].received
        switch entries[index].work {
        case .acknowledge: break
        case .forward(_, let publications, _): entries[index].open(publications, for: .forward)
        case .deadLetter(_, let fault): entries[index].follow(returns.deadLetter(fault, received, at: time))
        case .retry(_, let fault): entries[index].follow(returns.afterTransient(fault, received, at: time))
        case .wait: entries[index].open([returns.waitingForOwner(received, at: time)], for: .wait)
        }
    }

    /// What is to be published now.
    var openPublications: [Slot] {
        var slots: [Slot] = []
        slots.reserveCapacity(entries.count)
        for entry in entries.indices {
            for position in entries[entry].publications.indices
            where entries[entry].publications[position].state == .open {
                slots.append(Slot(entry: entry, position: position))
            }
        }
        return slots
    }

    /// A publication by its name.
    func publication(_ slot: Slot) -> Publication {
        entries[slot.entry].publications[slot.position].publication
    }

    /// Enters what became of the publications.
    mutating func record(_ fates: [Courier.Fate], of slots: [Slot]) {
        for (slot, fate) in zip(slots, fates) {
            entries[slot.entry].publications[slot.position].state =
                switch fate {
                case .confirmed: .confirmed
                case .refused(let fault): .refused(fault)
                case .abandoned: .abandoned
                }
        }
    }

    /// Whether any publication has been refused and nothing else has been decided for it yet.
    var hasRefused: Bool { entries.indices.contains { entries[$0].refusal != nil } }

    /// Lets what was refused for a passing reason be published once more at once.
    mutating func reopenRefused() {
        for index in entries.indices where entries[index].refusal?.isRetriable == true {
            entries[index].reopenRefused()
        }
    }

    /// Decides what a refused delivery becomes instead; a dead letter that even `bus.dead` does not take is filed, if
    /// there is a store to file it in, and tried again otherwise.
    ///
    /// What can never be published (too large) is given up there: it stays with the broker, whose delivery limit is the
    /// net, and its neighbours go on.
    mutating func divertRefused(returns: ReturnPublications, canFile: Bool, at time: Timestamp) {
        for index in entries.indices {
            guard let fault = entries[index].refusal else { continue }
            let received = entries[index].received
            switch entries[index].purpose {
            case .forward where fault.isRetriable:
                entries[index].follow(returns.afterTransient(fault, received, at: time))
            case .retry where fault.isRetriable: entries[index].reopenRefused()
            case .forward, .retry: entries[index].follow(returns.deadLetter(fault, received, at: time))
            case .deadLetter where canFile: entries[index].fileDirectly()
            case .nothing, .wait, .deadLetter:
                if fault.isRetriable { entries[index].reopenRefused() } else { entries[index].abandon() }
            }
        }
    }

    /// Gives up what is still refused: the task is being cancelled.
    mutating func abandonRefused() {
        for index in entries.indices where entries[index].refusal != nil { entries[index].abandon() }
    }

    // MARK: - Filing and completing

    /// Dead letters that go into the store without the broker.
    var lettersToFile: [DeadLetter] {
        entries.indices.compactMap { entries[$0].isFilingDirectly ? entries[$0].letter : nil }
    }

    /// Enters whether they are in the store.
    mutating func recordFiling(_ isFiled: Bool) {
        for index in entries.indices where entries[index].isFilingDirectly {
            if isFiled { entries[index].isFiled = true } else { entries[index].abandon() }
        }
    }

    /// The claims of deliveries that were given up.
    var claimsToRelease: [Claim] {
        entries.indices.compactMap { entries[$0].isAbandoned ? entries[$0].claim : nil }
    }

    /// What the books are told.
    var completions: [Completion] { entries.indices.compactMap { entries[$0].completion } }

    /// Enters whether the books were told; nil if that was given up.
    mutating func recordCompletion(_ kept: [Bool]?) {
        // A completion that did not count belongs to a unit that another owner has taken over with a delivery of its
        // own: this delivery is a copy then and may be acknowledged.
        for index in entries.indices where entries[index].completion != nil { entries[index].isComplete = kept != nil }
    }

    /// The tags that may be acknowledged.
    var acknowledgeable: [DeliveryTag] {
        entries.indices.compactMap { entries[$0].isSettled ? entries[$0].received.delivery.tag : nil }
    }
}
