import Canonical

/// A payment that the demo invents: what the sender means, whatever form it is sent in.
struct DemoPayment: Sendable, Hashable {
    /// Which system sends it.
    enum Source: String, Sendable, CaseIterable {
        /// The SWIFT gateway: MT103.
        case gateway
        /// The core-banking system: JSON events.
        case coreBanking = "core-banking"
    }

    var source: Source
    /// The sender's reference, at most 16 characters of SWIFT's set.
    var reference: String
    /// The amount in the currency's smallest unit.
    var minorUnits: Int64
    var currency: DemoCurrency
    var debtorAccount: String
    var creditorAccount: String

    /// The amount with the decimals of its currency, with this separator.
    func amount(separator: String) -> String {
        guard currency.decimals > 0 else { return separator == "," ? "\(minorUnits)," : "\(minorUnits)" }
        let factor: Int64 = 100
        let cents = String(minorUnits % factor)
        return "\(minorUnits / factor)\(separator)\(cents.count == 1 ? "0" + cents : cents)"
    }
}

/// The currencies of the demo.
enum DemoCurrency: String, Sendable, CaseIterable {
    case euro = "EUR"
    case dollar = "USD"
    case franc = "CHF"
    case yen = "JPY"

    var decimals: Int { self == .yen ? 0 : 2 }
}
