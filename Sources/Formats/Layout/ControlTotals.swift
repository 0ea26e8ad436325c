import Canonical

/// Counts and sums over the records of a group, for the fields that have to hold them.
struct ControlTotals {
    /// A checked field of a layout.
    struct Entry {
        /// Where it is.
        let record: Int
        let field: Int
        let check: ControlCheck
        /// What sums are counted modulo; nil for those that have to fit.
        let modulus: Int128?
    }

    let entries: [Entry]
    private let layout: Layout
    /// For each kind of record what it adds.
    private let feeds: [[Feed]]
    private var totals: [Int128]
    /// Whether a total is not known: a value was no number, or it is too large.
    private var isUnknown: [Bool]

    /// Sums are kept with so many decimals.
    static let decimals = 8
    /// A hash total has at most so many digits.
    static let hashDigitsMax = 18

    init(_ layout: Layout) {
        self.layout = layout
        var entries: [Entry] = []
        for (record, kind) in layout.records.enumerated() {
            for (field, content) in kind.fields.enumerated() {
                guard let check = content.check else { continue }
                let digits = content.width == 0 ? Self.hashDigitsMax : min(content.width, Self.hashDigitsMax)
                let modulus = check.function == .hash ? Self.power(digits) : nil
                entries.append(Entry(record: record, field: field, check: check, modulus: modulus))
            }
        }
        self.entries = entries
        feeds = Self.feeds(entries, layout)
        totals = [Int128](repeating: 0, count: entries.count)
        isUnknown = [Bool](repeating: false, count: entries.count)
    }

    /// Begins a group.
    mutating func reset() {
        for index in entries.indices {
            totals[index] = 0
            isUnknown[index] = false
        }
    }

    /// Takes a record into account.
    mutating func take(_ document: Document, record: Int) {
        for feed in feeds[record] {
            if let condition = feed.condition {
                guard let node = document.index(ofMember: condition.name.span, in: 0),
                    document.bytes.span.extracting(document.nodes[node].textRange).equals(condition.value.span)
                else { continue }
            }
            guard let field = feed.field else {
                totals[feed.entry] += Self.unit
                continue
            }
            guard let node = document.index(ofMember: field.span, in: 0), !document.nodes[node].isContainer,
                document.nodes[node].kind != .null
            else { continue }
            let text = document.bytes.span.extracting(document.nodes[node].textRange)
            add(entries[feed.entry].modulus == nil ? Self.scaled(text) : Self.hash(text), to: feed.entry)
        }
    }

    /// What a kind of record adds to a total.
    private final class Feed: Sendable {
        let entry: Int
        /// The name of the field that is added; nil where records are counted.
        let field: [UInt8]?
        let condition: (name: [UInt8], value: [UInt8])?

        init(entry: Int, field: [UInt8]?, condition: (name: [UInt8], value: [UInt8])?) {
            self.entry = entry
            self.field = field
            self.condition = condition
        }
    }

    private static func feeds(_ entries: [Entry], _ layout: Layout) -> [[Feed]] {
        layout.records.indices.map { record in
            var feeds: [Feed] = []
            for (number, entry) in entries.enumerated() {
                for source in entry.check.sources where source.record == record {
                    let field = source.field.map { Array(layout.records[record].fields[$0].name.utf8) }
                    let condition = entry.check.condition.map { (Array($0.field.utf8), Array($0.value.utf8)) }
                    feeds.append(Feed(entry: number, field: field, condition: condition))
                }
            }
            return feeds
        }
    }

    private mutating func add(_ value: Int128?, to index: Int) {
        guard let value else {
            isUnknown[index] = true
            return
        }
        let (sum, isOver) = totals[index].addingReportingOverflow(value)
        totals[index] = isOver ? 0 : sum
        isUnknown[index] = isUnknown[index] || isOver
    }

    // MARK: - Results

    /// The total of an entry, scaled by ``decimals``; nil if it is not known.
    func total(_ index: Int) -> Int128? {
        guard !isUnknown[index] else { return nil }
        guard let modulus = entries[index].modulus else { return totals[index] }
        return totals[index] % (modulus * Self.unit)
    }

    /// The total as the text of a value with as many decimals as the field has; nil if it is not known.
    func text(_ index: Int) -> [UInt8]? {
        guard let total = total(index) else { return nil }
        let entry = entries[index]
        var decimals = 0
        if case .number(let form) = layout.records[entry.record].fields[entry.field].kind { decimals = form.decimals }
        let digits = String(total.magnitude)
        let padded = String(repeating: "0", count: max(0, Self.decimals + 1 - digits.count)) + digits
        let fraction = padded.suffix(Self.decimals)
        let kept = fraction.prefix(decimals)
        guard fraction.dropFirst(decimals).allSatisfy({ $0 == "0" }) else { return nil }
        let text = (total < 0 ? "-" : "") + padded.dropLast(Self.decimals) + (kept.isEmpty ? "" : ".\(kept)")
        return Array(text.utf8)
    }

    // MARK: - Numbers

    private static let unit = power(decimals)

    /// A value as digits with a point, times ten to the power of ``decimals``; nil if it is no number or too large.
    static func scaled(_ text: Span<UInt8>) -> Int128? {
        var value: Int128 = 0
        var fraction: Int?
        for index in 0..<text.count {
            let byte = text[index]
            if index == 0, byte == UInt8(ascii: "-") { continue }
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 0
                continue
            }
            guard byte &- UInt8(ascii: "0") < 10, let next = shifted(value, Int128(byte - UInt8(ascii: "0"))) else {
                return nil
            }
            value = next
            fraction = fraction.map { $0 + 1 }
        }
        guard text.count > 0, (fraction ?? 0) <= decimals else { return nil }
        for _ in 0..<(decimals - (fraction ?? 0)) {
            guard let next = shifted(value, 0) else { return nil }
            value = next
        }
        return text[0] == UInt8(ascii: "-") ? -value : value
    }

    /// The last digits of a text as one number, times ten to the power of ``decimals``.
    private static func hash(_ text: Span<UInt8>) -> Int128? {
        var value: Int128 = 0
        let modulus = power(hashDigitsMax)
        for index in 0..<text.count where text[index] &- UInt8(ascii: "0") < 10 {
            value = (value * 10 + Int128(text[index] - UInt8(ascii: "0"))) % modulus
        }
        return value * unit
    }

    private static func shifted(_ value: Int128, _ digit: Int128) -> Int128? {
        let (product, isOver) = value.multipliedReportingOverflow(by: 10)
        let (sum, isOverToo) = product.addingReportingOverflow(digit)
        return isOver || isOverToo ? nil : sum
    }

    /// Ten to a power of at most 18.
    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
