import Canonical

/// One delivery of a ``SettlementLedger``.
struct SettlementEntry {
    /// What the publications of the entry are for.
    enum Purpose {
        case nothing
        case forward
        case retry(FaultCode)
        case deadLetter(FaultCode)
        case wait
    }

    /// A publication and how far it is.
    struct Item {
        var publication: Publication
        var state: State
    }

    enum State: Equatable {
        case open
        case confirmed
        case refused(Fault)
        case abandoned
    }

    let received: Received
    let work: Work
    private(set) var purpose: Purpose = .nothing
    var publications: [Item] = []
    private(set) var letter: DeadLetter?
    private(set) var isFilingDirectly = false
    var isFiled = false
    var isComplete = false
    private var isGivenUp = false
    /// Outputs that the broker has, though not all of their siblings.
    private var sentInPart: [SentMessage] = []

    init(_ planned: PlannedDelivery) {
        received = planned.received
        work = planned.work
    }

    // MARK: - Changing

    mutating func open(_ list: [Publication], for purpose: Purpose) {
        self.purpose = purpose
        publications = list.map { Item(publication: $0, state: .open) }
    }

    mutating func follow(_ next: ReturnPublications.Next) {
        if case .forward = purpose, case .forward(_, _, let sent) = work {
            sentInPart = zip(publications, sent).compactMap { $0.state == .confirmed ? $1 : nil }
        }
        switch next {
        case .retry(let publication): open([publication], for: .retry(refusal?.code ?? plannedCode))
        case .deadLetter(let letter, let publication):
            self.letter = letter
            open([publication], for: .deadLetter(letter.fault.code))
        }
    }

    mutating func fileDirectly() {
        publications = []
        isFilingDirectly = true
    }

    mutating func reopenRefused() {
        for index in publications.indices {
            if case .refused = publications[index].state { publications[index].state = .open }
        }
    }

    mutating func abandon() {
        isGivenUp = true
        isFilingDirectly = false
    }

    // MARK: - Reading

    /// The first refusal among the publications.
    var refusal: Fault? {
        guard !isGivenUp else { return nil }
        for item in publications {
            if case .refused(let fault) = item.state { return fault }
        }
        return nil
    }

    var isAbandoned: Bool { isGivenUp || publications.contains { $0.state == .abandoned } }

    var claim: Claim? {
        switch work {
        case .forward(let claim, _, _), .deadLetter(let claim, _), .retry(let claim, _): claim
        case .acknowledge, .wait: nil
        }
    }

    /// What the books are told once everything that this delivery causes is safe; nil before, and where nothing is.
    var completion: Completion? {
        guard let claim, !isAbandoned, publications.allSatisfy({ $0.state == .confirmed }) else { return nil }
        switch purpose {
        case .forward:
            guard case .forward(_, let list, let sent) = work else { return nil }
            return Completion(claim: claim, account: list.isEmpty ? .filtered : .delivered, sent: sent)
        case .retry(let code):
            return Completion(claim: claim, account: .waiting, sent: sentInPart, faultCode: code)
        case .deadLetter(let code):
            guard !isFilingDirectly || isFiled else { return nil }
            return Completion(claim: claim, account: .deadLettered, sent: sentInPart, faultCode: code)
        case .nothing, .wait: return nil
        }
    }

    var isSettled: Bool {
        if case .acknowledge = work { return true }
        if case .wait = purpose { return publications.allSatisfy { $0.state == .confirmed } }
        return isComplete
    }

    private var plannedCode: FaultCode {
        switch work {
        case .retry(_, let fault), .deadLetter(_, let fault): fault.code
        case .acknowledge, .forward, .wait: .publishUnknown
        }
    }
}
