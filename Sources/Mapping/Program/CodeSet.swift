import Canonical

/// Texts of a closed list, found without making a `String`.
struct CodeSet: Sendable {
    /// The texts of one to eight bytes as words, sorted.
    private var short: [UInt64] = []
    /// The empty text and those of more than eight bytes.
    private var others: [[UInt8]] = []

    init(_ codes: some Sequence<String>) {
        for code in codes {
            if let key = Self.key(code.utf8.span) { short.append(key) } else { others.append(Array(code.utf8)) }
        }
        short.sort()
        others.sort { $0.span.order(against: $1.span) < 0 }
    }

    /// Whether a text is one of them.
    func contains(_ text: Span<UInt8>) -> Bool {
        guard let key = Self.key(text) else { return isOther(text) }
        var low = 0
        var high = short.count
        while low < high {
            let middle = (low &+ high) / 2
            if short[middle] < key { low = middle &+ 1 } else { high = middle }
        }
        return low < short.count && short[low] == key
    }

    private func isOther(_ text: Span<UInt8>) -> Bool {
        var low = 0
        var high = others.count
        while low < high {
            let middle = (low + high) / 2
            let other = others[middle]
            let order = text.order(against: other.span)
            if order == 0 { return true }
            if order < 0 { high = middle } else { low = middle + 1 }
        }
        return false
    }

    /// A word that no other text of up to eight bytes has; texts with zero bytes at the end have none of their own.
    @inline(__always)
    static func key(_ text: Span<UInt8>) -> UInt64? {
        guard (1...8).contains(text.count), text[text.count - 1] != 0 else { return nil }
        var key: UInt64 = 0
        for index in text.indices { key |= UInt64(text[index]) << UInt64(8 * index) }
        return key
    }
}
