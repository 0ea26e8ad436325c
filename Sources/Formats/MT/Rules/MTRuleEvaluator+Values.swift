import Canonical

/// A value that rules compare.
struct MTRuleValue {
    var bytes: [UInt8]
    /// The number, where the value has been counted, added or written as one.
    var number: MTDecimal?
}

extension MTRuleEvaluator {
    /// The values of an operand: none, one or several.
    func values(_ operand: MTOperand, _ node: Int) -> [MTRuleValue] {
        switch operand {
        case .path(let path): return nodes(path, node).compactMap(text)
        case .text(let bytes): return [MTRuleValue(bytes: bytes)]
        case .number(let number): return [MTRuleValue(bytes: [], number: number)]
        case .option(let path): return nodes(path, node).map(option)
        case .count(let path): return [MTRuleValue(bytes: [], number: MTDecimal(nodes(path, node).count))]
        case .left(let inner, let count):
            return values(inner, node).map { MTRuleValue(bytes: Array($0.bytes.prefix(count))) }
        case .sum(let path):
            let amounts = nodes(path, node).compactMap { text($0).flatMap { MTDecimal($0.bytes) } }
            return [MTRuleValue(bytes: [], number: amounts.reduce(.zero, +))]
        case .country(let isSender): return country(isSender: isSender).map { [MTRuleValue(bytes: $0)] } ?? []
        }
    }

    private func text(_ node: Int) -> MTRuleValue? {
        guard document.nodes[node].kind == .text else { return nil }
        return MTRuleValue(bytes: Array(document.bytes[document.nodes[node].textRange]))
    }

    private func option(_ node: Int) -> MTRuleValue {
        if let letter = document.textBytes("option", of: node) { return MTRuleValue(bytes: Array(letter)) }
        return MTRuleValue(bytes: Array(document.nameBytes(at: node).dropFirst(2)))
    }

    /// Characters 5 and 6 of the BIC in the header.
    private func country(isSender: Bool) -> [UInt8]? {
        let message = DocumentView(document: document, index: root)
        guard let block2 = message["block2"] else { return nil }
        let isInput = block2["direction"]?.text == "I"
        let terminal = message["block1"]?["logicalTerminal"]
        let other = isInput ? block2["receiver"] : block2["sender"]
        guard let bic = (isInput == isSender ? terminal : other)?.text, bic.utf8.count >= 8 else { return nil }
        return Array(bic.utf8.dropFirst(4).prefix(2))
    }

    // MARK: - Comparisons

    /// Holds if it holds for all values; does not if there are none.
    func compare(_ left: [MTRuleValue], _ comparison: MTComparison, _ right: [MTRuleValue]) -> Bool {
        guard !left.isEmpty, !right.isEmpty else { return false }
        return left.allSatisfy { one in
            right.allSatisfy { other in order(one, other).map(comparison.holds) ?? false }
        }
    }

    /// Amounts as numbers, others by their characters; nil where a number is compared with what is none.
    func order(_ left: MTRuleValue, _ right: MTRuleValue) -> Int? {
        let isAmount = left.bytes.contains(UInt8(ascii: ",")) && right.bytes.contains(UInt8(ascii: ","))
        if isAmount || left.number != nil || right.number != nil {
            if let one = number(left), let other = number(right) { return one.order(other) }
            if !isAmount { return nil }
        }
        if left.bytes == right.bytes { return 0 }
        return left.bytes.lexicographicallyPrecedes(right.bytes) ? -1 : 1
    }

    private func number(_ value: MTRuleValue) -> MTDecimal? {
        value.number ?? MTDecimal(value.bytes)
    }

    /// Whether the values that the list has stand in its order.
    func isOrdered(_ values: [MTRuleValue], _ list: [String]) -> Bool {
        let places = values.compactMap { value in list.firstIndex { Array($0.utf8) == value.bytes } }
        return zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
