import Canonical

/// A message while it is read: its blocks so far and how they are written.
struct FINMessage {
    var order: [UInt8] = []
    var layout = Layout()
    let acknowledgement: DocumentValue?
    private var object = DocumentObject(capacity: 8)

    /// The facts of ``FINLayout`` while they are collected.
    struct Layout {
        var lineEnds = FINLineEnds()
        var isBlock4InBraces = false
        var isBlock4EndOnSameLine = false
        var gaps = DocumentObject()
        var ends = DocumentObject()
        var after: String?
    }

    init(acknowledgement: DocumentValue? = nil) {
        self.acknowledgement = acknowledgement
        if let acknowledgement { object.appendUnchecked(name: "acknowledgement", value: acknowledgement) }
    }

    var isStarted: Bool { !order.isEmpty }

    /// Whether this is a service message 21, which acknowledges another one (positively or negatively).
    var isAcknowledgement: Bool { object["block1"]?["serviceId"]?.text == "21" }

    mutating func append(_ identifier: UInt8, _ content: DocumentValue) {
        object.appendUnchecked(name: FINLayout.memberName(identifier), value: content)
    }

    func document(encoding: FINLayout.TextEncoding) -> DocumentValue {
        var object = object
        var facts = DocumentObject(capacity: 1)
        layout.lineEnds.describe(in: &facts)
        if layout.isBlock4InBraces { facts.appendUnchecked(name: "block4", value: "braces") }
        if layout.isBlock4EndOnSameLine { facts.appendUnchecked(name: "block4End", value: "sameLine") }
        if !FINLayout.isStandardOrder(order) {
            facts.appendUnchecked(name: "order", value: .list(order.map { .text(FINLayout.memberName($0)) }))
        }
        if !layout.gaps.members.isEmpty { facts.appendUnchecked(name: "gaps", value: .object(layout.gaps)) }
        if !layout.ends.members.isEmpty { facts.appendUnchecked(name: "ends", value: .object(layout.ends)) }
        if let after = layout.after { facts.appendUnchecked(name: "after", value: .text(after)) }
        if encoding == .latin1 { facts.appendUnchecked(name: "charset", value: "ISO-8859-1") }
        if !facts.members.isEmpty { object.appendUnchecked(name: "layout", value: .object(facts)) }
        return .object(object)
    }
}

/// The line ends of block 4: which kind, and which of them are of the other kind.
struct FINLineEnds {
    private var count = 0
    private var carriageReturns: [Int] = []
    private var lineFeeds: [Int] = []

    /// Notes one line end.
    mutating func note(hasCarriageReturn: Bool) {
        // Only the rarer kind is of interest, and which one that is shows at the end.
        if hasCarriageReturn { carriageReturns.append(count) } else { lineFeeds.append(count) }
        count += 1
    }

    func describe(in facts: inout DocumentObject) {
        guard count > 0 else { return }
        let isCRLF = carriageReturns.count >= lineFeeds.count
        facts.appendUnchecked(name: "lineEnd", value: isCRLF ? "CRLF" : "LF")
        let others = isCRLF ? lineFeeds : carriageReturns
        guard !others.isEmpty else { return }
        facts.appendUnchecked(name: "otherLineEnds", value: .list(others.map { .number(Number(Int64($0))) }))
    }
}
