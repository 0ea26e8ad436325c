import Canonical

/// ASC X12 (X12.5, X12.6): interchanges ISA to IEA, groups GS to GE, transaction sets ST to SE.
struct X12Standard: SegmentStandard {
    /// The tables of transaction sets by their identifier, such as `820`, and release, such as `004010`.
    let tables: SegmentTables

    let name = "x12"
    let tags = (first: "ISA", last: "IEA")
    let layoutFacts = ["element", "terminator", "component", "repetition"]

    /// The interchange header has fields of fixed width: this many bytes with its terminator.
    private static let headerLength = 106
    private static let repetitionAt = 82
    private static let componentAt = 104

    /// The header holds the separators themselves, in ISA11 and ISA16.
    func isPlain(tag: Span<UInt8>) -> Bool { tag.equals("ISA".utf8.span) }

    // MARK: - How an interchange begins

    func start(of window: Span<UInt8>) -> SegmentStart? {
        guard window.count >= 4, window.extracting(0..<3).equals("ISA".utf8.span) else { return nil }
        var syntax = Self.syntax(element: window[3], component: 0x3A, repetition: nil, terminator: 0x7E)
        guard window.count >= Self.headerLength else {
            return SegmentStart(syntax: syntax, encoding: .utf8, isWhole: false)
        }
        let repetition = window[Self.repetitionAt]
        syntax.component = window[Self.componentAt]
        syntax.repetition = SegmentSyntax.isNameByte(repetition) ? nil : repetition
        syntax.terminator = window[Self.headerLength - 1]
        guard syntax.isSound, window[Self.componentAt - 1] == syntax.element else { return nil }
        var facts: [(name: String, text: String)] = []
        if syntax.element != UInt8(ascii: "*") { facts.append(("element", Self.text(syntax.element))) }
        if syntax.terminator != UInt8(ascii: "~") { facts.append(("terminator", Self.text(syntax.terminator))) }
        // Separators beyond ASCII are escapes in the header's text, from which they could not be told again.
        let isASCII = syntax.component < 0x80 && (syntax.repetition ?? 0) < 0x80
        if !Self.hasElementsInPlace(window, syntax) || !isASCII {
            facts.append(("component", Self.text(syntax.component)))
            facts.append(("repetition", syntax.repetition.map(Self.text) ?? ""))
        }
        return SegmentStart(syntax: syntax, encoding: .utf8, facts: facts)
    }

    func start(of document: Document) throws(Fault) -> SegmentStart {
        let layout = document.root[SegmentMembers.layout]
        let header = document.root[SegmentMembers.segments]?[0].map { SegmentStandardView($0, place: Place()) }
        let element = try Self.byte(layout?["element"], "element") ?? UInt8(ascii: "*")
        let terminator = try Self.byte(layout?["terminator"], "terminator") ?? UInt8(ascii: "~")
        let told = layout?["repetition"]?.text == "" ? nil : try Self.byte(layout?["repetition"], "repetition")
        let repetition = layout?["repetition"] == nil ? Self.byte(header?.text(11)) : told
        let component =
            try Self.byte(layout?["component"], "component") ?? Self.byte(header?.text(16)) ?? UInt8(ascii: ":")
        let syntax = Self.syntax(
            element: element,
            component: component,
            repetition: repetition.flatMap { SegmentSyntax.isNameByte($0) ? nil : $0 },
            terminator: terminator
        )
        guard syntax.isSound else { throw .unwritable("/segments/0", "The separators are different characters.") }
        return SegmentStart(syntax: syntax, encoding: .utf8)
    }

    /// Whether the header has its sixteen elements where they belong, so that ISA11 and ISA16 tell the separators.
    private static func hasElementsInPlace(_ window: Span<UInt8>, _ syntax: SegmentSyntax) -> Bool {
        let places = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103]
        for index in 0..<(headerLength - 1) {
            let isElement = window[index] == syntax.element
            if window[index] == syntax.terminator || isElement != places.contains(index) { return false }
        }
        return true
    }

    private static func syntax(element: UInt8, component: UInt8, repetition: UInt8?, terminator: UInt8) -> SegmentSyntax
    {
        SegmentSyntax(
            element: element,
            component: component,
            repetition: repetition,
            release: nil,
            terminator: terminator
        )
    }

    private static func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

    /// The separator that a layout fact names.
    private static func byte(_ fact: DocumentView?, _ name: String) throws(Fault) -> UInt8? {
        guard let fact else { return nil }
        guard let byte = byte(fact.text) else {
            throw .unwritable("/layout/\(name)", "A separator is one character of one byte.")
        }
        return byte
    }

    private static func byte(_ text: String?) -> UInt8? {
        guard let scalar = text?.unicodeScalars.first, text?.unicodeScalars.count == 1, scalar.value < 0x100 else {
            return nil
        }
        return UInt8(scalar.value)
    }

    // MARK: - Checks

    func check(_ segments: [SegmentStandardView], findings: inout Findings) {
        checkHeader(segments, &findings)
        let interchange = EnvelopeCheck(header: "ISA", trailer: "IEA", reference: (13, 1), code: name)
        interchange.check(segments, counts: { $0.count { $0.tag == "GS" } }, findings: &findings)
        let group = EnvelopeCheck(header: "GS", trailer: "GE", reference: (6, 1), code: name)
        group.check(segments, counts: { $0.count { $0.tag == "ST" } }, findings: &findings)
        let set = EnvelopeCheck(header: "ST", trailer: "SE", reference: (2, 1), code: name)
        set.check(segments, counts: \.count, findings: &findings)
        checkSets(segments, &findings)
    }

    /// ISA01 to ISA16 have fixed lengths (X12.5, 4.2).
    private func checkHeader(_ segments: [SegmentStandardView], _ findings: inout Findings) {
        let lengths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]
        for segment in segments where segment.tag == "ISA" {
            for (index, length) in lengths.enumerated() where segment.text(index + 1).utf8.count != length {
                var place = segment.place
                place.field = "ISA\(index < 9 ? "0" : "")\(index + 1)"
                findings.add(.error, "x12.header", at: place, "The element has \(length) characters.")
            }
        }
    }

    private func checkSets(_ segments: [SegmentStandardView], _ findings: inout Findings) {
        // The release stands in GS08 of the group, before what an industry has added to it.
        var release = ""
        var releases: [Int: String] = [:]
        for (index, segment) in segments.enumerated() {
            if segment.tag == "GS" { release = String(segment.text(8).prefix(6)) }
            if segment.tag == "ST" { releases[index] = release }
        }
        let sets = MessageCheck(header: "ST", trailer: "SE", outside: Self.outside, code: name)
        sets.check(
            segments,
            table: { tables.table(segments[$0].text(1), release: releases[$0] ?? "") },
            findings: &findings
        )
    }

    /// Envelopes, interchange acknowledgements and requests, and security segments of groups and sets (X12.5, X12.58).
    private static let outside: Set<String> = [
        "ISA", "IEA", "GS", "GE", "TA1", "TA3", "ISB", "ISE", "S1S", "S1A", "S1E", "SVA", "S2S", "S2A", "S2E", "S3S",
        "S3A", "S3E", "S4S", "S4A", "S4E",
    ]
}
