import Canonical

extension Layout {
    /// So many bytes show whether an input begins with a byte order mark of any encoding.
    static let markBytesMax = 4

    /// Looks at the beginning of an input for a byte order mark.
    ///
    /// One that is there or missing other than the layout says is a note and a fact of the first record; that of another
    /// encoding is a warning, since nothing else tells so clearly that the layout's encoding is wrong.
    ///
    /// - Returns: the length of the mark; 0 where there is none of the layout's encoding.
    func takeByteOrderMark(_ window: Span<UInt8>, _ facts: inout RecordFacts, _ findings: inout Findings) -> Int {
        let mark = encoding.byteOrderMark
        let hasMark = !mark.isEmpty && window.starts(with: mark)
        let place = Place(byteOffset: 0)
        if hasMark != hasByteOrderMark {
            facts.byteOrderMark = hasMark
            let text = "The file begins with a byte order mark, or lacks it, other than the layout says."
            findings.add(.note, "layout.byte-order-mark", at: place, text)
        }
        guard !hasMark else { return mark.count }
        for other in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030]
        where window.starts(with: other.byteOrderMark) {
            let text =
                "The file begins with the byte order mark of \(other.name), and the layout says \(encoding.name)."
            findings.add(.warning, "layout.byte-order-mark", at: place, text)
        }
        return 0
    }
}

extension Span<UInt8> {
    /// Whether the bytes begin with some others.
    func starts(with beginning: [UInt8]) -> Bool {
        count >= beginning.count && extracting(0..<beginning.count).equals(beginning.span)
    }
}
