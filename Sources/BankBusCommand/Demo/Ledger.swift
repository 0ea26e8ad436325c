import BankBus
import Canonical
import GRDB

/// The demo's core ledger: accounts and double entries in SQLite, written by whoever consumes credit transfers.
///
/// The table of entries has no unique key on purpose: an effect that is applied twice shows.
enum Ledger {
    /// The tables.
    static func create(in database: Database, knownAccounts: [String]) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS account(iban TEXT PRIMARY KEY) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS entry(
                    id INTEGER PRIMARY KEY,
                    payment TEXT NOT NULL,
                    account TEXT NOT NULL,
                    side TEXT NOT NULL CHECK(side IN ('debit', 'credit')),
                    currency TEXT NOT NULL,
                    minor_units INTEGER NOT NULL
                );
                CREATE TABLE IF NOT EXISTS service(is_out INTEGER NOT NULL);
                """
        )
        if try Int.fetchOne(database, sql: "SELECT count(*) FROM service") == 0 {
            try database.execute(sql: "INSERT INTO service VALUES (0)")
        }
        try open(knownAccounts, in: database)
    }

    /// Opens accounts.
    static func open(_ accounts: [String], in database: Database) throws {
        for account in accounts {
            try database.execute(sql: "INSERT OR IGNORE INTO account VALUES (?)", arguments: [account])
        }
    }

    /// Takes the ledger out of service, or puts it back.
    static func setOut(_ isOut: Bool, in database: Database) throws {
        try database.execute(sql: "UPDATE service SET is_out = ?", arguments: [isOut])
    }

    /// Posts a credit transfer: one debit, one credit, the same amount.
    static func post(_ message: Message, in database: Database) throws {
        if try Int.fetchOne(database, sql: "SELECT is_out FROM service") == 1 {
            throw Fault(
                .transient,
                FaultCode("ledger.out-of-service"),
                stage: .handle,
                reason: "The ledger is out of service.",
                advice: "Wait until it is back."
            )
        }
        let transfer = try Transfer(message)
        for account in [transfer.debtor, transfer.creditor] {
            let isKnown = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS(SELECT 1 FROM account WHERE iban = ?)",
                arguments: [account]
            )
            guard isKnown == true else {
                throw Fault(
                    .message,
                    .referenceUnknown,
                    stage: .handle,
                    place: Place(path: account == transfer.debtor ? "/debtor/account" : "/creditor/account"),
                    reason: "The ledger has no such account.",
                    advice: "Open the account, then replay."
                )
            }
        }
        for (account, side) in [(transfer.debtor, "debit"), (transfer.creditor, "credit")] {
            try database.execute(
                sql: "INSERT INTO entry(payment, account, side, currency, minor_units) VALUES (?, ?, ?, ?, ?)",
                arguments: [transfer.reference, account, side, transfer.currency, transfer.minorUnits]
            )
        }
    }
}
