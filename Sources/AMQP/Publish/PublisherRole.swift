import Canonical

/// Publishes batches on a connection: what waits, what is on its way, and what became of it.
final class PublisherRole: ConnectionRole {
    /// Most publications written before the broker is listened to again: it may have blocked us meanwhile.
    private static let publishesPerRoundMax = 250
    /// Most numbers that may lie between the oldest unconfirmed publish and the newest: else the channel is given up.
    private static let confirmSpanMax = 200_000

    private let settings: BrokerSettings
    private let topology: Topology?
    private let mailbox: Mailbox<PublishRequests>
    private var batches: [PublishBatch] = []
    private var ready = SlotQueue()
    private var lanes = OrderLanes<PublishSlot>()
    private var window = ConfirmWindow<PublishSlot>()
    /// Why nothing goes out now; what a publish that waits too long reports.
    private var obstacle: Fault? = .brokerUnavailable("The connection is not open yet.", stage: .publish)
    private var isBlocked = false

    init(settings: BrokerSettings, topology: Topology?, mailbox: Mailbox<PublishRequests>) {
        self.settings = settings
        self.topology = topology
        self.mailbox = mailbox
        mailbox.open()
    }

    var isReading: Bool { true }
    var isDrained: Bool { batches.isEmpty && mailbox.isEmpty }
    private(set) var deadline: ContinuousClock.Instant?

    func collect() {
        for request in mailbox.take().requests { admit(PublishBatch(request)) }
    }

    func open(_ link: BrokerLink) throws(Fault) {
        if let topology { try link.declare(topology) }
        try openChannel(link)
        isBlocked = false
        obstacle = nil
    }

    func take(_ event: BrokerEvent, _ link: BrokerLink) throws(Fault) {
        switch event {
        case .confirmed(let number, let isMultiple): settle(number, isMultiple, isRejected: false)
        case .rejected(let number, let isMultiple): settle(number, isMultiple, isRejected: true)
        case .returned(let sequence, let code, let text):
            if let sequence { window.returned(sequence, code: code, text: text) }
        case .channelClosed(let fault):
            failOutstanding(fault)
            try openChannel(link)
        case .blocked(let reason):
            isBlocked = true
            let text = "The broker blocks publishers: \(reason)."
            obstacle = Fault(.transient, .brokerBlocked, stage: .publish, reason: text)
        case .unblocked:
            isBlocked = false
            obstacle = nil
        case .delivery, .cancelled: break
        }
    }

    func advance(_ link: BrokerLink) throws(Fault) -> Bool {
        guard !isBlocked, !ready.isEmpty, hasRoom else { return false }
        guard window.span < Self.confirmSpanMax else {
            throw Fault.brokerUnavailable("The broker has not confirmed for too long.", stage: .publish)
        }
        try link.corked { () throws(Fault) in
            var count = 0
            while count < Self.publishesPerRoundMax, hasRoom, let slot = ready.next() {
                try send(slot, link)
                count += 1
            }
        }
        return !ready.isEmpty && hasRoom
    }

    func expire(_ now: ContinuousClock.Instant) {
        guard let deadline, deadline <= now else { return }
        let late = batches.filter { $0.deadline <= now }
        for batch in late { giveUp(batch, timeoutFault) }
        window.forget { $0.batch.isDone }
        dropDone()
    }

    func lost(_ fault: Fault) {
        isBlocked = false
        obstacle = fault
        failOutstanding(fault)
    }

    func end() {
        let fault = Fault(.transient, .publishUnknown, stage: .publish, reason: "The publisher was closed.")
        for request in mailbox.close().requests { admit(PublishBatch(request)) }
        for batch in batches { giveUp(batch, fault) }
        dropDone()
    }

    // MARK: - Taking and sending

    private var hasRoom: Bool { window.unconfirmedBytes < settings.unconfirmedBytesMax }

    private func openChannel(_ link: BrokerLink) throws(Fault) {
        try link.openChannel()
        try link.selectConfirms()
    }

    private func admit(_ batch: PublishBatch) {
        guard !batch.isDone else { return batch.replyIfDone() }
        batches.append(batch)
        deadline = deadline.map { min($0, batch.deadline) } ?? batch.deadline
        for index in batch.openIndices {
            let slot = PublishSlot(batch: batch, index: index)
            if let key = slot.publication.orderKey, !lanes.admit(slot, key: key) { continue }
            ready.append(slot)
        }
    }

    /// The number is taken before the write: a write that fails half way ends the connection, and all is in doubt.
    private func send(_ slot: PublishSlot, _ link: BrokerLink) throws(Fault) {
        let number = window.nextNumber
        let publication = slot.publication
        window.sent(slot, bytes: publication.body.count + Self.overheadBytes)
        try link.publish(publication, sequence: number)
    }

    /// What properties and frames of a message take besides its body, roughly.
    private static let overheadBytes = 512

    // MARK: - Outcomes

    private func settle(_ number: UInt64, _ isMultiple: Bool, isRejected: Bool) {
        var verdicts: [(PublishSlot, ConfirmWindow<PublishSlot>.Verdict)] = []
        window.settle(number, isMultiple: isMultiple, isRejected: isRejected) { verdicts.append(($0, $1)) }
        for (slot, verdict) in verdicts {
            switch verdict {
            case .confirmed: resolve(slot, .confirmed)
            case .returned(let code, let text): resolve(slot, .returned(code: code, text: text))
            case .rejected: resolve(slot, .rejected)
            }
        }
        dropDone()
    }

    private func failOutstanding(_ fault: Fault) {
        for slot in window.fail() { resolve(slot, .unknown(fault)) }
        dropDone()
    }

    private func resolve(_ slot: PublishSlot, _ outcome: PublishOutcome) {
        let isConfirmed = outcome.isConfirmed
        slot.batch.resolve(slot.index, outcome)
        guard let key = slot.publication.orderKey else { return }
        let (next, dropped) = lanes.settle(key) { $0.isKnown || !isConfirmed && $0.batch === slot.batch }
        for slot in dropped { slot.batch.resolve(slot.index, .unknown(Self.forerunnerFault)) }
        if let next { ready.append(next) }
    }

    /// Answers for what a batch still waits for; what it has on its way keeps its number until the broker speaks.
    private func giveUp(_ batch: PublishBatch, _ fault: Fault) {
        for index in batch.openIndices { batch.resolve(index, .unknown(fault)) }
        for slot in ready.removeKnown() {
            guard let key = slot.publication.orderKey else { continue }
            if let next = lanes.settle(key, isDropped: { $0.isKnown }).next { ready.append(next) }
        }
    }

    private func dropDone() {
        guard batches.contains(where: \.isDone) else { return }
        batches.removeAll(where: \.isDone)
        deadline = batches.map(\.deadline).min()
    }

    private var timeoutFault: Fault {
        let reason = "No confirm within \(settings.publishTimeout)."
        return obstacle ?? Fault(.transient, .publishUnknown, stage: .publish, reason: reason)
    }

    private static let forerunnerFault = Fault(
        .transient,
        .publishUnknown,
        stage: .publish,
        reason: "Not sent: the one before it with the same order key was not confirmed."
    )
}
