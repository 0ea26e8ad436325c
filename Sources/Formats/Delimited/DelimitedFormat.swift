import Canonical

/// Files of rows whose fields stand between delimiters, by a layout or by options.
struct DelimitedFormat: Format {
    private let layout: Layout

    init(_ layout: Layout) {
        self.layout = layout
    }

    var name: String { FormatKind.delimited.name }

    func makeReader() -> any FormatReader { DelimitedReader(layout) }

    func makeWriter(_ mode: WriteMode) -> any FormatWriter { DelimitedWriter(layout, mode) }

    var documentTypes: [String] { [layout.name] }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try layout.description(ofType: type)
    }

    /// Likely, where the first line has the layout's names; possible, where it has a delimiter.
    func recognises(_ beginning: Span<UInt8>) -> Recognition {
        var row = RowScanner.Row()
        let mark = layout.encoding.byteOrderMark
        let hasMark = !mark.isEmpty && beginning.starts(with: mark)
        let rest = beginning.extracting((hasMark ? mark.count : 0)..<beginning.count)
        guard rest.count > 0, RowScanner(layout).scan(rest, isLast: true, into: &row) else { return .no }
        guard layout.dialect.hasHeader, !layout.isOpen else { return row.fields.count > 1 ? .possible : .no }
        var names: [String] = []
        for field in row.fields {
            var text: [UInt8] = []
            _ = layout.encoding.decodeKeeping(rest.extracting(field.content), into: &text)
            names.append(String(decoding: text, as: UTF8.self))
        }
        let columns = DelimitedColumns(layout, header: names)
        return columns.missing.isEmpty ? .likely : columns.isMatching ? .possible : .no
    }
}

extension Layout {
    /// Whether the columns are not known: the layout of a file that is described by options alone.
    var isOpen: Bool { records.allSatisfy(\.fields.isEmpty) }
}
