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

    /// A tag with its value: plain numbers, without references.
    struct TagItem {
        /// The tag as a number, which no other tag of the group has.
        var key: UInt64
        /// Its step; -1 if the tag is not known.
        var step: Int
        /// Where the length begins.
        var lengthStart: Int
        var content: Range<Int>
        /// How many bytes of zero stand before it.
        var padding: Int
        /// Which one of its kind it is.
        var occurrence = 1
        /// The number of the next item with the same tag; -1 if there is none.
        var next = -1

        var isFirst: Bool { occurrence == 1 }
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
        if isBER { noteLayout(group, items, padding) }
        var written = WrittenOrder()
        for index in items.indices where items[index].isFirst {
            emit(index, items, group, bytes, &written, &builder, &findings)
        }
        emitRepeated(items, group, bytes, &written, &builder, &findings)
        if !written.isOrdered {
            let order = items.map { String(decoding: name(of: $0, group), as: UTF8.self) }.joined(separator: ",")
            deviations.append(Deviation(field: group.path, fact: .order, value: order))
        }
        at = end
    }

    /// Links items with the same tag to each other, in one pass: items are looked up in chains by a part of their key.
    private static func link(_ items: inout [TagItem]) {
        var heads = InlineArray<64, Int16>(repeating: -1)
        var chain = [Int16](repeating: -1, count: items.count)
        for index in items.indices {
            let key = items[index].key
            let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 58)
            var other = Int(heads[place])
            while other >= 0, items[other].key != key { other = Int(chain[other]) }
            if other >= 0 {
                items[other].next = index
                items[index].occurrence = items[other].occurrence + 1
            }
            chain[index] = heads[place]
            heads[place] = Int16(index)
        }
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
        guard program.isList(item.step) else {
            written.append(first)
            emitValue(item, program.steps[item.step].name, group, bytes, &builder, &findings)
            return
        }
        let name = name(of: item, group)
        builder.begin(.list, ownName: name.span)
        var index = first
        while index >= 0 {
            written.append(index)
            emitValue(items[index], .none, group, bytes, &builder, &findings)
            index = items[index].next
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
        for index in items.indices where !items[index].isFirst && !program.isList(items[index].step) {
            if !isOpen { builder.begin(.list, program.own.more) }
            isOpen = true
            let item = items[index]
            let place = place(item.content.lowerBound, program.labels[item.step])
            findings.add(.error, ISO8583Code.tagRepeated, at: place, "The tag may occur once and occurs again.")
            builder.begin(.object)
            let name = name(of: item, group)
            builder.text(program.own.tag, name.span)
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
        _ name: DocumentName,
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        tagPath = Self.path(of: item, group)
        defer { tagPath = nil }
        if item.step < 0 || group.isBER && program.isTLV(item.step) {
            emitData(item, name, group, bytes, &builder, &findings)
        } else if group.isBER {
            let content = Content(
                index: item.step,
                step: program.steps[item.step],
                range: item.content,
                units: item.content.count,
                name: name
            )
            readContent(content, bytes, &builder, &findings)
        } else {
            at = item.lengthStart
            let end = item.content.upperBound
            _ = readStep(item.step, bytes, end: end, isTop: false, name: name, &builder, &findings)
        }
    }

    /// Emits a constructed data object, or a value of an unknown tag.
    private mutating func emitData(
        _ item: TagItem,
        _ name: DocumentName,
        _ group: TagGroup,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        guard item.step >= 0 || group.isBER && ISO8583Tag(number: UInt32(truncatingIfNeeded: item.key)).isConstructed
        else {
            let start = builder.bytes.count
            ISO8583Digits.appendHex(bytes.extracting(item.content), to: &builder.bytes)
            builder.text(name, from: start)
            return
        }
        var inner = group
        inner.path = text(of: Self.path(of: item, group))
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
