/// Whether, and at which elements, large messages are split into pieces.
enum SplitRule: Sendable, Hashable {
    /// Messages are whole.
    case never
    /// At the elements of these names, where the definition lets them repeat.
    case at([NameKey])

    /// The elements that large messages consist of: entries, transactions.
    static let usual = ["Ntry", "CdtTrfTxInf", "DrctDbtTxInf", "TxInf", "TxInfAndSts", "Undrlyg", "TxRpt"]

    /// Whether an element's name is one to split at.
    @inline(__always)
    func contains(_ key: NameKey) -> Bool {
        guard case .at(let keys) = self else { return false }
        return keys.contains(key)
    }
}
