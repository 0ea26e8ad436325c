package import Canonical
package import GRDB

extension BookTable {
    /// Completes claims; false for each that another owner has taken over.
    ///
    /// What a lost claim had sent is entered all the same: the broker has it.
    package func complete(
        _ completions: [Completion],
        scope: String,
        at time: Timestamp,
        in db: Database
    ) throws -> [Bool] {
        try enter(db)
        var names = NameTable()
        let scopeID = try names.id(of: scope, in: db)
        let completing = try RawStatement(
            """
            UPDATE bankbus_book SET account = ?1, fence = ?2, changed = ?3, fault = ?4
            WHERE id = ?5 AND fence = ?6 AND account = 1 AND scope = ?7 RETURNING key_high
            """,
            in: db
        )
        let notes = try AloneNotes(scope: scopeID, in: db)
        return try completions.map { completion in
            completing.bind(completion.account.rawValue, at: 1)
            completing.bind(Self.fence(after: completion), at: 2)
            completing.bind(time.storedNanoseconds, at: 3)
            completing.bind(try completion.faultCode.map { try names.id(of: $0.name, in: db) }, at: 4)
            completing.bind(completion.claim.row, at: 5)
            completing.bind(completion.claim.fence, at: 6)
            completing.bind(scopeID, at: 7)
            let key = try completing.first { $0.isNull(0) ? UInt64?.none : $0.bits(0) }
            if let key {
                try apply(key, completion, scope: scopeID, in: db)
                try notes.end(of: completion.claim, account: completion.account, in: db)
            }
            if try key != nil || hasTakenOver(completion.claim, in: db) {
                try enterSent(completion, sender: scopeID, at: time, names: &names, in: db)
            }
            return key != nil
        }
    }

    /// Gives claims back undone: in flight without an owner, and the attempt does not count.
    package func release(_ claims: [Claim], scope: String, in db: Database) throws {
        try enter(db)
        var names = NameTable()
        let scopeID = try names.id(of: scope, in: db)
        let releasing = try RawStatement(
            """
            UPDATE bankbus_book SET fence = 0, attempts = max(attempts - 1, 0)
            WHERE id = ? AND fence = ? AND account = 1 AND scope = ?
            """,
            in: db
        )
        let notes = try AloneNotes(scope: scopeID, in: db)
        for claim in claims {
            try notes.end(of: claim, account: .inFlight, in: db)
            releasing.bind(claim.row, at: 1)
            releasing.bind(claim.fence, at: 2)
            releasing.bind(scopeID, at: 3)
            try releasing.run()
        }
    }

    /// Enters what a publisher without a route has sent.
    package func recordSent(
        _ messages: [SentMessage],
        sender: String,
        at time: Timestamp,
        in db: Database
    ) throws {
        var names = NameTable()
        let sent = try SentStatement(sender: names.id(of: sender, in: db), at: time, in: db)
        for message in messages { try sent.enter(message, row: nil, names: &names, in: db) }
    }

    /// Notes that this owner is about to work on a unit alone.
    ///
    /// - Returns: how many sessions died after they had noted the same, before they completed or released the unit.
    package func noteAlone(
        _ unit: Digest128,
        scope: String,
        owner: OwnerSession,
        in db: Database
    ) throws -> Int {
        try owner.enter(in: db)
        var names = NameTable()
        return try AloneNotes(scope: names.id(of: scope, in: db), in: db).enter(unit, owner: owner, in: db)
    }

    // MARK: -

    /// Waiting rows stay among those that a key is looked up in; all others leave them.
    private static func fence(after completion: Completion) -> Int64 {
        switch completion.account {
        case .waiting: completion.claim.fence
        case .inFlight: 0
        default: -completion.claim.fence
        }
    }

    private func apply(_ key: UInt64?, _ completion: Completion, scope: Int64, in db: Database) throws {
        guard let key, completion.account.appliesKey else { return }
        let hash = MembershipKind.hash(key, scope: scope)
        let entry = try RawStatement("INSERT INTO bankbus_applied(id, hash, row) VALUES (?, ?, ?)", in: db)
        entry.bind(keys.lastEntry + 1, at: 1)
        entry.bind(bits: hash, at: 2)
        entry.bind(completion.claim.row, at: 3)
        try entry.run()
        keys.append(hash, row: completion.claim.row)
    }

    /// Whether the row is another owner's, or gone; not so if this very claim has been completed before.
    private func hasTakenOver(_ claim: Claim, in db: Database) throws -> Bool {
        let lookup = try RawStatement("SELECT abs(fence) FROM bankbus_book WHERE id = ?", in: db)
        lookup.bind(claim.row, at: 1)
        return try lookup.first { $0.integer(0) } != claim.fence
    }

    private func enterSent(
        _ completion: Completion,
        sender: Int64,
        at time: Timestamp,
        names: inout NameTable,
        in db: Database
    ) throws {
        guard !completion.sent.isEmpty else { return }
        let sent = try SentStatement(sender: sender, at: time, in: db)
        for message in completion.sent { try sent.enter(message, row: completion.claim.row, names: &names, in: db) }
    }
}
