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
    private let feeds: [[ControlFeed]]
    private var totals: [Int128]
    /// Whether a total is not known: a value was no number, or it is too large.
    private var isUnknown: [Bool]

    /// Begins to count; `names` are those of the documents that will come, if they share theirs.
    init(_ layout: Layout, _ names: DocumentNames? = nil) {
        self.layout = layout
        let names = names ?? DocumentNames(layout.records.flatMap { $0.fields.map(\.name) })
        self.names = names
        var entries: [Entry] = []
        for (record, kind) in layout.records.enumerated() {
            for (field, content) in kind.fields.enumerated() {
                guard let check = content.check else { continue }
                let digits = content.width == 0 ? ControlNumber.hashDigitsMax : content.width
                let modulus = ControlNumber.power(min(digits, ControlNumber.hashDigitsMax))
                entries.append(
                    Entry(record: record, field: field, check: check, modulus: check.function == .hash ? modulus : nil)
                )
            }
        }
        self.entries = entries
        feeds = ControlFeed.feeds(entries, layout, names)
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
                totals[feed.entry] += ControlNumber.unit
                continue
            }
            guard let node = index(of: feed.field, in: document), !document.nodes[node].isContainer,
                document.nodes[node].kind != .null
            else { continue }
            let text = document.bytes.span.extracting(document.nodes[node].textRange)
            add(feed.isHash ? ControlNumber.hash(text) : ControlNumber.scaled(text), to: feed.entry)
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

    /// The total of an entry, scaled by ``ControlNumber/decimals``; nil if it is not known.
    func total(_ index: Int) -> Int128? {
        guard !isUnknown[index] else { return nil }
        guard let modulus = entries[index].modulus else { return totals[index] }
        return totals[index] % (modulus * ControlNumber.unit)
    }

    /// The total as the text of a value with as many decimals as the field has; nil if it is not known.
    func text(_ index: Int) -> [UInt8]? {
        guard let total = total(index) else { return nil }
        let entry = entries[index]
        guard case .number(let form) = layout.records[entry.record].fields[entry.field].kind else {
            return ControlNumber.text(total, decimals: 0)
        }
        return ControlNumber.text(total, decimals: form.decimals)
    }
}
