import Canonical

/// The text of elements with a simple type or simple content.
extension MessageParser {
    /// Reads the text and the end tag of the innermost open element.
    @inline(__always)
    mutating func readText(
        _ type: Int,
        _ name: DocumentName,
        _ tag: StartTag,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let start = scanner.offset
        var end = start
        if tag.isEmpty {
            noteForm(tag, bytes)
        } else {
            try scanner.text(bytes)
            end = scanner.offset
            guard bytes[end] == UInt8(ascii: "<"), try scanner.nextByte(bytes) == UInt8(ascii: "/") else {
                return try readIrregularText(type, name, from: start, bytes, definition)
            }
            if end &- start > scanner.limits.textBytesMax { try scanner.checkLength(from: start, bytes) }
            if start == end { noteForm(.pair, bytes) }
        }
        let value = bytes.extracting(start..<end)
        let violations = definition.simpleTypes[type].violations(value)
        if !violations.isEmpty { report(violations, definition.simpleTypes[type], at: tag.start, bytes) }
        addMember(name, value, definition)
        if !tag.isEmpty {
            let blanks = try endTag(bytes)
            if !blanks.isEmpty { noteRaw("close", blanks, bytes) }
        }
        closeText()
    }

    /// Closes an element with text in the document.
    @inline(__always)
    private mutating func closeText() {
        let last = state.open.count &- 1
        if state.open[last].kind == .complex { builder.end() }
        if state.open[last].closesItem { builder.end() }
        close()
    }

    /// Reads a text with references, sections, comments or even elements in it.
    @inline(never)
    private mutating func readIrregularText(
        _ type: Int,
        _ name: DocumentName,
        from start: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let depth = state.open.count
        var text: [UInt8] = bytes.extracting(start..<scanner.offset).withUnsafeBufferPointer { Array($0) }
        var references: [DocumentValue] = []
        var sections = 0
        var isOnlySection = text.isEmpty
        reading: while true {
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "&"):
                isOnlySection = false
                try readReference(into: &text, &references, bytes)
            case 0x0D: try readLineEnd(into: &text, bytes)
            case UInt8(ascii: "<"):
                switch try scanner.nextByte(bytes) {
                case UInt8(ascii: "/"): break reading
                case UInt8(ascii: "!") where try isSection(bytes):
                    sections += 1
                    appendSection(try scanner.section(bytes), to: &text, bytes)
                case UInt8(ascii: "!"), UInt8(ascii: "?"): try dropMarkup(bytes)
                default:
                    try readElementInText(depth, bytes)
                }
            default:
                isOnlySection = false
                let runStart = scanner.offset
                try scanner.text(bytes)
                append(runStart..<scanner.offset, to: &text, bytes)
            }
            try scanner.checkLength(from: start, bytes)
        }
        if isOnlySection, sections == 1 {
            note("cdata", .boolean(true), at: layoutPath(bytes), bytes)
        } else if sections > 0 {
            find(.note, "xml.section-normalised", at: start, bytes, "A CDATA section is kept as text.")
        }
        if !references.isEmpty { note("references", .list(references), at: layoutPath(bytes), bytes) }
        let violations = definition.simpleTypes[type].violations(text.span)
        if !violations.isEmpty {
            report(violations, definition.simpleTypes[type], at: state.open[depth - 1].tagStart, bytes)
        }
        addMember(name, text.span, definition)
        let blanks = try endTag(bytes)
        if !blanks.isEmpty { noteRaw("close", blanks, bytes) }
        closeText()
    }

    /// Reads a reference, and notes its form where it is not the one that the writer would choose.
    private mutating func readReference(
        into text: inout [UInt8],
        _ references: inout [DocumentValue],
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        let start = scanner.offset
        let offset = text.count
        UTF8Scalar.append(try scanner.reference(bytes), to: &text)
        let written = bytes.extracting(start..<scanner.offset)
        var usual: [UInt8] = []
        XMLEscape.appendText(
            text.span.extracting(offset..<text.count),
            to: &usual,
            after: text.span.extracting(0..<offset)
        )
        guard usual != written.withUnsafeBufferPointer({ Array($0) }) else { return }
        references.append([
            "offset": .number(Number(Int64(offset))), "as": .text(string(start..<scanner.offset, bytes)),
        ])
    }

    /// Reads a line end that begins with a carriage return as a line feed (XML 1.0 section 2.11).
    mutating func readLineEnd(into text: inout [UInt8], _ bytes: Span<UInt8>) throws(XMLStop) {
        let hasLineFeed = try scanner.nextByte(bytes) == 0x0A
        text.append(0x0A)
        scanner.offset += hasLineFeed ? 2 : 1
        if !hasLineFeed || !state.hasCarriageReturns {
            find(.note, "xml.line-ends-mixed", at: scanner.offset, bytes, "A line end is not like the first one.")
        }
    }

    /// Whether a CDATA section begins at the offset.
    mutating func isSection(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        guard scanner.offset + 2 < bytes.count else { throw scanner.ended(bytes) }
        return bytes[scanner.offset + 2] == UInt8(ascii: "[")
    }

    /// Appends the content of a section, line ends normalised.
    func appendSection(_ range: Range<Int>, to text: inout [UInt8], _ bytes: Span<UInt8>) {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x0D {
                text.append(0x0A)
                if index + 1 < range.upperBound, bytes[index + 1] == 0x0A { index += 1 }
            } else {
                text.append(bytes[index])
            }
            index += 1
        }
    }

    /// Appends a piece of the window.
    func append(_ range: Range<Int>, to text: inout [UInt8], _ bytes: Span<UInt8>) {
        bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }

    /// Passes over a comment or an instruction inside a text.
    private mutating func dropMarkup(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        if bytes[start + 1] == UInt8(ascii: "!") {
            _ = try scanner.comment(bytes)
        } else {
            let (target, _) = try scanner.instruction(bytes)
            if scanner.isReserved(target, bytes) {
                throw scanner.fault(at: start, bytes, "An XML declaration stands inside a document.")
            }
        }
        find(.note, "xml.comment-dropped", at: start, bytes, "A comment or instruction inside a text is left out.")
    }

    private mutating func readElementInText(_ depth: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        let tag = try startTag(bytes)
        let local = string(tag.name.local, bytes)
        find(
            .error,
            "xsd.element-unexpected",
            at: tag.start,
            bytes,
            adding: local,
            "The element takes text, no elements."
        )
        try readUnexpected(tag, depth - 1, bytes)
    }
}
