/// How many elements a table has, as its counter says.
enum TableCount {
    /// The count; nil if the counter holds none.
    static func read(
        _ counter: CopybookStep,
        _ bytes: Span<UInt8>,
        _ counts: CopybookCounts?,
        _ reader: FieldReader,
        _ scratch: inout [UInt8]
    ) -> Int? {
        scratch.removeAll(keepingCapacity: true)
        guard !reader.read(counter, bytes, into: &scratch).isNull else { return nil }
        if let counts { return counts.counts[scratch] }
        var count = 0
        for byte in scratch {
            guard (0x30...0x39).contains(byte), count < 100_000_000 else { return nil }
            count = count * 10 + Int(byte & 0xF)
        }
        return scratch.isEmpty ? nil : count
    }
}

/// Whether a rule's field has one of its values.
enum RuleValue {
    static func holds(
        _ rule: CopybookRule,
        _ field: CopybookStep,
        _ bytes: Span<UInt8>,
        _ reader: FieldReader,
        _ scratch: inout [UInt8]
    ) -> Bool {
        scratch.removeAll(keepingCapacity: true)
        if reader.read(field, bytes, into: &scratch).isNull { return false }
        if field.kind == .text { while scratch.last == 0x20 || scratch.last == 0 { scratch.removeLast() } }
        for value in rule.values where value == scratch { return true }
        return false
    }
}
