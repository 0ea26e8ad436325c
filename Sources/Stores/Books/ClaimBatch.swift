import Canonical
import GRDB

/// The decisions of one claim call, within its transaction.
struct ClaimBatch {
    private let table: BookTable
    private let scope: Int64
    private let owner: OwnerSession
    private let rows: ClaimStatements
    private let notes: AloneNotes
    private let db: Database

    init(table: BookTable, scope: Int64, time: Int64, owner: OwnerSession, db: Database) throws {
        self.table = table
        self.scope = scope
        self.owner = owner
        self.db = db
        notes = try AloneNotes(scope: scope, in: db)
        rows = try ClaimStatements(scope: scope, time: time, db: db)
    }

    /// What the other rows of a key say.
    private enum KeyDecision {
        case free
        case same
        case conflict
        case busy(Int64)
    }

    /// Decides on one request and writes the decision down.
    func decide(_ request: ClaimRequest) throws -> ClaimDecision {
        let known = try row(of: request.unit)
        if let known, let decision = try decide(request, known: known) { return decision }
        switch try decideByKey(request, besides: known?.id ?? 0) {
        case .free: return .claimed(try claim(request, known))
        case .conflict: return .conflict(try claim(request, known))
        case .same:
            try notes.remove(request.unit, in: db)
            _ = try write(request, known, account: .suppressed, fence: 0, attempts: known?.attempts ?? 0)
            return .suppressed
        case .busy(let fence):
            // The unit is opened at first sight all the same, in flight without an owner.
            if known == nil { _ = try write(request, nil, account: .inFlight, fence: 0, attempts: 0) }
            return busy(fence)
        }
    }

    // MARK: - The unit's own row

    /// The decision that the unit's own row makes; nil if it may be claimed again.
    private func decide(_ request: ClaimRequest, known: StoredRow) throws -> ClaimDecision? {
        guard let account = known.account else { return nil }
        switch account {
        case .waiting: return nil
        case .inFlight: return try owner.isAlive(known.fence, in: db) ? busy(known.fence) : nil
        case .deadLettered, .held, .inDoubt:
            if let replay = request.replayID, try !rows.hasSeen(replay, row: known.id) { return nil }
            fallthrough
        case .delivered, .filtered, .suppressed, .discarded, .superseded:
            try rows.countCopy(known.id)
            try notes.remove(known.unit, in: db)
            return .copy(account)
        }
    }

    private func row(of unit: Digest128) throws -> StoredRow? {
        for candidate in try table.units.candidates(MembershipKind.hash(unit.high, scope: scope), in: db) {
            if let row = try rows.row(candidate), row.unit == unit, row.scope == scope { return row }
        }
        return nil
    }

    // MARK: - The key's other rows

    private func decideByKey(_ request: ClaimRequest, besides own: Int64) throws -> KeyDecision {
        guard let key = request.key else { return .free }
        if let decision = try decideByApplied(key, request, besides: own) { return decision }
        let others = try rows.open(key).filter { $0.id != own && $0.key == key && $0.scope == scope }
        for other in others where other.account == .inFlight {
            if try owner.isAlive(other.fence, in: db) { return .busy(other.fence) }
        }
        let isContradicted = others.contains { $0.account == .waiting && !$0.hasContent(request.fingerprint) }
        return isContradicted ? .conflict : .free
    }

    private func decideByApplied(_ key: Digest128, _ request: ClaimRequest, besides own: Int64) throws -> KeyDecision? {
        var isApplied = false
        for candidate in try table.keys.candidates(MembershipKind.hash(key.high, scope: scope), in: db) {
            guard let row = try rows.row(candidate), row.id != own, row.key == key, row.scope == scope,
                row.account?.appliesKey == true
            else { continue }
            if row.hasContent(request.fingerprint) { return .same }
            isApplied = true
        }
        return isApplied ? .conflict : nil
    }

    private func busy(_ fence: Int64) -> ClaimDecision {
        fence == owner.fence ? .busyHere : .busyElsewhere
    }

    // MARK: - Writing

    private func claim(_ request: ClaimRequest, _ known: StoredRow?) throws -> Claim {
        let attempts = known?.attempts ?? 0
        let next = attempts < Int.max ? attempts + 1 : attempts
        let row = try write(request, known, account: .inFlight, fence: owner.fence, attempts: next)
        return Claim(row: row, fence: owner.fence, attempts: attempts)
    }

    private func write(
        _ request: ClaimRequest,
        _ known: StoredRow?,
        account: Account,
        fence: Int64,
        attempts: Int
    ) throws -> Int64 {
        let row = known?.id ?? table.units.lastEntry + 1
        if known == nil {
            try rows.insert(row, request, account: account, fence: fence, attempts: attempts)
            table.units.append(MembershipKind.hash(request.unit.high, scope: scope), row: row)
        } else {
            try rows.update(row, request, account: account, fence: fence, attempts: attempts)
        }
        if let replay = request.replayID { try rows.markSeen(replay, row: row) }
        return row
    }
}
