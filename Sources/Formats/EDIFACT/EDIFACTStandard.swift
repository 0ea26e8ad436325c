import Canonical

/// UN/EDIFACT by ISO 9735: interchanges UNB to UNZ, groups UNG to UNE, messages UNH to UNT.
struct EDIFACTStandard: SegmentStandard {
    /// The tables of messages by type, such as `PAYMUL`, and release, such as `D.96A`.
    let tables: SegmentTables

    let name = "edifact"
    let tags = (first: "UNB", last: "UNZ")
    let layoutFacts = [SegmentMembers.advice, SegmentMembers.after]

    /// The characters of syntax level A without a service string advice (ISO 9735, 7.1).
    private static let standard = SegmentSyntax(
        element: UInt8(ascii: "+"),
        component: UInt8(ascii: ":"),
        repetition: nil,
        release: UInt8(ascii: "?"),
        terminator: UInt8(ascii: "'")
    )
    private static let adviceLength = 9
    /// The same from syntax version 4 on, where elements repeat (ISO 9735-1:2002, 5.1).
    private static let standardWithRepetitions = {
        var syntax = standard
        syntax.repetition = UInt8(ascii: "*")
        return syntax
    }()

    func isPlain(tag: Span<UInt8>) -> Bool { false }

    // MARK: - How an interchange begins

    func start(of window: Span<UInt8>) -> SegmentStart? {
        guard Self.begins(window, "UNA") else { return Self.start(of: window, advice: [], after: []) }
        guard window.count >= Self.adviceLength + 4 else { return Self.unfinished }
        var end = Self.adviceLength
        while end < window.count, SegmentScanner.isBlank(window[end]) { end += 1 }
        let advice = window.bytes(0..<Self.adviceLength)
        let after = window.bytes(Self.adviceLength..<end)
        return Self.start(of: window.extracting(end..<window.count), advice: advice, after: after)
    }

    func start(of document: Document) throws(Fault) -> SegmentStart {
        let layout = document.root[SegmentMembers.layout]
        let advice = Array((layout?[SegmentMembers.advice]?.text ?? "").utf8)
        let after = Array((layout?[SegmentMembers.after]?.text ?? "").utf8)
        guard after.isEmpty || !advice.isEmpty && after.allSatisfy(SegmentScanner.isBlank) else {
            throw .unwritable("/layout/after", "Only line ends and blanks stand behind a service string advice.")
        }
        let first = document.root[SegmentMembers.segments]?[0].map { SegmentStandardView($0, place: Place()) }
        let identifier = first?.text(1) ?? ""
        let syntax = advice.isEmpty ? first.map { Self.standard(of: $0) } ?? Self.standard : Self.syntax(advice.span)
        guard let syntax else {
            throw .unwritable("/layout/advice", "The service string advice has nine different characters.")
        }
        return SegmentStart(
            syntax: syntax,
            encoding: Self.encoding(identifier),
            prologue: advice + after,
            adviceLength: advice.count
        )
    }

    private static let unfinished = SegmentStart(syntax: standard, encoding: .latin1, isWhole: false)

    private static func begins(_ window: Span<UInt8>, _ tag: String) -> Bool {
        window.count >= 3 && window.extracting(0..<3).equals(tag.utf8.span)
    }

    private static func start(of window: Span<UInt8>, advice: [UInt8], after: [UInt8]) -> SegmentStart? {
        let syntax = advice.isEmpty ? standard(of: window) : syntax(advice.span)
        guard let syntax, begins(window, "UNB") else { return nil }
        guard window.count >= 11 else { return unfinished }
        guard window[3] == syntax.element else { return nil }
        let identifier = String(decoding: window.bytes(4..<8), as: UTF8.self)
        var facts: [(name: String, text: String)] = []
        if !advice.isEmpty { facts.append((SegmentMembers.advice, String(decoding: advice, as: UTF8.self))) }
        if !after.isEmpty { facts.append((SegmentMembers.after, String(decoding: after, as: UTF8.self))) }
        return SegmentStart(syntax: syntax, encoding: encoding(identifier), prologue: advice + after, facts: facts)
    }

    /// The characters of the version that an interchange begins with, as in `UNB+UNOC:4+`.
    private static func standard(of window: Span<UInt8>) -> SegmentSyntax {
        guard window.count >= 11, window[8] == standard.component, window[9] == UInt8(ascii: "4"),
            window[10] == standard.element || window[10] == standard.component
        else { return standard }
        return standardWithRepetitions
    }

    /// The same by the header of a document.
    private static func standard(of header: SegmentStandardView) -> SegmentSyntax {
        let released = header.view[SegmentMembers.layout]?[SegmentMembers.released]?.children.compactMap(\.number)
        // Where a release character stands in the identifier, the version is not where it is looked for.
        guard header.text(1, 1).utf8.count == 4, header.text(1, 2) == "4",
            !(released ?? []).contains(where: { $0.coefficient < 10 })
        else { return standard }
        return standardWithRepetitions
    }

    /// The characters that a service string advice names: component, element, decimal mark, release, repetition or a
    /// blank, terminator.
    private static func syntax(_ advice: Span<UInt8>) -> SegmentSyntax? {
        guard advice.count == adviceLength, begins(advice, "UNA") else { return nil }
        for index in 0..<advice.count where advice[index] >= 0x80 { return nil }
        let blank: UInt8 = 0x20
        let syntax = SegmentSyntax(
            element: advice[4],
            component: advice[3],
            repetition: advice[7] == blank ? nil : advice[7],
            release: advice[6] == blank ? nil : advice[6],
            terminator: advice[8]
        )
        return syntax.isSound ? syntax : nil
    }

    /// The character set that a syntax identifier names (ISO 9735, data element 0001).
    private static func encoding(_ identifier: String) -> TextEncoding {
        switch identifier.prefix(4) {
        case "UNOC": .latin1
        case "UNOL": .latin9
        case "UNOW", "UNOX", "UNOY": .utf8
        default: .ascii
        }
    }

    // MARK: - Checks

    func check(_ segments: [SegmentStandardView], findings: inout Findings) {
        let interchange = EnvelopeCheck(header: "UNB", trailer: "UNZ", reference: (5, 1), code: name)
        interchange.check(segments, counts: { Self.count(in: $0) }, findings: &findings)
        let group = EnvelopeCheck(header: "UNG", trailer: "UNE", reference: (5, 1), code: name)
        group.check(segments, counts: { $0.count { $0.tag == "UNH" } }, findings: &findings)
        let message = EnvelopeCheck(header: "UNH", trailer: "UNT", reference: (1, 1), code: name)
        message.check(segments, counts: \.count, findings: &findings)
        let messages = MessageCheck(
            header: "UNH",
            trailer: "UNT",
            outside: ["UNB", "UNZ", "UNG", "UNE"],
            code: name
        )
        messages.check(segments, table: { table(of: segments[$0]) }, findings: &findings)
    }

    /// The table of a message by its header: type, version and release (S009).
    private func table(of header: SegmentStandardView) -> SegmentTable? {
        tables.table(header.text(2, 1), release: "\(header.text(2, 2)).\(header.text(2, 3))")
    }

    /// What UNZ counts: groups, or messages where there are no groups.
    private static func count(in interchange: ArraySlice<SegmentStandardView>) -> Int {
        let groups = interchange.count { $0.tag == "UNG" }
        return groups > 0 ? groups : interchange.count { $0.tag == "UNH" }
    }
}
