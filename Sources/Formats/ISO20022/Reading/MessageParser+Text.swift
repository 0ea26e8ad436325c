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
        var forms: [DocumentValue] = []
        var sections = 0
        var isOnlySection = text.isEmpty
        reading: while true {
            let (pieceStart, offset) = (scanner.offset, text.count)
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "&"):
                isOnlySection = false
                if try !readReference(into: &text, bytes) { addForm(pieceStart, at: offset, to: &forms, bytes) }
            case let byte where scanner.isLineEnd(byte):
                isOnlySection = false
                if try !readLineEnd(into: &text, bytes) { addForm(pieceStart, at: offset, to: &forms, bytes) }
            case UInt8(ascii: "<"):
                switch try scanner.nextByte(bytes) {
                case UInt8(ascii: "/"): break reading
                case UInt8(ascii: "!") where try isSection(bytes):
                    sections += 1
                    appendSection(try scanner.section(bytes), to: &text, bytes, &forms)
                case UInt8(ascii: "!"), UInt8(ascii: "?"): try dropMarkup(bytes)
                default: try readElementInText(depth, bytes)
                }
            default:
                isOnlySection = false
                try scanner.text(bytes)
                append(pieceStart..<scanner.offset, to: &text, bytes)
            }
            try scanner.checkLength(from: start, bytes)
        }
        if isOnlySection, sections == 1 {
            note("cdata", .boolean(true), at: layoutPath(bytes), bytes)
        } else if sections > 0 {
            find(.note, "xml.section-normalised", at: start, bytes, "A CDATA section is kept as text.")
        }
        if !forms.isEmpty { note("references", .list(forms), at: layoutPath(bytes), bytes) }
        let violations = definition.simpleTypes[type].violations(text.span)
        if !violations.isEmpty {
            report(violations, definition.simpleTypes[type], at: state.open[depth - 1].tagStart, bytes)
        }
        addMember(name, text.span, definition)
        let blanks = try endTag(bytes)
        if !blanks.isEmpty { noteRaw("close", blanks, bytes) }
        closeText()
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
