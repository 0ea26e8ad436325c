import Canonical

/// The members of documents of segments, one document for each interchange.
///
/// `{"segments": [{"tag": "UNB", "elements": [[["UNOC", "3"]], [["SENDER"]]]}], "layout": {...}}`: a segment's elements
/// are lists of repetitions, and a repetition is the list of its components, whether there is one or more.
enum SegmentMembers {
    static let segments = "segments"
    static let tag = "tag"
    static let elements = "elements"
    /// What lies outside interchanges, as it stands.
    static let text = "text"
    static let layout = "layout"

    // Layout facts of an interchange.
    /// The characters of the syntax where they are not those of the standard, by name.
    static let separators = "separators"
    /// Whether the service string advice stands before the interchange.
    static let advice = "advice"
    /// What stands before the interchange, such as line ends.
    static let before = "before"
    /// What stands behind each segment, such as line ends.
    static let segmentEnd = "segmentEnd"

    // Layout facts of a segment.
    /// What stands behind the segment, where that is not what stands behind each.
    static let after = "after"
    /// The offsets of the characters with a release character before them, where others than necessary have one.
    static let released = "released"
    /// Whether the segment is not ended.
    static let open = "open"

    static let all = [
        segments, tag, elements, text, layout, separators, advice, before, segmentEnd, after, released, open, "element",
        "component", "repetition", "release", "terminator", "reserved", "decimal",
    ]
    static let names = DocumentNames(all)

    static func name(_ text: String) -> DocumentName { names.name(text) }

    /// What documents of segments look like.
    static func description(_ name: String, _ summary: String) -> DocumentDescription {
        let components = DocumentShape.list(.text, min: 1, max: nil)
        let element = DocumentShape.list(components, min: 1, max: nil)
        let segment = DocumentShape.object(
            [
                DocumentMember(tag, .text(TextShape(lengthMin: 0)), isRequired: true, "The segment's tag."),
                DocumentMember(
                    elements,
                    .list(element, min: 0, max: nil),
                    isRequired: true,
                    "Elements, repetitions, components."
                ),
                DocumentMember(layout, .map(.any), "Facts of how the segment is written."),
            ],
            isOpen: false
        )
        let root = DocumentShape.object(
            [
                DocumentMember(segments, .list(segment, min: 0, max: nil), "The segments from the first to the last."),
                DocumentMember(text, .text, "What lies outside interchanges."),
                DocumentMember(layout, .map(.any), "Facts of how the interchange is written."),
            ],
            isOpen: false
        )
        return DocumentDescription(name: name, summary: summary, root: root)
    }
}
