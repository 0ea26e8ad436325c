import Canonical

/// Layout facts about single elements.
extension MessageParser {
    /// Notes the gap before the start tag of the element that was opened last.
    @inline(never)
    mutating func notePendingGap(_ bytes: Span<UInt8>) {
        guard let gap = pendingGap else { return }
        pendingGap = nil
        noteRaw("before", gap, bytes)
    }

    /// Notes a piece of the window as it is written.
    @inline(never)
    mutating func noteRaw(_ fact: String, _ range: Range<Int>, _ bytes: Span<UInt8>) {
        note(fact, .text(string(range, bytes)), at: layoutPath(bytes), bytes)
    }

    /// Notes how the empty element at hand is written, where it is not like the first one.
    @inline(never)
    mutating func noteForm(_ tag: StartTag, _ bytes: Span<UInt8>) {
        noteForm(Self.form(tag, bytes), bytes)
    }

    @inline(never)
    mutating func noteForm(_ form: EmptyForm, _ bytes: Span<UInt8>) {
        if let usual = state.emptyForm {
            if usual != form { note("form", .text(form.rawValue), at: layoutPath(bytes), bytes) }
        } else {
            state.emptyForm = form
        }
    }

    /// The form of a tag that ends with `/>`.
    static func form(_ tag: StartTag, _ bytes: Span<UInt8>) -> EmptyForm {
        tag.end >= 3 && bytes[tag.end - 3] == 0x20 ? .spacedTag : .tag
    }

    /// Notes that references in an attribute's value are not kept, where the writer would choose others.
    mutating func noteReferences(in attribute: XMLAttribute, _ value: [UInt8], _ bytes: Span<UInt8>) {
        var usual: [UInt8] = []
        XMLEscape.appendAttribute(value.span, quote: bytes[attribute.value.upperBound], to: &usual)
        guard usual != bytes.extracting(attribute.value).withUnsafeBufferPointer({ Array($0) }) else { return }
        find(
            .note,
            "xml.reference-normalised",
            at: attribute.value.lowerBound,
            bytes,
            "A reference is kept as its character."
        )
    }

    /// Notes the inside of a typed element's start tag, unless it holds the declared attributes in the usual form.
    mutating func noteTag(
        _ tag: StartTag,
        _ number: Int?,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        if state.open.count - 1 == state.partDepth {
            notePart(tag, bytes)
            return
        }
        if hasUsualForm(tag, bytes), attributes.allSatisfy({ $0.namespace == XMLNamespaces.none }),
            number.map({ isInOrder($0, bytes, definition) }) ?? attributes.isEmpty
        {
            return
        }
        let markup = TagMarkup.template(tag, attributes, bytes) { attribute in
            attribute.namespace != XMLNamespaces.declarations && attribute.namespace != XMLNamespaces.instance
        }
        if !markup.isEmpty { note("tag", .text(markup), at: layoutPath(bytes), bytes) }
    }

    /// Whether a tag has one blank before each attribute, `="` and `"` around each value, and nothing else.
    func hasUsualForm(_ tag: StartTag, _ bytes: Span<UInt8>) -> Bool {
        var end = tag.name.start + tag.name.length
        for attribute in attributes {
            let nameEnd = attribute.name.start + attribute.name.length
            guard bytes[end] == 0x20, attribute.name.start == end + 1, attribute.value.lowerBound == nameEnd + 2,
                bytes[attribute.value.upperBound] == UInt8(ascii: "\"")
            else { return false }
            end = attribute.value.upperBound + 1
        }
        let rest = tag.end - end
        guard tag.isEmpty else { return rest == 1 }
        return rest == 2 || rest == 3 && bytes[end] == 0x20
    }

    private func isInOrder(_ number: Int, _ bytes: Span<UInt8>, _ definition: CompiledDefinition) -> Bool {
        var declared = definition.types[number].attributes[...]
        for attribute in attributes {
            let key = NameKey(bytes, start: attribute.name.start, length: attribute.name.length)
            guard let index = declared.firstIndex(where: { $0.key == key }) else { return false }
            declared = declared[(index + 1)...]
        }
        return true
    }
}

/// The inside of a start tag with the values that documents hold cut out.
enum TagMarkup {
    /// What stands between the name and the end of a tag, with the values of some attributes cut out between their
    /// quotation marks.
    static func template(
        _ tag: MessageParser.StartTag,
        _ attributes: [XMLAttribute],
        _ bytes: Span<UInt8>,
        cutting isCut: (XMLAttribute) -> Bool
    ) -> String {
        var markup: [UInt8] = []
        var start = tag.name.start + tag.name.length
        for attribute in attributes where isCut(attribute) {
            for index in start..<attribute.value.lowerBound { markup.append(bytes[index]) }
            start = attribute.value.upperBound
        }
        var end = tag.end - (tag.isEmpty ? 2 : 1)
        if tag.isEmpty, end > start, bytes[end - 1] == 0x20 { end -= 1 }
        for index in start..<max(start, end) { markup.append(bytes[index]) }
        return String(decoding: markup, as: UTF8.self)
    }
}
