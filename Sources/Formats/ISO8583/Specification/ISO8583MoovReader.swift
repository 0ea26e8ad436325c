import Canonical

/// Reads specification files in the form of the Go library moov-io/iso8583: `fields` by number, each with `type`,
/// `length`, `enc`, `prefix`, `padding`, `tag` and `subfields`; older files name fields `Field002`.
///
/// Values of its fields are what that library makes of them: padding is taken away, zeros at the left too.
struct ISO8583MoovReader {
    /// Reads a specification.
    func read(_ root: ISO8583SpecificationValue) throws(Fault) -> ISO8583Specification {
        _ = try root.members(["name", "fields"])
        var specification = ISO8583Specification(name: "")
        if let name = root["name"] { specification.name = try name.text() }
        for (name, value) in try root.required("fields").members() {
            let digits = name.hasPrefix("Field") ? String(name.dropFirst(5)) : name
            guard let number = Int(digits), (0...ISO8583Specification.fieldNumberMax).contains(number) else {
                throw value.fault("this is no number of a data element.")
            }
            switch number {
            case 0: specification.encodings.type = try characters(try value.required("enc"))
            case 1, 65: specification.encodings.bitmap = try bytes(try value.required("enc"))
            default: specification.fields[number] = try readField(value, depth: 0)
            }
            if number > 128 { specification.bitmapsMax = 3 }
        }
        // The encoding EBCDIC alone is code page 037 there.
        specification.encodings.codePage = Self.mentions("ebcdic1047", root.value) ? .cp1047 : .cp037
        return specification
    }

    private static func mentions(_ text: String, _ value: DocumentValue) -> Bool {
        switch value {
        case .object(let object): object.members.contains { mentions(text, $0.value) }
        case .list(let items): items.contains { mentions(text, $0) }
        case .text(let value): value.lowercased().hasPrefix(text)
        case .number, .boolean, .null: false
        }
    }

    private static let lengthMax = 999_999
    private static let known: Set = [
        "type", "length", "description", "enc", "prefix", "padding", "tag", "subfields", "bitmap", "disableautoexpand",
    ]

    func readField(
        _ value: ISO8583SpecificationValue,
        isTLV: Bool = false,
        depth: Int
    ) throws(Fault) -> ISO8583FieldDefinition {
        guard depth <= ISO8583OwnReader.depthMax else {
            throw value.fault("subfields are nested more than \(ISO8583OwnReader.depthMax) deep.")
        }
        _ = try value.members(Self.known)
        let type = try value.required("type")
        let kind: ISO8583ValueKind = try type.choice([
            "String": .text, "Numeric": .digits, "Binary": .bytes, "Hex": .bytes, "Composite": .text, "Track1": .text,
            "Track2": .track, "Track3": .track,
        ])
        let prefix = try value.required("prefix")
        // A length of zero is left out where such files are written, and a data object says its own.
        let length = isTLV && value["length"] == nil ? nil : try value.required("length")
        var field = ISO8583FieldDefinition(
            kind: kind,
            encoding: .ascii,
            prefix: try readPrefix(prefix),
            lengthMax: try length?.integer(1...Self.lengthMax) ?? Self.lengthMax
        )
        if let description = value["description"] { field.summary = try description.text() }
        guard isTLV == (field.prefix?.encoding == .ber) else {
            throw prefix.fault("data objects have the prefix BerTLV, and nothing else has.")
        }
        field.countsWireBytes = isTLV
        let isComposite = try type.text() == "Composite"
        if isComposite {
            field.content = try readComposite(value, depth: depth)
        } else if let part = value["subfields"] ?? value["tag"] ?? value["bitmap"] {
            throw part.fault("only a Composite has subfields.")
        } else {
            let encoding = try value.required("enc")
            try readEncoding(encoding, of: &field)
            guard !isTLV || field.encoding != .hex else {
                throw encoding.fault("a BER data object has no value of hexadecimal digits.")
            }
        }
        if let padding = value["padding"] {
            field.padding = try readPadding(padding)
            guard field.padding == nil || !isComposite else { throw padding.fault("a Composite is not filled up.") }
        }
        return field
    }
}
