import Canonical

/// How a field was written where that is not what the layout says: what a writer needs to write it so again.
struct FieldFacts {
    /// What stands before the value's written form, such as blanks in the place of zeros, or a sign.
    var leading: [UInt8] = []
    /// What stands behind it.
    var trailing: [UInt8] = []
    /// Whether the digits stand in groups.
    var isGrouped = false
    /// Whether the value is the text as it stands, since it is not of the field's kind.
    var isVerbatim = false
    /// Of a delimited field, whether it is quoted, where the layout's policy says otherwise.
    var isQuoted: Bool?
    /// Of a delimited field, the offsets in its text (in bytes of UTF-8) that a backslash stands before, where these are
    /// not those that need one.
    var escaped: [Int]?
    /// Of a delimited field, the blanks before and behind its quotes.
    var before: [UInt8] = []
    var after: [UInt8] = []
    /// Of a delimited field, whether the value is the whole text between the delimiters, since its quotes are wrong.
    var isRaw = false

    var isStandard: Bool {
        leading.isEmpty && trailing.isEmpty && !isGrouped && !isVerbatim && isQuoted == nil && escaped == nil
            && before.isEmpty && after.isEmpty && !isRaw
    }

    init() {}

    /// The facts of a text by what was made of it.
    init(of text: Span<UInt8>, _ reading: FieldReading) {
        leading = text.bytes(0..<reading.core.lowerBound)
        trailing = text.bytes(reading.core.upperBound..<text.count)
        isGrouped = reading.isGrouped
        isVerbatim = reading.problem?.isVerbatim ?? false
    }

    /// Reads the facts from the member of a document.
    init(_ view: DocumentView) {
        leading = Array((view[LayoutMembers.leading]?.text ?? "").utf8)
        trailing = Array((view[LayoutMembers.trailing]?.text ?? "").utf8)
        isGrouped = view[LayoutMembers.grouped]?.boolean ?? false
        isVerbatim = view[LayoutMembers.verbatim]?.boolean ?? false
        isQuoted = view[LayoutMembers.quoted]?.boolean
        escaped = view[LayoutMembers.escaped]?.children.compactMap { $0.number.flatMap { Int($0.description) } }
        before = Array((view[LayoutMembers.before]?.text ?? "").utf8)
        after = Array((view[LayoutMembers.after]?.text ?? "").utf8)
        isRaw = view[LayoutMembers.raw]?.boolean ?? false
    }

    /// Appends the text that the facts make of a value; false if they do not go together.
    func append(_ value: [UInt8]?, of field: LayoutField, into text: inout [UInt8]) -> Bool {
        text += leading
        if let value {
            switch field.kind {
            case .number(let form) where !isVerbatim:
                guard form.write(value.span, isGrouped: isGrouped, isComplete: false, into: &text) != nil else {
                    return false
                }
            case .date(let pattern) where !isVerbatim:
                guard pattern.write(value.span, into: &text) else { return false }
            default: text += value
            }
        }
        text += trailing
        return true
    }
}

extension Span<UInt8> {
    /// A copy of a range.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBufferPointer { Array($0) }
    }
}
