import Canonical
import Synchronization

/// Takes deliveries from one queue on a connection and settles them.
final class ConsumerRole: ConnectionRole {
    /// What remains to be done of a stop.
    private enum Stop {
        case no
        case asked
        /// The subscription has ended; what the library still holds is taken first.
        case unsubscribed
        case done
    }

    private let queue: String
    private let options: ConsumerOptions
    private let topology: Topology?
    private let mailbox: Mailbox<Settlements>
    private let intake: Intake
    private let status: ConsumerStatus
    private var window = AcknowledgeWindow()
    private var suspect: SuspectMode
    private var isLeavingSuspectMode = false
    private var channelCount: UInt64 = 0
    private var subscriptionCount = 0
    private var stop = Stop.no
    private var isOpen = false
    private var deliveriesOfRound = 0
    /// Read once per round: the clock costs more than the rest of taking a delivery in.
    private var roundStart = ContinuousClock.now

    init(
        queue: String,
        options: ConsumerOptions,
        topology: Topology?,
        mailbox: Mailbox<Settlements>,
        intake: Intake,
        status: ConsumerStatus
    ) {
        self.queue = queue
        self.options = options
        self.topology = topology
        self.mailbox = mailbox
        self.intake = intake
        self.status = status
        suspect = SuspectMode(isSuspect: options.suspectMode)
        mailbox.open()
        intake.begin()
    }

    var isReading: Bool { !intake.isFull }
    var deadline: ContinuousClock.Instant? { intake.ripeAt }
    var isDrained: Bool { mailbox.isEmpty && !window.hasFrames }

    func collect() {
        roundStart = ContinuousClock.now
        let settlements = mailbox.take()
        for tag in settlements.rejected where tag.channel == channelCount { window.reject(tag.number) }
        for tag in settlements.acknowledged where tag.channel == channelCount { window.acknowledge(tag.number) }
        if settlements.isStopping, stop == .no { stop = .asked }
    }

    func open(_ link: BrokerLink) throws(Fault) {
        if let topology { try link.declare(topology) }
        begin(SuspectMode(isSuspect: options.suspectMode))
        try openChannel(link)
        isOpen = true
    }

    func take(_ event: BrokerEvent, _ link: BrokerLink) throws(Fault) {
        switch event {
        case .delivery(let delivery): try take(delivery)
        case .channelClosed(let fault): throw fault
        case .cancelled:
            throw Fault.brokerTopology("The broker ended the subscription to queue \(queue): it was deleted or moved.")
        case .confirmed, .rejected, .returned, .blocked, .unblocked: break
        }
    }

    func advance(_ link: BrokerLink) throws(Fault) -> Bool {
        intake.serve()
        try settle(link)
        if isLeavingSuspectMode { try leaveSuspectMode(link) }
        return try advanceStop(link)
    }

    func expire(_ now: ContinuousClock.Instant) {
        if !isOpen, stop != .no { finish() }
        intake.serve()
    }

    func lost(_ fault: Fault) {
        isOpen = false
        channelCount += 1
        begin(SuspectMode(isSuspect: options.suspectMode))
        intake.reset()
        if stop != .no { finish() }
    }

    func end() {
        _ = mailbox.close()
        intake.reset()
        finish()
    }

    // MARK: - Deliveries

    private func take(_ delivery: Delivery) throws(Fault) {
        guard window.delivered(delivery.tag.number) else {
            throw Fault.brokerUnavailable("The broker's delivery numbers have a gap.")
        }
        if suspect.observe(delivery.properties) {
            isLeavingSuspectMode = true
            status.isSuspect.store(false, ordering: .relaxed)
        }
        deliveriesOfRound += 1
        // An ordered consumer cannot cancel; what comes after its stop goes back with the channel.
        guard stop != .done else { return }
        intake.append(delivery, at: roundStart)
    }

    private func settle(_ link: BrokerLink) throws(Fault) {
        guard window.hasFrames else { return }
        let frames = window.takeFrames()
        try link.corked { () throws(Fault) in
            for frame in frames {
                switch frame {
                case .acknowledgeUpTo(let number): try link.acknowledge(number, isMultiple: true)
                case .acknowledge(let number): try link.acknowledge(number, isMultiple: false)
                case .reject(let number): try link.reject(number)
                }
            }
        }
    }

    // MARK: - Subscription

    private func begin(_ mode: SuspectMode) {
        window = AcknowledgeWindow()
        suspect = mode
        isLeavingSuspectMode = false
        status.isSuspect.store(mode.isSuspect, ordering: .relaxed)
    }

    private func openChannel(_ link: BrokerLink) throws(Fault) {
        try link.openChannel()
        channelCount += 1
        link.channelGeneration = channelCount
        if stop == .no { try subscribe(link) }
    }

    private func subscribe(_ link: BrokerLink) throws(Fault) {
        subscriptionCount += 1
        try link.setPrefetch(suspect.isSuspect ? 1 : options.prefetch)
        try link.consume(
            queue: queue,
            tag: subscriptionTag,
            isExclusive: options.isExclusive,
            arguments: options.arguments
        )
    }

    private var subscriptionTag: String { "\(options.consumerTag ?? queue)-\(subscriptionCount)" }

    /// Takes a new subscription with the full prefetch: the broker lets no one change that of an existing one.
    ///
    /// Cancelling keeps what is delivered open for settlement. An ordered consumer must not cancel, because the broker
    /// would serve the next one at once: it waits until nothing is unsettled and changes to a new channel.
    private func leaveSuspectMode(_ link: BrokerLink) throws(Fault) {
        guard stop == .no else { return }
        if !options.isOrdered {
            try link.cancel(tag: subscriptionTag)
            try subscribe(link)
            isLeavingSuspectMode = false
        } else if window.unsettledCount == 0 {
            try link.closeChannel()
            begin(SuspectMode(isSuspect: false))
            try openChannel(link)
        }
    }

    private func advanceStop(_ link: BrokerLink) throws(Fault) -> Bool {
        defer { deliveriesOfRound = 0 }
        switch stop {
        case .asked where options.isOrdered: finish()
        case .asked:
            try link.cancel(tag: subscriptionTag)
            stop = .unsubscribed
            return true
        case .unsubscribed:
            guard deliveriesOfRound == 0 else { return true }
            finish()
        case .no, .done: break
        }
        return false
    }

    private func finish() {
        stop = .done
        intake.finish()
    }
}
