import Canonical

/// Reads the definition of a field, subfield or tag in the bus's own form.
struct ISO8583OwnFieldReader {
    let encodings: ISO8583Encodings
    /// Whether the definitions are those of BER tags, which bring their own lengths.
    let isTLV: Bool
    let depth: Int

    private static let known: Set = [
        "name", "format", "encoding", "length", "counts", "pad", "padNibble", "date", "repeats", "parts", "bitmap",
        "cut",
        "tagged", "tlv",
    ]

    func read(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583FieldDefinition {
        guard depth <= ISO8583OwnReader.depthMax else {
            throw value.fault("subfields are nested more than \(ISO8583OwnReader.depthMax) deep.")
        }
        _ = try value.members(Self.known)
        var field = try base(value)
        if let name = value["name"] { field.summary = try name.text() }
        if let encoding = value["encoding"] { field.encoding = try readEncoding(encoding, for: field.kind) }
        if let length = value["length"] { field.prefix = try readPrefix(length) }
        if let counts = value["counts"] {
            field.countsWireBytes = try counts.choice(["digits": false, "bytes": true])
        }
        if isTLV { try checkTag(value, field) }
        if let pad = value["pad"] { field.padding = try readPadding(pad) }
        if let nibble = value["padNibble"] { field.padNibble = try readNibble(nibble) }
        if let date = value["date"] { field.date = try readDate(date) }
        if let repeats = value["repeats"] { field.repeats = try repeats.boolean() }
        field.content = try readContent(value, field)
        return field
    }

    /// The length of a data object is told behind its tag and counts bytes (ISO 8825-1, 8.1.3), whatever they mean.
    private func checkTag(_ value: ISO8583SpecificationValue, _ field: ISO8583FieldDefinition) throws(Fault) {
        if let length = value["length"] { throw length.fault("a data object has a length of its own kind.") }
        if let counts = value["counts"], !field.countsWireBytes {
            throw counts.fault("the length of a data object counts bytes.")
        }
        if let encoding = value["encoding"], field.encoding == .hex || field.encoding == .hexEBCDIC {
            throw encoding.fault(
                "a data object has no value of hexadecimal digits; the field that it lies in may have."
            )
        }
    }

    /// The field as its notation alone says.
    private func base(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583FieldDefinition {
        guard let format = value["format"] else {
            guard isTLV else { throw value.fault("the member format is missing.") }
            return ISO8583FieldDefinition(
                kind: .bytes,
                encoding: .binary,
                prefix: ISO8583Prefix(.ber, size: 0),
                lengthMax: 999_999,
                countsWireBytes: true
            )
        }
        guard let notation = ISO8583Notation(try format.text()) else {
            throw format.fault("this is no format such as n 6, n..19 or ans...999.")
        }
        return isTLV ? tag(notation) : field(notation)
    }

    private func field(_ notation: ISO8583Notation) -> ISO8583FieldDefinition {
        let kind = notation.kind
        var field = ISO8583FieldDefinition(
            kind: kind,
            encoding: encodings.encoding(for: kind),
            prefix: notation.lengthDigits == 0
                ? nil : ISO8583Prefix(encodings.length, digits: notation.lengthDigits),
            lengthMax: notation.length + (kind == .signedDigits ? 1 : 0)
        )
        if notation.lengthDigits == 0, !notation.isCompressed { field.padding = Self.padding(of: kind) }
        if kind == .track || notation.isCompressed { field.padNibble = 0xF }
        if notation.isCompressed { field.encoding = .bcdLeft }
        return field
    }

    /// EMV book 3, 4.3: numeric and compressed numeric values are BCD, others bytes or characters.
    private func tag(_ notation: ISO8583Notation) -> ISO8583FieldDefinition {
        var field = field(notation)
        switch notation.kind {
        case .digits, .signedDigits: field.encoding = notation.isCompressed ? .bcdLeft : .bcd
        case .track: field.encoding = .bcdLeft
        case .bytes: field.encoding = .binary
        case .letters, .lettersAndDigits, .text: field.encoding = .ascii
        }
        field.prefix = ISO8583Prefix(.ber, size: 0)
        field.padding = nil
        field.countsWireBytes = true
        return field
    }

    /// Numbers are filled up with zeros at the left, text with blanks at the right (ISO 8583:1987, 4.2).
    ///
    /// Zeros are kept as digits; blanks are not part of the text.
    private static func padding(of kind: ISO8583ValueKind) -> ISO8583Padding? {
        switch kind {
        case .digits: ISO8583Padding(side: .left, character: UInt8(ascii: "0"), isStripped: false)
        case .letters, .lettersAndDigits, .text:
            ISO8583Padding(side: .right, character: UInt8(ascii: " "), isStripped: true)
        case .signedDigits, .track, .bytes: nil
        }
    }
}
