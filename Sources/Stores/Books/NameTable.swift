import GRDB

/// Small numbers for names that repeat in every row: scopes, senders, exchanges, routing keys, fault codes.
///
/// Lives for one call, so that no rolled-back number is ever remembered.
struct NameTable {
    private var known: [String: Int64] = [:]

    /// The number of a name, entered if it is new.
    mutating func id(of name: String, in db: Database) throws -> Int64 {
        if let id = known[name] { return id }
        let id = try Self.stored(name, in: db) ?? Self.enter(name, in: db)
        known[name] = id
        return id
    }

    /// The number of a name that is there already.
    static func stored(_ name: String, in db: Database) throws -> Int64? {
        let lookup = try RawStatement("SELECT id FROM bankbus_name WHERE name = ?", in: db)
        lookup.bind(name, at: 1)
        return try lookup.first { $0.integer(0) }
    }

    private static func enter(_ name: String, in db: Database) throws -> Int64 {
        let entry = try RawStatement("INSERT INTO bankbus_name(name) VALUES (?) RETURNING id", in: db)
        entry.bind(name, at: 1)
        return try entry.first { $0.integer(0) } ?? 0
    }
}
