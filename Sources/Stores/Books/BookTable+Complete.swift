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
        let completing = try CompletionStatements(scope: scopeID, at: time, in: db)
        let sent = try SentStatement(sender: scopeID, at: time, in: db)
        let notes = try AloneNotes(scope: scopeID, in: db)
        return try completions.map { completion in
            let fault = try completion.faultCode.map { try names.id(of: $0.name, in: db) }
            let key = try completing.key(of: completion.claim)
            if let key {
                try completing.complete(completion, fence: Self.fence(after: completion), fault: fault)
                try apply(key, completion, scope: scopeID, completing)
                try notes.end(of: completion.claim, account: completion.account, in: db)
            }
            if try key != nil || hasTakenOver(completion.claim, in: db) {
                for message in completion.sent {
                    try sent.enter(message, row: completion.claim.row, names: &names, in: db)
                }
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

    private func apply(
        _ key: UInt64?,
        _ completion: Completion,
        scope: Int64,
        _ statements: CompletionStatements
    ) throws {
        guard let key, completion.account.appliesKey else { return }
        let hash = MembershipKind.hash(key, scope: scope)
        try statements.apply(hash, entry: keys.lastEntry + 1, row: completion.claim.row)
        keys.append(hash, row: completion.claim.row)
    }

    /// Whether the row is another owner's, or gone; not so if this very claim has been completed before.
    private func hasTakenOver(_ claim: Claim, in db: Database) throws -> Bool {
        let lookup = try RawStatement("SELECT abs(fence) FROM bankbus_book WHERE id = ?", in: db)
        lookup.bind(claim.row, at: 1)
        return try lookup.first { $0.integer(0) } != claim.fence
    }
}
