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

    private let units: Units
    private let encoding: TextEncoding

    init(_ layout: Layout) {
        encoding = layout.encoding
        let encoding = layout.encoding
        func unit(_ byte: UInt8) -> UInt32 {
            var bytes: [UInt8] = []
            let text: [UInt8] = [byte]
            _ = encoding.encode(text.span, into: &bytes)
            if case .utf16(let form) = encoding.coding, bytes.count == 2 { return form.unit(bytes[0], bytes[1]) }
            return UInt32(bytes.first ?? byte)
        }
        units = Units(
            delimiter: unit(layout.dialect.delimiter),
            quote: layout.dialect.quote.map(unit),
            escape: layout.dialect.escape == .backslash ? unit(UInt8(ascii: "\\")) : nil,
            lineFeed: unit(0x0A),
            carriageReturn: unit(0x0D),
            blank: unit(0x20),
            isReturnOnly: layout.lineEnd == .cr
        )
    }

    /// Finds the row that begins the window.
    ///
    /// - Returns: false if the row does not end in the window, which is not the last.
    func scan(_ window: Span<UInt8>, isLast: Bool, into row: inout Row) -> Bool {
        window.withUnsafeBufferPointer { bytes in
            switch encoding.coding {
            case .utf16(let form):
                var scan = RowScan(units, bytes, isLast, UTF16Step(form: form))
                return scan.run(&row)
            case .gb18030:
                var scan = RowScan(units, bytes, isLast, GB18030Step())
                return scan.run(&row)
            default:
                var scan = RowScan(units, bytes, isLast, ByteStep())
                return scan.run(&row)
            }
        }
    }
}

/// How a scanner goes from one character to the next.
protocol RowStep {
    /// The unit of the character at an offset that is within the bytes, and its length; characters of several bytes have
    /// a unit that nothing else has.
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int)
}

/// Steps over encodings in which no character holds the bytes of others.
struct ByteStep: RowStep {
    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        (UInt32(bytes[index]), 1)
    }
}

/// Steps over GBK and GB 18030, in which `|` and others may be the second byte of a character.
struct GB18030Step: RowStep {
    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        let byte = bytes[index]
        if byte < 0x80 { return (UInt32(byte), 1) }
        return (.max, GB18030Table.characterLength(in: Span(_unsafeElements: bytes), at: index))
    }
}

/// Steps over UTF-16.
struct UTF16Step: RowStep {
    let form: UTF16Form

    @inline(__always)
    func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (unit: UInt32, length: Int) {
        guard index + 2 <= bytes.count else { return (.max, 1) }
        return (form.unit(bytes[index], bytes[index + 1]), 2)
    }
}
