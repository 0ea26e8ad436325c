import Canonical

/// Who waits for a connection thread to open or to end; a value, so that a lock around it is all it needs.
struct ConnectionLifecycle {
    enum Phase {
        case idle
        case running
        case ending
    }

    typealias OpenReply = CheckedContinuation<Result<Void, Fault>, Never>
    typealias EndReply = CheckedContinuation<Void, Never>

    private(set) var phase = Phase.idle
    private(set) var isClosing = false
    private var isWaitingForBroker = false
    private var openReply: OpenReply?
    private var openFault: Fault?
    private var endReplies: [EndReply] = []

    /// Begins a run; false where one is going on.
    mutating func start(isWaitingForBroker: Bool, _ reply: OpenReply) -> Bool {
        guard phase == .idle else { return false }
        self = ConnectionLifecycle()
        phase = .running
        self.isWaitingForBroker = isWaitingForBroker
        openReply = reply
        return true
    }

    mutating func opened() -> OpenReply? {
        defer { openReply = nil }
        return openReply
    }

    /// Whether the run ends because nobody wants to wait for the broker any longer.
    mutating func failed(_ fault: Fault) -> Bool {
        guard openReply != nil, !isWaitingForBroker || fault.code != .brokerUnavailable else { return false }
        openFault = fault
        isClosing = true
        return true
    }

    mutating func close() {
        isClosing = true
    }

    /// Ends the run; the caller resumes the replies.
    mutating func ended() -> (open: OpenReply?, fault: Fault, ends: [EndReply]) {
        let stopped = Fault.brokerUnavailable("The connection was closed before it was open.", stage: .setup)
        let result = (openReply, openFault ?? stopped, endReplies)
        self = ConnectionLifecycle()
        return result
    }

    /// Keeps a reply for the end; false where nothing runs.
    mutating func awaitEnd(_ reply: EndReply) -> Bool {
        guard phase != .idle else { return false }
        endReplies.append(reply)
        return true
    }
}
