/// The invented customers of the demo: well-formed IBANs of a bank code that nobody has.
struct DemoAccounts: Sendable {
    /// Accounts that the ledger knows.
    let known: [String]
    /// Accounts that the ledger does not know until it is repaired.
    let unknown: [String]

    /// The demo's accounts are the same for every seed.
    init() {
        known = (1...60).map { Self.iban(number: $0) }
        unknown = (9_001...9_010).map { Self.iban(number: $0) }
    }

    /// A German IBAN: bank code 00000000 does not exist.
    ///
    /// Check digits by ISO 7064 mod 97-10.
    private static func iban(number: Int) -> String {
        let digits = String(number)
        let account = "00000000" + String(repeating: "0", count: 10 - digits.count) + digits
        // "DE00" moved to the end and spelled in digits: D = 13, E = 14.
        let remainder = (account + "131400").utf8.reduce(0) { ($0 * 10 + Int($1 - 48)) % 97 }
        let check = 98 - remainder
        return "DE\(check < 10 ? "0" : "")\(check)\(account)"
    }
}
