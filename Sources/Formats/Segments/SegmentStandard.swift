import Canonical

/// What distinguishes one standard of segments from another: how an interchange begins, and what its envelopes count.
protocol SegmentStandard: Sendable {
    /// The format's name, which also begins the codes of its findings.
    var name: String { get }
    /// The tags of the first and the last segment of an interchange.
    var tags: (first: String, last: String) { get }
    /// The layout facts of interchanges that it has beyond those of all standards; each is a text.
    var layoutFacts: [String] { get }

    /// Looks at the beginning of an interchange; nil if it does not begin here.
    ///
    /// - Returns: how it is written; ``SegmentStart/isWhole`` is false if the window is too short to say.
    func start(of window: Span<UInt8>) -> SegmentStart?

    /// How the segments of a document are to be written.
    func start(of document: Document) throws(Fault) -> SegmentStart

    /// Whether a segment has no composite elements, so that the separators may stand in it.
    func isPlain(tag: Span<UInt8>) -> Bool

    /// Checks the counts and references of envelopes, and messages by their tables.
    func check(_ segments: [SegmentStandardView], findings: inout Findings)
}

/// How an interchange is written, and what stands before its first segment.
struct SegmentStart {
    var syntax: SegmentSyntax
    var encoding: TextEncoding
    /// Whether all that was looked for is in the window.
    var isWhole = true
    /// The bytes before the first segment that belong to the interchange.
    var prologue: [UInt8] = []
    /// How many of these say something; the others are blanks.
    var adviceLength = 0
    /// The facts to be kept: texts by the name of the member.
    var facts: [(name: String, text: String)] = []

    /// The prologue without blanks, which strict writing leaves out.
    var advice: [UInt8] { Array(prologue.prefix(adviceLength)) }
}

/// A segment of a document, for checks.
struct SegmentStandardView {
    let view: DocumentView
    let tag: String
    let place: Place

    init(_ view: DocumentView, place: Place) {
        self.view = view
        self.place = place
        tag = view[SegmentMembers.tag]?.text ?? ""
    }

    /// A component of the first repetition of an element, both from 1; empty where there is none.
    func text(_ element: Int, _ component: Int = 1) -> String {
        view[SegmentMembers.elements]?[element - 1]?[0]?[component - 1]?.text ?? ""
    }
}
