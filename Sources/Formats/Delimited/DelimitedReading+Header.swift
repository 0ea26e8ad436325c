import Canonical

extension DelimitedReading {
    /// Reads the row as a header line; nil if it is none.
    mutating func readHeader(_ window: Span<UInt8>, _ findings: inout Findings) -> Document? {
        guard mayHaveHeader || isRepeatedHeader(window) else { return nil }
        if mayHaveHeader {
            mayHaveHeader = false
            let names = texts(window)
            let found = DelimitedColumns(layout, header: names.map { String(decoding: $0, as: UTF8.self) })
            guard isOpen || found.isMatching else {
                facts.hasHeader = false
                let text = "The first line does not have the names of the columns; it is read as a record."
                findings.add(.error, "layout.header", at: place, text)
                return nil
            }
            use(found)
            header = names
            let first = row.fields[0]
            headerStart = first.isExact ? window.bytes(first.content) : nil
            noteHeader(found, &findings)
        }
        builder.begin(.object)
        builder.text(columns.record, LayoutMembers.header)
        builder.begin(.list, columns.names.name(LayoutMembers.names))
        let title = LayoutField(name: LayoutMembers.names)
        for number in row.fields.indices {
            let key = Array(String(number).utf8)
            let position = DelimitedPosition(isFirst: number == 0, isOnly: row.fields.count == 1, key: key)
            let field = row.fields[number]
            fields.readText(window, field, title, position, rowPlace, into: &builder, &facts, &findings)
        }
        builder.end()
        return finishDocument()
    }

    private func noteHeader(_ found: DelimitedColumns, _ findings: inout Findings) {
        guard !isOpen else { return }
        for number in found.unknown {
            let start = offset + row.fields[number].raw.lowerBound
            let place = Place(byteOffset: start, line: line, path: "/\(LayoutMembers.names)/\(number)")
            findings.add(.warning, "layout.header", at: place, "The layout has no column of that name.")
        }
        for title in found.missing {
            findings.add(.error, "layout.header", at: place, "The header line lacks the column \(title).")
        }
    }

    /// Whether the row repeats the header line, as in files that were put together.
    private func isRepeatedHeader(_ window: Span<UInt8>) -> Bool {
        guard header.count > 1, row.fields.count == header.count else { return false }
        // Most rows differ from it in the first field, so that no text is made of them.
        if let headerStart, row.fields[0].isExact,
            !window.extracting(row.fields[0].content).equals(headerStart.span)
        {
            return false
        }
        for number in header.indices where text(window, row.fields[number]) != header[number] { return false }
        return true
    }

    private func texts(_ window: Span<UInt8>) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for field in row.fields { texts.append(text(window, field)) }
        return texts
    }

    /// The text of a field without its quotes, in UTF-8.
    func text(_ window: Span<UInt8>, _ field: RowScanner.Field) -> [UInt8] {
        var content: [UInt8] = []
        let range = field.isMalformed ? field.raw : field.content
        _ = layout.encoding.decodeKeeping(window.extracting(range), into: &content)
        guard field.hasEscapes, !field.isMalformed else { return content }
        var text: [UInt8] = []
        _ = DelimitedFieldText(dialect: layout.dialect).unescape(content.span, into: &text)
        return text
    }
}
