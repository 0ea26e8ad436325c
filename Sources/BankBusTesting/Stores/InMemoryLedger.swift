import Canonical

/// The rules of the books on plain arrays: the simplest thing that can be right, and the model that the tests trust.
struct InMemoryLedger {
    struct Row {
        var id: Int64
        var scope: String
        var request: ClaimRequest
        var account: Account
        var fence: Int64
        var attempts: Int
        var copies = 0
        var firstSeen: Timestamp
        var changed: Timestamp
        var replays: Set<String> = []
    }

    struct Note: Hashable {
        var scope: String
        var unit: Digest128
        var fence: Int64
    }

    private struct Name: Hashable {
        var scope: String
        var digest: Digest128
    }

    private(set) var sent: [SentRow] = []
    private var storage: [Row?] = []
    private var byUnit: [Name: Int] = [:]
    private var byKey: [Name: [Int]] = [:]
    private var alive: Set<Int64> = []
    private var notes: Set<Note> = []
    private var lastFence: Int64 = 0

    /// All rows, in the order of arrival.
    var rows: [Row] { storage.compactMap(\.self) }

    // MARK: - Sessions

    mutating func begin() -> Int64 {
        lastFence += 1
        alive.insert(lastFence)
        return lastFence
    }

    mutating func end(_ fence: Int64) {
        alive.remove(fence)
        notes = notes.filter { $0.fence != fence }
    }

    mutating func kill(_ fence: Int64) {
        alive.remove(fence)
    }

    // MARK: - Claims

    mutating func decide(_ request: ClaimRequest, scope: String, at time: Timestamp, fence: Int64) -> ClaimDecision {
        let known = byUnit[Name(scope: scope, digest: request.unit)].flatMap { storage[$0] }
        if let known, let decision = decide(request, known: known, fence: fence) { return decision }
        let others = others(of: request, scope: scope, besides: known?.id)
        let applied = others.filter(\.account.appliesKey)
        if applied.contains(where: { $0.request.fingerprint == request.fingerprint }) {
            _ = write(request, known, scope: scope, at: time, account: .suppressed, fence: 0, attempt: 0)
            notes = notes.filter { $0.scope != scope || $0.unit != request.unit }
            return .suppressed
        }
        if applied.isEmpty, let other = others.first(where: { $0.account == .inFlight && alive.contains($0.fence) }) {
            if known == nil {
                _ = write(request, nil, scope: scope, at: time, account: .inFlight, fence: 0, attempt: 0)
            }
            return other.fence == fence ? .busyHere : .busyElsewhere
        }
        let isContradicted =
            !applied.isEmpty
            || others.contains { $0.account == .waiting && $0.request.fingerprint != request.fingerprint }
        let row = write(request, known, scope: scope, at: time, account: .inFlight, fence: fence, attempt: 1)
        let claim = Claim(row: row, fence: fence, attempts: known?.attempts ?? 0)
        return isContradicted ? .conflict(claim) : .claimed(claim)
    }

    mutating func complete(_ completion: Completion, scope: String, at time: Timestamp) -> Bool {
        let claim = completion.claim
        let known = row(claim.row)
        let counts = known.map { holds(claim, $0, scope: scope) } ?? false
        if counts || known.map(\.fence.magnitude) != claim.fence.magnitude {
            sent += completion.sent.map { SentRow(sender: scope, message: $0, at: time) }
        }
        guard counts, let known else { return false }
        endNotes(of: known, claim: claim, account: completion.account)
        change(known.id) { row in
            row.account = completion.account
            row.changed = time
            switch completion.account {
            case .waiting: break
            case .inFlight: row.fence = 0
            default: row.fence = -claim.fence
            }
        }
        return true
    }

    mutating func release(_ claim: Claim, scope: String) {
        guard let known = row(claim.row), holds(claim, known, scope: scope) else { return }
        endNotes(of: known, claim: claim, account: .inFlight)
        change(known.id) { row in
            row.fence = 0
            row.attempts = max(0, row.attempts - 1)
        }
    }

    mutating func noteAlone(_ unit: Digest128, scope: String, fence: Int64) -> Int {
        let died = notes.count {
            $0.scope == scope && $0.unit == unit && $0.fence != fence && !alive.contains($0.fence)
        }
        notes.insert(Note(scope: scope, unit: unit, fence: fence))
        return died
    }

    mutating func record(_ messages: [SentMessage], sender: String, at time: Timestamp) {
        sent += messages.map { SentRow(sender: sender, message: $0, at: time) }
    }

    mutating func expire(olderThan instant: Timestamp) -> Int {
        let before = rows.count + sent.count
        for row in rows where row.account.isFinal && row.changed < instant && Int(row.id) < storage.count {
            storage[Int(row.id) - 1] = nil
            byUnit[Name(scope: row.scope, digest: row.request.unit)] = nil
        }
        sent.removeAll { $0.at < instant }
        return before - rows.count - sent.count
    }

    // MARK: -

    private mutating func decide(_ request: ClaimRequest, known: Row, fence: Int64) -> ClaimDecision? {
        switch known.account {
        case .waiting: return nil
        case .inFlight:
            guard alive.contains(known.fence) else { return nil }
            return known.fence == fence ? .busyHere : .busyElsewhere
        case .deadLettered, .held, .inDoubt:
            if let replay = request.replayID, !known.replays.contains(replay) { return nil }
        case .delivered, .filtered, .suppressed, .discarded, .superseded: break
        }
        change(known.id) { $0.copies += 1 }
        notes = notes.filter { $0.scope != known.scope || $0.unit != known.request.unit }
        return .copy(known.account)
    }

    private func others(of request: ClaimRequest, scope: String, besides own: Int64?) -> [Row] {
        guard let key = request.key else { return [] }
        return (byKey[Name(scope: scope, digest: key)] ?? []).compactMap { storage[$0] }
            .filter { $0.id != own && $0.request.key == key }
    }

    private mutating func write(
        _ request: ClaimRequest,
        _ known: Row?,
        scope: String,
        at time: Timestamp,
        account: Account,
        fence: Int64,
        attempt: Int
    ) -> Int64 {
        var row =
            known
            ?? Row(
                id: Int64(storage.count + 1),
                scope: scope,
                request: request,
                account: account,
                fence: fence,
                attempts: 0,
                firstSeen: time,
                changed: time
            )
        row.request.key = request.key
        row.request.fingerprint = request.fingerprint
        row.account = account
        row.fence = fence
        row.attempts += attempt
        row.changed = time
        if let replay = request.replayID { row.replays.insert(replay) }
        if known == nil { storage.append(row) } else { storage[Int(row.id) - 1] = row }
        index(row)
        return row.id
    }

    private mutating func index(_ row: Row) {
        let position = Int(row.id) - 1
        byUnit[Name(scope: row.scope, digest: row.request.unit)] = position
        guard let key = row.request.key else { return }
        let name = Name(scope: row.scope, digest: key)
        if byKey[name, default: []].contains(position) { return }
        byKey[name, default: []].append(position)
    }

    private func holds(_ claim: Claim, _ row: Row, scope: String) -> Bool {
        row.account == .inFlight && row.fence == claim.fence && row.scope == scope
    }

    private mutating func endNotes(of row: Row, claim: Claim, account: Account) {
        let endsAll = account.isFinal || account == .deadLettered
        notes = notes.filter {
            $0.scope != row.scope || $0.unit != row.request.unit || !(endsAll || $0.fence == claim.fence)
        }
    }

    private func row(_ id: Int64) -> Row? {
        guard id >= 1, id <= storage.count else { return nil }
        return storage[Int(id) - 1]
    }

    private mutating func change(_ id: Int64, _ body: (inout Row) -> Void) {
        guard var row = row(id) else { return }
        body(&row)
        storage[Int(id) - 1] = row
    }
}
