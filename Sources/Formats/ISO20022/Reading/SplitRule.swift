/// Whether, and at which elements, large messages are split into pieces.
struct SplitRule: Sendable, Hashable {
    /// The elements of these names, where the definition lets them repeat; none for messages that stay whole.
    let names: [NameKey]
    /// Whether an operator has named them, so that a message that none of them can split is a mistake.
    let isGiven: Bool

    /// Messages are whole.
    static let never = SplitRule(names: [], isGiven: false)
    /// At what large messages consist of; others are whole.
    static let usual = SplitRule(
        names: ["Ntry", "CdtTrfTxInf", "DrctDbtTxInf", "TxInf", "TxInfAndSts", "Undrlyg", "TxRpt"].map { NameKey($0) },
        isGiven: false
    )

    /// The rule that the option `split` has: `never`, `auto`, or names of elements with commas between.
    static func option(_ text: String) -> SplitRule {
        switch text {
        case "never": .never
        case "auto": .usual
        default: SplitRule(names: text.split(separator: ",").map { NameKey(String($0)) }, isGiven: true)
        }
    }

    /// Whether an element's name is one to split at.
    @inline(__always)
    func contains(_ key: NameKey) -> Bool { names.contains(key) }

    /// Whether messages of a definition can have several elements of one of the names.
    func fits(_ definition: CompiledDefinition) -> Bool {
        definition.positions.contains { $0.isList && names.contains($0.key) }
    }
}
