import Canonical

/// Reads the fields of a row: the usual ones straight from the file's bytes, others with all that may be unusual.
struct DelimitedFieldReader {
    private let encoding: TextEncoding
    private let isASCIICompatible: Bool
    private var unusual: UnusualDelimitedField

    init(_ layout: Layout) {
        encoding = layout.encoding
        isASCIICompatible = layout.encoding.isASCIICompatible
        unusual = UnusualDelimitedField(layout)
    }

    /// Appends the members of a row's columns, and their facts where they are not written as the layout says.
    mutating func read(
        _ window: Span<UInt8>,
        _ fields: [RowScanner.Field],
        _ kind: DelimitedKind,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        let columns = kind.columns
        for number in 0..<min(columns.count, fields.count) {
            let column = columns[number]
            let field = fields[number]
            let start = builder.bytes.count
            if isUsual(field, column.quotes) {
                let content = window.extracting(field.content)
                if content.isEmpty, column.isNullIfEmpty, fields.count > 1 {
                    builder.null(column.name)
                    continue
                }
                if readUsual(content, field.isASCII, column.shortcut, kind, number, into: &builder.bytes) {
                    builder.text(column.name, from: start)
                    guard column.isMandatory, builder.bytes.count == start else { continue }
                    let place = place.place(of: kind.contents[number], at: field.raw.lowerBound)
                    findings.noteEmptyMandatory(at: place)
                    continue
                }
                if builder.bytes.count > start { builder.bytes.removeLast(builder.bytes.count - start) }
            }
            let position = DelimitedPosition(isFirst: number == 0, isOnly: fields.count == 1, key: kind.keys[number])
            let content = kind.contents[number]
            unusual.read(window, field, content, column.name, position, place, into: &builder, &facts, &findings)
        }
    }

    /// Appends the text of a field that is no column of a kind of record.
    mutating func readText(
        _ window: Span<UInt8>,
        _ field: RowScanner.Field,
        _ content: LayoutField,
        _ position: DelimitedPosition,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        unusual.read(window, field, content, .none, position, place, into: &builder, &facts, &findings)
    }

    /// Whether the value is all that stands between the delimiters, or the quotes, and these are where the layout has
    /// them; false also where that takes a closer look.
    @inline(__always)
    private func isUsual(_ field: RowScanner.Field, _ quotes: DelimitedKind.Quotes) -> Bool {
        guard !field.isOdd else { return false }
        switch quotes {
        case .always: return field.isQuoted
        case .whereNeeded: return field.isQuoted == field.needsQuotes
        case .never: return !field.isQuoted && !field.needsQuotes
        }
    }

    /// Appends the value of what is written as the layout has it; false if it is not.
    @inline(__always)
    private func readUsual(
        _ content: Span<UInt8>,
        _ isASCII: Bool,
        _ shortcut: DelimitedKind.Shortcut,
        _ kind: DelimitedKind,
        _ number: Int,
        into value: inout [UInt8]
    ) -> Bool {
        switch shortcut {
        case .none: return false
        case .text: return readText(content, isASCII, into: &value)
        case .number(let form): return form.readPlain(content, into: &value)
        case .day(let form): return form.read(content, into: &value)
        case .date:
            guard case .date(let pattern) = kind.contents[number].kind else { return false }
            return pattern.read(content, into: &value)
        case .code:
            for code in kind.codes[number] where content.equals(code.span) {
                return readText(content, isASCII, into: &value)
            }
            return false
        }
    }

    @inline(__always)
    private func readText(_ content: Span<UInt8>, _ isASCII: Bool, into value: inout [UInt8]) -> Bool {
        guard isASCII, isASCIICompatible else { return encoding.decode(content, into: &value) == nil }
        content.withUnsafeBufferPointer { value.append(contentsOf: $0) }
        return true
    }
}

/// Where a field stands in its row.
struct DelimitedPosition {
    var isFirst: Bool
    var isOnly: Bool
    /// The key of the field's facts.
    var key: [UInt8]
}

extension Findings {
    /// Notes a mandatory field in which nothing stands.
    mutating func noteEmptyMandatory(at place: Place) {
        add(.error, "layout.mandatory", at: place, "The field is mandatory and is empty.")
    }
}
