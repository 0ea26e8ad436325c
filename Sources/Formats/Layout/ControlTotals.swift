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
    private let names: DocumentNames
    /// For each kind of record what it adds.
    private let feeds: [[Feed]]
    private var totals: [Int128]
    /// Whether a total is not known: a value was no number, or it is too large.
    private var isUnknown: [Bool]

    /// Sums are kept with so many decimals.
    static let decimals = 8
    /// A hash total has at most so many digits.
    static let hashDigitsMax = 18

    /// Begins to count; `names` are those of the documents that will come, if they share theirs.
    init(_ layout: Layout, _ names: DocumentNames? = nil) {
        self.layout = layout
        let names = names ?? DocumentNames(layout.records.flatMap { $0.fields.map(\.name) })
        self.names = names
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
        feeds = Self.feeds(entries, layout, names)
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
        for number in feeds[record].indices {
            let feed = feeds[record][number]
            if feed.hasCondition, !meets(document, entries[feed.entry].check) { continue }
            guard feed.hasField else {
                totals[feed.entry] += Self.unit
                continue
            }
            guard let node = index(of: feed.field, in: document), !document.nodes[node].isContainer,
                document.nodes[node].kind != .null
            else { continue }
            let text = document.bytes.span.extracting(document.nodes[node].textRange)
            add(feed.isHash ? Self.hash(text) : Self.scaled(text), to: feed.entry)
        }
    }

    /// What a kind of record adds to a total: plain numbers, since every record looks at them.
    private struct Feed: Sendable {
        let entry: Int
        let isHash: Bool
        let hasCondition: Bool
        /// Whether a field is added; else records are counted.
        let hasField: Bool
        let field: DocumentName
    }

    private static func feeds(_ entries: [Entry], _ layout: Layout, _ names: DocumentNames) -> [[Feed]] {
        layout.records.indices.map { record in
            var feeds: [Feed] = []
            for (number, entry) in entries.enumerated() {
                for source in entry.check.sources where source.record == record {
                    let name = source.field.map { layout.records[record].fields[$0].name }
                    feeds.append(
                        Feed(
                            entry: number,
                            isHash: entry.check.function == .hash,
                            hasCondition: entry.check.condition != nil,
                            hasField: name != nil,
                            field: name.flatMap { names[$0] } ?? .none
                        )
                    )
                }
            }
            return feeds
        }
    }

    /// The node of a field: by the shared name's place where the document has the same names, else by its bytes.
    private func index(of field: DocumentName, in document: Document) -> Int? {
        guard document.names === names else {
            let start = Int(field.start)
            let name = names.bytes[start..<start + Int(field.length)]
            return document.index(ofMember: name.span, in: 0)
        }
        for index in 1..<max(1, document.nodes.count)
        where document.nodes[index].nameStart == field.start && document.nodes[index].nameLength == field.length {
            return index
        }
        return nil
    }

    private func meets(_ document: Document, _ check: ControlCheck) -> Bool {
        guard let (field, value) = check.condition else { return true }
        guard let node = document.index(ofMember: field.utf8.span, in: 0), !document.nodes[node].isContainer else {
            return false
        }
        return document.bytes.span.extracting(document.nodes[node].textRange).equals(value.utf8.span)
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
        text.count <= shortMax ? scaledShort(text) : scaledLong(text)
    }

    /// Numbers of so many characters are read with the machine's own integers.
    private static let shortMax = 18

    private static func scaledShort(_ text: Span<UInt8>) -> Int128? {
        var value: Int64 = 0
        var point = text.count
        for index in 0..<text.count {
            let byte = text[index]
            if byte &- UInt8(ascii: "0") < 10 {
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            } else if byte == UInt8(ascii: "."), point == text.count {
                point = index
            } else if byte != UInt8(ascii: "-") || index > 0 {
                return nil
            }
        }
        let fraction = max(0, text.count - point - 1)
        guard text.count > 0, fraction <= decimals else { return nil }
        return Int128(text[0] == UInt8(ascii: "-") ? -value : value) * power(decimals - fraction)
    }

    private static func scaledLong(_ text: Span<UInt8>) -> Int128? {
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
        var value: UInt64 = 0
        var power: UInt64 = 1
        var digits = 0
        var index = text.count
        while index > 0, digits < hashDigitsMax {
            index -= 1
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { continue }
            value += UInt64(digit) * power
            power *= 10
            digits += 1
        }
        return Int128(value) * unit
    }

    private static func shifted(_ value: Int128, _ digit: Int128) -> Int128? {
        let (product, isOver) = value.multipliedReportingOverflow(by: 10)
        let (sum, isOverToo) = product.addingReportingOverflow(digit)
        return isOver || isOverToo ? nil : sum
    }

    /// Ten to a power of at most 18.
    private static func power(_ exponent: Int) -> Int128 {
        var power: Int64 = 1
        for _ in 0..<exponent { power *= 10 }
        return Int128(power)
    }
}
