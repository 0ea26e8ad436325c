import Canonical
import Synchronization

/// A connection to the broker on a thread of its own, opened again whenever it is lost.
///
/// The thread alone touches the library. Callers leave their wishes in the role's mailbox and wake it; it drains what
/// the library holds, does what follows, and sleeps in `poll` on the socket and the wake signal.
final class ConnectionThread<Role: ConnectionRole>: Sendable {
    /// Most events of one round, so that reading never keeps the role from sending.
    private static var eventsPerRoundMax: Int { 2_000 }
    /// How many events the library's memory may collect before it is reused.
    private static var eventsPerReleaseMax: Int { 64 }

    let settings: BrokerSettings
    let states = StateBroadcast()
    let wake: WakeSignal
    private let watchdog: SendWatchdog
    private let lifecycle = Mutex(ConnectionLifecycle())
    private let makeRole: @Sendable () -> Role

    init(settings: BrokerSettings, wake: WakeSignal, makeRole: @escaping @Sendable () -> Role) {
        self.settings = settings
        self.wake = wake
        self.watchdog = SendWatchdog(limit: settings.sendTimeout)
        self.makeRole = makeRole
    }

    /// Starts the thread and waits for the first open connection.
    ///
    /// - Throws: `broker.unavailable`, `broker.refused` or `broker.topology` with the reason; the thread has ended then.
    ///   With `waitForBroker` an unavailable broker is tried until the calling task is cancelled.
    func start(waitForBroker: Bool) async throws(Fault) {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (reply: ConnectionLifecycle.OpenReply) in
                begin(waitForBroker: waitForBroker, reply)
                // A task that was cancelled before has asked to close a thread that had not begun.
                if Task.isCancelled { requestClose() }
            }
        } onCancel: {
            requestClose()
        }
        try result.get()
    }

    /// Asks the thread to finish what is on its way and to close.
    func requestClose() {
        lifecycle.withLock { $0.close() }
        wake.signal()
    }

    /// Waits until the thread has ended.
    func ended() async {
        await withCheckedContinuation { reply in
            let isRunning = lifecycle.withLock { $0.awaitEnd(reply) }
            if !isRunning { reply.resume() }
        }
    }

    private func begin(waitForBroker: Bool, _ reply: ConnectionLifecycle.OpenReply) {
        guard lifecycle.withLock({ $0.start(isWaitingForBroker: waitForBroker, reply) }) else {
            let reason = "The connection was started twice."
            reply.resume(returning: .failure(Fault(.programmer, .invariantBroken, stage: .setup, reason: reason)))
            return
        }
        states.set(.connecting)
        do throws(Fault) {
            try watchdog.start()
            try DetachedThread.start(stackBytes: DetachedThread.connectionStackBytes) { [self] in run() }
        } catch {
            _ = lifecycle.withLock { $0.failed(error) }
            finish()
        }
    }

    private var isClosing: Bool { lifecycle.withLock { $0.isClosing } }

    // MARK: - On the thread

    private func run() {
        let role = makeRole()
        var backoff = Backoff(min: settings.backoffMin, max: settings.backoffMax)
        var generator = SystemRandomNumberGenerator()
        while !isClosing {
            do throws(Fault) {
                try connectAndServe(role) { backoff.reset() }
            } catch {
                role.lost(error)
                if lifecycle.withLock({ $0.failed(error) }) { break }
                let pause = backoff.next(using: &generator)
                states.set(.recovering(attempt: backoff.attempt))
                rest(role, for: pause)
            }
        }
        role.collect()
        role.end()
        finish()
    }

    private func finish() {
        watchdog.end()
        states.set(.closed)
        let (open, fault, ends) = lifecycle.withLock { $0.ended() }
        open?.resume(returning: .failure(fault))
        for end in ends { end.resume() }
    }

    private func connectAndServe(_ role: Role, onOpen: () -> Void) throws(Fault) {
        let link = try BrokerLink.openFirst(settings, watchdog: watchdog)
        try role.open(link)
        onOpen()
        states.set(.open)
        lifecycle.withLock { $0.opened() }?.resume(returning: .success(()))
        try serve(role, link)
        link.close()
    }

    private func serve(_ role: Role, _ link: BrokerLink) throws(Fault) {
        let closing = ClosingTime(limit: settings.closeTimeout)
        var keepAlive = KeepAlive(heartbeat: settings.heartbeat)
        while true {
            role.collect()
            var hasMore = false
            if role.isReading {
                hasMore = try read(role, link)
            } else {
                try keepAlive.sendIfDue(link)
            }
            role.expire(ContinuousClock.now)
            if try role.advance(link) { hasMore = true }
            if isClosing, role.isDrained || closing.isOver() { return }
            if !hasMore { sleep(role, link) }
        }
    }

    /// Takes the events that are there; true where the round was full.
    private func read(_ role: Role, _ link: BrokerLink) throws(Fault) -> Bool {
        defer { link.releaseBuffers() }
        for count in 1...Self.eventsPerRoundMax {
            guard let event = try link.nextEvent() else { return false }
            switch event {
            case .blocked(let reason): states.set(.blocked(reason: reason))
            case .unblocked: states.set(.open)
            default: break
            }
            try role.take(event, link)
            if count % Self.eventsPerReleaseMax == 0 { link.releaseBuffers() }
        }
        return true
    }

    private func sleep(_ role: Role, _ link: BrokerLink) {
        guard !role.isReading || !link.hasBufferedInput else { return }
        wake.wait(socket: role.isReading ? link.socket : nil, timeout: pause(role, within: settings.heartbeat / 4))
    }

    /// Serves the role without a connection until it is time for the next attempt.
    private func rest(_ role: Role, for duration: Duration) {
        let end = ContinuousClock.now + duration
        while !isClosing {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else { return }
            wake.wait(socket: nil, timeout: pause(role, within: left))
            role.collect()
            role.expire(ContinuousClock.now)
        }
    }

    private func pause(_ role: Role, within duration: Duration) -> Duration {
        let longest = isClosing ? min(duration, .milliseconds(50)) : duration
        guard let deadline = role.deadline else { return longest }
        return max(.zero, min(longest, ContinuousClock.now.duration(to: deadline)))
    }
}
