/// Finds the fields of a row of a delimited file, in the file's own bytes.
struct RowScanner: Sendable {
    /// A field of a row.
    struct Field {
        /// All that stands between the delimiters.
        var raw: Range<Int>
        /// What stands between the quotes, or all of it.
        var content: Range<Int>
        var isQuoted = false
        /// Whether the content has doubled quotes or backslashes.
        var hasEscapes = false
        /// Whether something stands behind the closing quote, or there is none.
        var isMalformed = false
        /// Whether blanks stand before or behind the quotes.
        var hasOuterBlanks = false
        /// Whether the content holds what is written in quotes or escaped: a delimiter, a line end, a quote, a backslash.
        var needsQuotes = false
        /// Whether the content is known to be ASCII.
        var isASCII = false

        /// Whether the content is the value's text as it stands.
        var isExact: Bool { !hasEscapes && !isMalformed }
        /// Whether the field is more than its content and the quotes around it.
        var isOdd: Bool { hasEscapes || isMalformed || hasOuterBlanks }
    }

    /// A row.
    struct Row {
        var fields: [Field] = []
        /// Where the last field ends.
        var length = 0
        var end: LineEnd?
        /// How many bytes the row has with its line end.
        var consumed = 0
        /// How many line ends lie in it and behind it.
        var lines = 0
    }

    /// The characters with a meaning, as units of the file's encoding.
    struct Units: Sendable {
        var delimiter: UInt32
        var quote: UInt32?
        var escape: UInt32?
        var lineFeed: UInt32
        var carriageReturn: UInt32
        var blank: UInt32
        /// Whether rows end with a carriage return alone.
        var isReturnOnly: Bool
    }

    /// How characters are told apart.
    private enum Steps: Sendable {
        case bytes
        case chinese
        case utf16(UTF16Form)
    }

    private let units: Units
    private let stops: RowStops
    private let steps: Steps

    init(_ layout: Layout) {
        let units = Units(layout)
        self.units = units
        switch layout.encoding.coding {
        case .utf16(let form): steps = .utf16(form)
        case .gb18030 where units.mayBeTrailBytes: steps = .chinese
        default: steps = .bytes
        }
        if case .chinese = steps {
            stops = RowStops(units, atHighBytes: true)
        } else {
            stops = RowStops(units, atHighBytes: false)
        }
    }

    /// Finds the row that begins the window.
    ///
    /// - Returns: false if the row does not end in the window, which is not the last.
    func scan(_ window: Span<UInt8>, isLast: Bool, into row: inout Row) -> Bool {
        window.withUnsafeBufferPointer { bytes in
            switch steps {
            case .bytes:
                var scan = RowScan(units, bytes, isLast, ByteStep(stops: stops))
                return scan.run(&row)
            case .chinese:
                var scan = RowScan(units, bytes, isLast, ChineseStep(stops: stops))
                return scan.run(&row)
            case .utf16(let form):
                var scan = RowScan(units, bytes, isLast, UTF16Step(form: form))
                return scan.run(&row)
            }
        }
    }
}

extension RowScanner.Units {
    fileprivate init(_ layout: Layout) {
        let encoding = layout.encoding
        func unit(_ byte: UInt8) -> UInt32 {
            var bytes: [UInt8] = []
            let text: [UInt8] = [byte]
            _ = encoding.encode(text.span, into: &bytes)
            if case .utf16(let form) = encoding.coding, bytes.count == 2 { return form.unit(bytes[0], bytes[1]) }
            return UInt32(bytes.first ?? byte)
        }
        self.init(
            delimiter: unit(layout.dialect.delimiter),
            quote: layout.dialect.quote.map(unit),
            escape: layout.dialect.escape == .backslash ? unit(UInt8(ascii: "\\")) : nil,
            lineFeed: unit(0x0A),
            carriageReturn: unit(0x0D),
            blank: unit(0x20),
            isReturnOnly: layout.lineEnd == .cr
        )
    }

    /// Whether one of them may be the second or fourth byte of a character of GB 18030.
    fileprivate var mayBeTrailBytes: Bool {
        [delimiter, quote, escape].compactMap { $0 }.contains { 0x30...0x39 ~= $0 || 0x40...0x7E ~= $0 }
    }

    /// Whether a character of a field makes it one that is written in quotes.
    @inline(__always)
    func needQuotes(_ unit: UInt32) -> Bool {
        unit == delimiter || unit == lineFeed || unit == carriageReturn || unit == quote || unit == escape
    }
}
