import Canonical

/// What texts of messages stand for.
enum PairValue {
    /// Whether the value at a path is a decimal: an amount, a rate or a sum.
    static func isDecimal(_ path: PairPath) -> Bool {
        guard let last = path.names.last else { return false }
        if ["amount", "rate", "value", "CtrlSum", "XchgRate", "Rate", "Sum"].contains(last) { return true }
        return last.hasSuffix("Amt")
    }

    /// The number that a text of either world is; nil for none.
    static func number(_ text: String) -> Number? {
        let pointed = text.replacing(",", with: ".")
        return Number(pointed.hasSuffix(".") ? String(pointed.dropLast()) : pointed)
    }

    /// The instant that a time with its offset is; nil for none.
    static func instant(_ text: String) -> Timestamp? {
        text.contains("T") ? Timestamp(rfc3339: text) : nil
    }
}
