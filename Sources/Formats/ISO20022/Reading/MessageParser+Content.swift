import Canonical

/// The content of elements with a complex type: the loop over tags.
extension MessageParser {
    /// Why the loop over tags stopped.
    enum ContentEnd {
        /// The element at the given depth was closed.
        case closed
        /// A piece of a split message is complete; what follows begins at the scanner's offset.
        case piece
    }

    /// Reads the content of the open elements until only so many are open.
    mutating func readContent(
        _ bytes: Span<UInt8>,
        downTo depth: Int,
        _ definition: CompiledDefinition
    ) throws(XMLStop) -> ContentEnd {
        var gap = Gap(start: scanner.offset)
        while state.open.count > depth {
            let usualLevel = gap.start == scanner.offset ? passUsualGap(gap, bytes) : -1
            if usualLevel < 0 { scanner.skipBlanks(bytes) }
            guard try scanner.byte(bytes) == UInt8(ascii: "<") else {
                if try readStrayText(behind: gap, bytes) { gap = Gap(start: scanner.offset, followsText: true) }
                continue
            }
            switch try scanner.nextByte(bytes) {
            case UInt8(ascii: "/"):
                if isSplitting, pausesBeforeEnd() {
                    scanner.offset = gap.start
                    return .piece
                }
                try readEnd(gap, usualLevel, bytes, definition)
            case UInt8(ascii: "!") where try isSection(bytes):
                try readStraySection(behind: gap, bytes)
                gap = Gap(start: scanner.offset, followsText: true)
                continue
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                try readMarkup(bytes)
                gap.markupEnd = scanner.offset
                continue
            default:
                if isSplitting, try pausesBeforeStart(bytes, definition) {
                    scanner.offset = gap.start
                    return .piece
                }
                try readChild(gap, usualLevel, bytes, definition)
            }
            if isSplitting, pausesAfterEntry() { return .piece }
            gap = Gap(start: scanner.offset)
        }
        return .closed
    }

    /// Moves over the gap at the offset if it is a usual one.
    ///
    /// - Returns: its level as ``PartStyle/level(of:at:near:)`` says it; behind text nothing is the usual gap.
    @inline(__always)
    private mutating func passUsualGap(_ gap: Gap, _ bytes: Span<UInt8>) -> Int {
        if gap.followsText {
            return gap.start < bytes.count && bytes[gap.start] == UInt8(ascii: "<") ? PartStyle.anyLevel : -1
        }
        let level = state.open.count &- (state.partDepth ?? 0)
        let usual = state.style.level(of: bytes, at: gap.start, near: level)
        scanner.offset &+= usual.length
        return usual.level
    }

    /// Reads a comment or an instruction inside a part, which belongs to the layout.
    private mutating func readMarkup(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        guard bytes[start + 1] == UInt8(ascii: "?") else {
            _ = try scanner.comment(bytes)
            return
        }
        let (target, _) = try scanner.instruction(bytes)
        if scanner.isReserved(target, bytes) {
            throw scanner.fault(at: start, bytes, "An XML declaration stands inside a document.")
        }
    }

    // MARK: - Start tags

    /// Reads a child of the innermost open element from its start tag.
    @inline(__always)
    private mutating func readChild(
        _ gap: Gap,
        _ usualLevel: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let parent = state.open.count &- 1
        let level = state.open.count &- (state.partDepth ?? 0)
        if usualLevel == level || usualLevel == PartStyle.anyLevel {
            if try readPlainChild(parent, bytes, definition) { return }
        } else {
            pendingGap = gap.start..<scanner.offset
        }
        let tag = try startTag(bytes)
        guard let next = step(parent, tag, bytes, definition) else {
            try readUnexpected(tag, parent, bytes)
            return
        }
        state.open[parent].children &+= 1
        try readElement(tag, at: next, parent, bytes, definition)
    }

    /// Reads an element that stands at a position of its parent's content model.
    @inline(__always)
    private mutating func readElement(
        _ tag: StartTag,
        at next: Int,
        _ parent: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let isOrdered = definition.types[Int(state.open[parent].type)].isOrdered
        let isEntry = isEntry(parent)
        let ordinal = enter(next, parent, isListed: !isOrdered && !isEntry, definition)
        let isList = definition.positions[next].isList && !isEntry
        guard case .element = definition.positions[next].item else {
            try open(tag, .foreign, bytes)
            setOrdinal(ordinal, parent, isListed: true)
            try readForeign(tag, .none, wildcard: next, bytes)
            return
        }
        let name = isList && !isOrdered ? DocumentName.none : definition.positions[next].name
        if isOrdered { builder.begin(.object) }
        let child = definition.positions[next].child
        try open(tag, child < 0 ? .complex : .text, bytes)
        setOrdinal(ordinal, parent, isListed: isList || isOrdered)
        state.open[parent &+ 1].closesItem = isOrdered
        if isEntry { state.open[parent &+ 1].ordinal = ordinal }
        if pendingGap != nil { notePendingGap(bytes) }
        if !hasPartPrefix(tag.name, bytes) { noteRaw("prefix", tag.name.prefix, bytes) }
        if child < 0 {
            try begin(tag, Int(~child), name, bytes, definition)
        } else {
            if tag.end != tag.name.start &+ tag.name.length &+ 1 { try readAttributes(tag, nil, bytes, definition) }
            try readText(Int(child), name, tag, bytes, definition)
        }
    }

    /// Whether a name has the prefix of the part's root, as it usually has.
    @inline(__always)
    private func hasPartPrefix(_ name: XMLName, _ bytes: Span<UInt8>) -> Bool {
        guard name.prefixLength == state.partPrefix.count else { return false }
        for index in 0..<name.prefixLength where state.partPrefix[index] != bytes[name.start &+ index] { return false }
        return true
    }

    /// Goes to a position of the parent's content model; returns how often in a row it was gone to.
    @inline(__always)
    private mutating func enter(
        _ next: Int,
        _ parent: Int,
        isListed: Bool,
        _ definition: CompiledDefinition
    ) -> Int32 {
        let isSame = Int(state.open[parent].position) == next
        state.open[parent].position = Int32(truncatingIfNeeded: next)
        state.open[parent].count = isSame ? state.open[parent].count &+ 1 : 1
        guard isListed else {
            let isOrdered = definition.types[Int(state.open[parent].type)].isOrdered
            return isOrdered ? state.open[parent].children : state.open[parent].count
        }
        if !isSame, state.open[parent].listIsOpen {
            builder.end()
            state.open[parent].listIsOpen = false
        }
        guard definition.positions[next].isList else { return 0 }
        if !state.open[parent].listIsOpen {
            state.open[parent].listIsOpen = true
            state.open[parent].items = 0
            beginMember(.list, listName(next, definition), definition)
        }
        return state.open[parent].count
    }

    private func listName(_ position: Int, _ definition: CompiledDefinition) -> DocumentName {
        if case .wildcard = definition.positions[position].item { return SharedNames.any }
        return definition.positions[position].name
    }

    /// Gives the element that was opened last its numbers.
    @inline(__always)
    private mutating func setOrdinal(_ ordinal: Int32, _ parent: Int, isListed: Bool) {
        guard isListed else { return }
        state.open[parent].items &+= 1
        state.open[parent &+ 1].ordinal = ordinal
        state.open[parent &+ 1].item = state.open[parent].items
    }

    /// Begins an element of a complex type.
    @inline(__always)
    mutating func begin(
        _ tag: StartTag,
        _ number: Int,
        _ name: DocumentName,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let index = state.open.count &- 1
        beginMember(.object, name, definition)
        state.open[index].type = Int32(truncatingIfNeeded: number)
        state.open[index].position = Int32(truncatingIfNeeded: definition.types[number].start)
        let hasPlainTag = tag.end == tag.name.start &+ tag.name.length &+ 1
        if !hasPlainTag || definition.types[number].attributesRequired > 0 {
            try readAttributes(tag, number, bytes, definition)
        }
        if let text = definition.types[number].text {
            try readText(text, SharedNames.value, tag, bytes, definition)
            return
        }
        if definition.types[number].isOrdered {
            builder.begin(.list, SharedNames.items)
            state.open[index].listIsOpen = true
        }
        if tag.isEmpty {
            noteForm(tag, bytes)
            checkComplete(bytes, definition)
            closeComplex()
        }
    }
}
