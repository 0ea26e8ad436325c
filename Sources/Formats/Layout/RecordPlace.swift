import Canonical

/// Where a record is, for the places of what is found in it.
struct RecordPlace {
    /// The offset of its first byte in the input.
    let offset: Int
    /// Its line, from 1.
    let line: Int
    /// Whether the input has lines.
    let hasLines: Bool

    /// The place of a byte of the record.
    func place(at offset: Int) -> Place {
        Place(byteOffset: self.offset + offset, line: hasLines ? line : nil)
    }

    /// The place of a field.
    func place(of field: LayoutField, at offset: Int? = nil) -> Place {
        Place(
            byteOffset: self.offset + (offset ?? field.start),
            line: hasLines ? line : nil,
            field: field.label,
            path: "/\(field.label)"
        )
    }
}
