import Canonical

/// Fields that consist of tags with values: BER-TLV and tags of a fixed length.
extension ISO8583MessageReader {
    /// How many tags a group may have; what follows is kept as bytes.
    static let tagsMax = 1_024
    /// How deep data objects may be nested.
    static let tagDepthMax = 8

    /// What holds tags: a field, or a constructed data object.
    struct TagGroup {
        /// The composite that defines the tags.
        var composite: Int
        /// The step whose label findings name: values of the message, such as unknown tags, never stand in findings.
        var label: Int
        /// What facts name it.
        var path: String
        var depth: Int
        /// Whether the tags are those of BER.
        var isBER: Bool
    }

    /// A tag in a group, and which one of its kind; its text is made only where it is needed.
    struct TagPath {
        var group: String
        var name: TagName
        var occurrence: Int

        var text: String {
            let name = "\(group).\(String(decoding: name.bytes, as: UTF8.self))"
            return occurrence > 1 ? "\(name)#\(occurrence)" : name
        }
    }

    /// The name of a tag in documents.
    enum TagName: Equatable {
        /// The hexadecimal digits of a BER tag.
        case ber(ISO8583Tag)
        /// The characters of any other.
        case characters([UInt8])

        var bytes: [UInt8] {
            switch self {
            case .ber(let tag): Array(tag.name.utf8)
            case .characters(let bytes): bytes
            }
        }
    }

    /// A tag with its value.
    struct TagItem {
        var key: UInt64
        /// Its step; -1 if the tag is not known.
        var step: Int
        var name: TagName
        /// Where the length begins.
        var lengthStart: Int
        var content: Range<Int>
        /// How many bytes of zero stand before it.
        var padding: Int
        /// The number of the next item with the same tag; -1 if there is none.
        var next = -1
        var isFirst = true
    }

    /// Whether items were emitted in the order of the message.
    struct WrittenOrder {
        private var last = -1
        private(set) var isOrdered = true

        mutating func append(_ index: Int) {
            if index < last { isOrdered = false }
            last = index
        }
    }

    /// Reads the tags in a range into the open object; leaves ``at`` where something cannot be read.
    mutating func readTags(
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let isBER = group.isBER
        var items: [TagItem] = []
        items.reserveCapacity(16)
        let (end, padding) =
            isBER
            ? scanBER(group, bytes, range, &items, &findings)
            : (scanTagged(group, bytes, range, &items, &findings), 0)
        Self.link(&items)
        if isBER { noteLayout(group, bytes, items, padding) }
        var written = WrittenOrder()
        for index in items.indices where items[index].isFirst {
            emit(index, items, group, bytes, &written, &builder, &findings)
        }
        emitRepeated(items, group, bytes, &written, &builder, &findings)
        if !written.isOrdered {
            let order = items.map { String(decoding: $0.name.bytes, as: UTF8.self) }.joined(separator: ",")
            deviations.append(Deviation(field: group.path, fact: .order, value: order))
        }
        at = end
    }

    /// Links items with the same tag to each other.
    private static func link(_ items: inout [TagItem]) {
        for index in items.indices where items[index].isFirst {
            var last = index
            for other in index + 1..<items.count
            where items[other].key == items[index].key && items[other].name == items[index].name {
                items[last].next = other
                items[other].isFirst = false
                last = other
            }
        }
    }

    private func isList(_ item: TagItem) -> Bool {
        item.step < 0 || program.steps[item.step].isList
    }

    /// Emits the first item of a tag; where the tag's values are a list, all of them.
    private mutating func emit(
        _ first: Int,
        _ items: [TagItem],
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ written: inout WrittenOrder,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let item = items[first]
        guard isList(item) else {
            written.append(first)
            emitValue(item, 1, program.steps[item.step].name, group, bytes, &builder, &findings)
            return
        }
        builder.begin(.list, ownName: item.name.bytes.span)
        var index = first
        var occurrence = 1
        while index >= 0 {
            written.append(index)
            emitValue(items[index], occurrence, .none, group, bytes, &builder, &findings)
            index = items[index].next
            occurrence += 1
        }
        builder.end()
    }

    /// Emits what occurs again though it may occur once: its bytes, in the member `more`.
    private mutating func emitRepeated(
        _ items: [TagItem],
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ written: inout WrittenOrder,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let isBER = group.isBER
        var isOpen = false
        for index in items.indices where !items[index].isFirst && !isList(items[index]) {
            if !isOpen { builder.begin(.list, program.own.more) }
            isOpen = true
            let item = items[index]
            let place = place(item.content.lowerBound, program.labels[item.step])
            findings.add(.error, ISO8583Code.tagRepeated, at: place, "The tag may occur once and occurs again.")
            builder.begin(.object)
            builder.text(program.own.tag, item.name.bytes.span)
            let start = builder.bytes.count
            // The lengths of tagged subfields may count digits, so they are kept with the value.
            let first = isBER ? item.content.lowerBound : item.lengthStart
            ISO8583Digits.appendHex(bytes.extracting(first..<item.content.upperBound), to: &builder.bytes)
            builder.text(program.own.value, from: start)
            builder.end()
            written.append(index)
        }
        if isOpen { builder.end() }
    }

    private mutating func emitValue(
        _ item: TagItem,
        _ occurrence: Int,
        _ name: DocumentName,
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let path = TagPath(group: group.path, name: item.name, occurrence: occurrence)
        tagPath = path
        defer { tagPath = nil }
        let isBER = group.isBER
        if item.step < 0 || isBER && isTLV(item.step) {
            emitData(item, path, name, group, bytes, &builder, &findings)
        } else if isBER {
            let step = program.steps[item.step]
            let units = item.content.count
            readContent(item.step, step, bytes, item.content, units: units, name: name, &builder, &findings)
        } else {
            at = item.lengthStart
            let end = item.content.upperBound
            _ = readStep(item.step, bytes, end: end, isTop: false, name: name, &builder, &findings)
        }
    }

    private func isTLV(_ step: Int) -> Bool {
        let composite = program.steps[step].composite
        return composite >= 0 && program.styles[composite] == .tlv
    }

    /// Emits a constructed data object, or a value of an unknown tag.
    private mutating func emitData(
        _ item: TagItem,
        _ path: TagPath,
        _ name: DocumentName,
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let isBER = group.isBER
        guard item.step >= 0 || isBER && ISO8583Tag(number: UInt32(truncatingIfNeeded: item.key)).isConstructed else {
            let start = builder.bytes.count
            ISO8583Digits.appendHex(bytes.extracting(item.content), to: &builder.bytes)
            builder.text(name, from: start)
            return
        }
        var inner = group
        inner.path = path.text
        inner.depth += 1
        if item.step >= 0 {
            inner.composite = program.steps[item.step].composite
            inner.label = item.step
        }
        builder.begin(.object, name)
        at = item.content.lowerBound
        if inner.depth <= Self.tagDepthMax {
            readTags(inner, bytes, item.content, &builder, &findings)
        } else {
            reportTags(inner, at, "Data objects are nested deeper than \(Self.tagDepthMax) levels.", &findings)
        }
        if at < item.content.upperBound { keepRest(bytes.extracting(at..<item.content.upperBound), &builder) }
        builder.end()
    }

    func reportTags(_ group: TagGroup, _ offset: Int, _ message: String, _ findings: inout Findings) {
        findings.add(.error, ISO8583Code.tags, at: place(offset, program.labels[group.label]), message)
    }
}
