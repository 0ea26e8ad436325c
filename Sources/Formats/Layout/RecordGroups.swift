import Canonical

/// Watches the order of records, and the counts and sums that headers and trailers hold.
///
/// A group is what lies between a header and its trailer; an input may hold several. Layouts without either have one
/// group, the whole input.
struct RecordGroups {
    let layout: Layout
    private(set) var totals: ControlTotals
    /// What fields say that is not checked yet: the entry, the value and where it is.
    private var stated: [(entry: Int, value: Int128, place: Place)] = []
    private var seen: [Int]
    private var isOpen = false
    private let hasOpening: Bool
    /// The kinds of record that close a group; one of them has to.
    private let closing: [Int]
    /// Whether the layout asks for anything to be watched.
    let isNeeded: Bool
    /// What is to be known of each kind of record, without a look into the layout.
    let kinds: [Kind]

    struct Kind {
        let isFirst: Bool
        let isLast: Bool
        let isOnce: Bool
        let isChecked: Bool
    }

    /// Where the last record began, for what is missing at the end.
    private var lastPlace = Place()

    /// Begins an input; `names` are those of its documents, if they share theirs.
    init(_ layout: Layout, _ names: DocumentNames? = nil) {
        self.layout = layout
        totals = ControlTotals(layout, names)
        seen = [Int](repeating: 0, count: layout.records.count)
        kinds = layout.records.map { record in
            Kind(
                isFirst: record.isFirst,
                isLast: record.isLast,
                isOnce: record.isOnce,
                isChecked: record.fields.contains { $0.check != nil }
            )
        }
        hasOpening = layout.records.contains(where: \.isFirst)
        closing = layout.records.indices.filter { layout.records[$0].isLast }
        isNeeded = kinds.contains { $0.isFirst || $0.isLast || $0.isOnce || $0.isChecked }
    }

    /// Takes a record into account; `place` says where a field of the record is, by its number.
    mutating func take(
        _ document: Document,
        record: Int,
        at start: Place,
        place: (Int) -> Place,
        findings: inout Findings
    ) {
        let kind = kinds[record]
        if kind.isFirst {
            close(&findings)
        } else if !isOpen, hasOpening {
            findings.add(.error, "layout.record-order", at: start, "The record lies outside a header and its trailer.")
        }
        isOpen = true
        lastPlace = start
        seen[record] += 1
        if kind.isOnce, seen[record] == 2 {
            findings.add(.error, "layout.record-order", at: start, "A record occurs twice that occurs once.")
        }
        totals.take(document, record: record)
        if kind.isChecked { keepStated(document, record, place) }
        if kind.isLast { close(&findings) }
    }

    /// Ends the input.
    mutating func finish(_ findings: inout Findings) {
        if !isOpen, seen.allSatisfy({ $0 == 0 }), stated.isEmpty, lastPlace == Place() { isOpen = true }
        close(&findings)
    }

    private mutating func keepStated(_ document: Document, _ record: Int, _ place: (Int) -> Place) {
        for (number, entry) in totals.entries.enumerated() where entry.record == record {
            let name = layout.records[record].fields[entry.field].name
            guard let node = document.index(ofMember: name.utf8.span, in: 0), document.nodes[node].kind == .text else {
                continue
            }
            // A value that is no number has its own finding.
            guard let value = ControlNumber.scaled(document.bytes.span.extracting(document.nodes[node].textRange))
            else {
                continue
            }
            stated.append((number, value, place(entry.field)))
        }
    }

    private mutating func close(_ findings: inout Findings) {
        defer {
            totals.reset()
            stated.removeAll()
            for index in seen.indices { seen[index] = 0 }
            isOpen = false
        }
        guard isOpen else { return }
        for (entry, value, place) in stated where totals.total(entry) != value {
            let check = totals.entries[entry].check
            let code =
                switch check.function {
                case .count: "layout.count"
                case .sum: "layout.sum"
                case .hash: "layout.hash"
                }
            findings.add(.error, code, at: place, "The field is not the \(check.text) of its group.")
        }
        for (index, kind) in layout.records.enumerated() where kind.isOnce && seen[index] == 0 {
            findings.add(.error, "layout.record-missing", at: lastPlace, "A group has no record \(kind.name).")
        }
        // One that has to stand once was missed above.
        guard !closing.isEmpty, closing.allSatisfy({ seen[$0] == 0 && !layout.records[$0].isOnce }) else { return }
        let names = closing.map { layout.records[$0].name }.joined(separator: " or ")
        findings.add(.error, "layout.record-missing", at: lastPlace, "A group has no record \(names) that closes it.")
    }
}
