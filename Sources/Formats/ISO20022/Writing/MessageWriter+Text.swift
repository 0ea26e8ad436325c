import Canonical

/// The text of elements, and the ends of elements.
extension MessageWriter {
    /// Writes the text of an element and its end tag.
    mutating func writeText(
        _ index: Int?,
        _ name: [UInt8],
        _ site: Site,
        _ facts: [String: DocumentView],
        type: Int?
    ) throws(Fault) {
        if let index, document.nodes[index].kind != .text {
            throw Self.fault(site.path, "The value of \(String(decoding: site.name, as: UTF8.self)) is not a text.")
        }
        let value = index.map { Array(bytes($0)) } ?? []
        let unexpected = self.facts.unexpected(at: site.path)
        if value.isEmpty, unexpected.isEmpty, facts["cdata"] == nil {
            writeEmpty(name, facts)
            return
        }
        output.append(UInt8(ascii: ">"))
        if facts["cdata"]?.boolean == true, !Self.holdsSectionEnd(value) {
            append("<![CDATA[")
            write(value, facts["references"], isSection: true)
            append("]]>")
        } else {
            write(value, facts["references"], isSection: false)
        }
        for item in unexpected { try writeUnexpected(item) }
        appendEnd(name, facts)
    }

    /// Writes a text with the forms of references and line ends that it was read with, as far as they still fit.
    private mutating func write(_ value: [UInt8], _ forms: DocumentView?, isSection: Bool) {
        var start = 0
        for form in forms?.children.map(\.self) ?? [] {
            guard let written = form["as"]?.text.map({ Array($0.utf8) }), let offset = form["offset"]?.number,
                let character = Self.character(written, isSection: isSection)
            else { continue }
            let position = Int(clamping: offset.coefficient)
            guard position >= start, position <= value.count, value[position...].starts(with: character) else {
                continue
            }
            write(value.span.extracting(start..<position), isSection: isSection)
            output += written
            start = position + character.count
        }
        write(value.span.extracting(start..<value.count), isSection: isSection)
    }

    private mutating func write(_ text: Span<UInt8>, isSection: Bool) {
        guard isSection else { return appendText(text) }
        for index in text.indices { if text[index] == 0x0A { output += lineEnd } else { output.append(text[index]) } }
    }

    /// The character that a line end or, outside of sections, a reference stands for; nil for anything else, so that
    /// what is no form of a character any more is written as the character.
    private static func character(_ written: [UInt8], isSection: Bool) -> [UInt8]? {
        if written == [0x0A] || written == [0x0D] || written == [0x0D, 0x0A] { return [0x0A] }
        var scanner = XMLScanner()
        guard !isSection, written.first == UInt8(ascii: "&"), let scalar = try? scanner.reference(written.span),
            scanner.offset == written.count
        else { return nil }
        var character: [UInt8] = []
        UTF8Scalar.append(scalar, to: &character)
        return character
    }

    private static func holdsSectionEnd(_ value: [UInt8]) -> Bool {
        let end: [UInt8] = [0x5D, 0x5D, 0x3E]
        return value.indices.contains { value[$0...].starts(with: end) }
    }

    /// Writes the end of an element without content, in its form.
    func emptyForm(_ facts: [String: DocumentView]) -> EmptyForm {
        facts["form"]?.text.flatMap { EmptyForm(rawValue: $0) } ?? emptyForm
    }

    mutating func writeEmpty(_ name: [UInt8], _ facts: [String: DocumentView]) {
        switch emptyForm(facts) {
        case .tag: append("/>")
        case .spacedTag: append(" />")
        case .pair:
            output.append(UInt8(ascii: ">"))
            appendEnd(name, facts)
        }
    }

    mutating func appendEnd(_ name: [UInt8], _ facts: [String: DocumentView]) {
        append("</")
        output += name
        append(facts["close"]?.text ?? "")
        output.append(UInt8(ascii: ">"))
    }
}
