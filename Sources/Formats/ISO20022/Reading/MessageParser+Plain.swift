import Canonical

/// The short way: elements whose tags hold nothing but the name that is expected there, as nearly all do.
///
/// Their names are compared with the expected ones instead of being read, and texts are taken over whole. Whatever is
/// otherwise is left to the long way, which begins again at the tag; so both make the same of it.
extension MessageParser {
    /// A start tag that holds nothing but the name of an element that is expected there.
    struct PlainTag {
        /// The position that it leads to.
        var position: Int
        var name: XMLName

        /// Where the content begins.
        var end: Int { name.start &+ name.length &+ 1 }
    }

    /// Reads the child whose start tag is at the offset; false, with nothing done, if it is not plain.
    @inline(__always)
    mutating func readPlainChild(
        _ parent: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) -> Bool {
        guard !definition.types[Int(state.open[parent].type)].isOrdered, !isEntry(parent),
            state.open.count < scanner.limits.depthMax, builder.depth < depthMax,
            builder.count &+ envelope.count < valuesMax,
            let tag = plainTag(parent, bytes, definition)
        else { return false }
        let child = definition.positions[tag.position].child
        if child >= 0 { return try readPlainText(tag, Int(child), parent, bytes, definition) }
        guard definition.types[Int(~child)].isPlain else { return false }
        beginPlain(tag, Int(~child), parent, definition)
        return true
    }

    /// Whether the children of an open element are entries that a message is split at.
    @inline(__always)
    func isEntry(_ parent: Int) -> Bool {
        isSplitting && piece == .entry && state.entryDepth == parent &+ 1
    }

    /// The start tag at the offset, if it is plain.
    @inline(__always)
    private func plainTag(_ parent: Int, _ bytes: Span<UInt8>, _ definition: CompiledDefinition) -> PlainTag? {
        let start = scanner.offset &+ 1
        let prefixLength = state.plainNames.prefixLength
        let localStart = start &+ prefixLength
        guard localStart &+ Self.plainNameBytes <= bytes.count,
            state.namespaces.bindingCount == state.plainNames.bindings, state.plainNames.begin(bytes, at: start)
        else { return nil }
        let length = Self.distanceToTagEnd(bytes, localStart)
        guard length > 0 else { return nil }
        let position = expectedPosition(parent, localStart, length, bytes, definition)
        guard position >= 0 else { return nil }
        let name = XMLName(
            start: start,
            length: prefixLength &+ length,
            prefixLength: prefixLength == 0 ? 0 : prefixLength &- 1
        )
        return PlainTag(position: position, name: name)
    }

    /// So many bytes are looked at for the end of a plain tag; names of ISO 20022 are shorter.
    private static var plainNameBytes: Int { 40 }

    /// How far the next `>` is; -1 if it is not among the next bytes, which must be there.
    @inline(__always)
    private static func distanceToTagEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var distance = 0
        while distance < plainNameBytes {
            let raw = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start &+ distance, as: UInt64.self)
            let word = UInt64(littleEndian: raw) ^ (ones &* UInt64(UInt8(ascii: ">")))
            let ends = (word &- ones) & ~word & (ones &* 0x80)
            if ends != 0 { return distance &+ ends.trailingZeroBitCount / 8 }
            distance &+= 8
        }
        return -1
    }

    /// Reads an element that holds nothing but text without references, and without a finding about it.
    @inline(__always)
    private mutating func readPlainText(
        _ tag: PlainTag,
        _ type: Int,
        _ parent: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) -> Bool {
        let tagStart = scanner.offset
        let start = tag.end
        scanner.offset = start
        try scanner.text(bytes)
        let end = scanner.offset
        scanner.offset = tagStart
        let next = end &+ tag.name.length &+ 3
        guard start < end, end &- start <= scanner.limits.textBytesMax, next <= bytes.count,
            bytes[end] == UInt8(ascii: "<"), bytes[end &+ 1] == UInt8(ascii: "/"),
            bytes[next &- 1] == UInt8(ascii: ">"),
            XMLBytes.areEqual(bytes, at: tag.name.start, bytes, at: end &+ 2, count: tag.name.length)
        else { return false }
        let value = bytes.extracting(start..<end)
        guard definition.simpleTypes[type].violations(value).isEmpty else { return false }
        let isItem = enterPlain(tag.position, parent, definition)
        addMember(isItem ? .none : definition.positions[tag.position].name, value, definition)
        scanner.offset = next
        return true
    }

    /// Begins an element with children and without attributes.
    @inline(__always)
    private mutating func beginPlain(
        _ tag: PlainTag,
        _ number: Int,
        _ parent: Int,
        _ definition: CompiledDefinition
    ) {
        let isItem = enterPlain(tag.position, parent, definition)
        var element = OpenElement(
            kind: .complex,
            name: tag.name,
            tagStart: scanner.offset,
            bindings: Int32(truncatingIfNeeded: state.plainNames.bindings),
            outerDefault: Int32(truncatingIfNeeded: state.defaultNamespace)
        )
        element.type = Int32(truncatingIfNeeded: number)
        element.position = Int32(truncatingIfNeeded: definition.types[number].start)
        if isItem {
            element.ordinal = state.open[parent].count
            element.item = state.open[parent].items
        }
        state.open.append(element)
        beginMember(.object, isItem ? .none : definition.positions[tag.position].name, definition)
        scanner.offset = tag.end
    }

    /// Goes to a position of the parent's content model, and opens or closes the list that stands there in the document;
    /// true if the child is an item of one.
    @inline(__always)
    private mutating func enterPlain(_ position: Int, _ parent: Int, _ definition: CompiledDefinition) -> Bool {
        let isList = definition.positions[position].isList
        let change = state.open[parent].goOn(to: Int32(truncatingIfNeeded: position), isList: isList)
        if change.closesList { builder.end() }
        if change.opensList { beginMember(.list, definition.positions[position].name, definition) }
        return isList
    }
}
