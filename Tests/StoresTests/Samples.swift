import Canonical

/// The moment at which the tests begin, and moments after it.
func moment(_ seconds: Int64 = 0) -> Timestamp {
    Timestamp(milliseconds: (1_800_000_000 + seconds) * 1_000)
}

/// A digest that is as good as random.
func digest(_ number: Int, _ salt: UInt64 = 0) -> Digest128 {
    var state = UInt64(bitPattern: Int64(number)) &+ salt &* 0x1234_5678_9ABC_DEF1
    func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
    return Digest128(high: next(), low: next())
}

/// A request: unit, key and content are told by small numbers.
func request(_ unit: Int, key: Int? = nil, content: UInt8 = 0, replayID: String? = nil) -> ClaimRequest {
    ClaimRequest(
        unit: digest(unit, 1),
        edge: digest(unit, 2),
        messageID: "message-\(unit)",
        key: key.map { digest($0, 3) },
        fingerprint: [UInt8](repeating: content, count: 32),
        replayID: replayID
    )
}

/// A sent message told by a small number.
func sentMessage(_ number: Int) -> SentMessage {
    SentMessage(edge: digest(number, 4), messageID: "out-\(number)", exchange: "bus.publish", routingKey: "a.b.v1")
}

extension ClaimDecision {
    /// The claim, if this is one to work on.
    var claim: Claim? {
        guard case .claimed(let claim) = self else { return nil }
        return claim
    }

    /// The claim of a conflict.
    var conflict: Claim? {
        guard case .conflict(let claim) = self else { return nil }
        return claim
    }
}

extension BookStore {
    /// Claims one request.
    func claimOne(_ request: ClaimRequest, scope: String = "route", at time: Timestamp = moment()) async throws(Fault)
        -> ClaimDecision?
    {
        try await claim([request], scope: scope, at: time).first
    }

    /// Completes one claim.
    func completeOne(
        _ claim: Claim,
        _ account: Account,
        sent: [SentMessage] = [],
        scope: String = "route",
        at time: Timestamp = moment()
    ) async throws(Fault) -> Bool? {
        try await complete([Completion(claim: claim, account: account, sent: sent)], scope: scope, at: time).first
    }
}
