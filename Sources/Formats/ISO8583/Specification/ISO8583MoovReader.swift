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

    private static let known: Set = [
        "type", "length", "description", "enc", "prefix", "padding", "tag", "subfields", "disableautoexpand",
    ]

    private func readField(_ value: ISO8583SpecificationValue, depth: Int) throws(Fault) -> ISO8583FieldDefinition {
        guard depth <= ISO8583OwnReader.depthMax else {
            throw value.fault("subfields are nested more than \(ISO8583OwnReader.depthMax) deep.")
        }
        _ = try value.members(Self.known)
        let type = try value.required("type")
        let kind: ISO8583ValueKind = try type.choice([
            "String": .text, "Numeric": .digits, "Binary": .bytes, "Hex": .bytes, "Composite": .text, "Track1": .text,
            "Track2": .track, "Track3": .track,
        ])
        var field = ISO8583FieldDefinition(
            kind: kind,
            encoding: .ascii,
            prefix: try readPrefix(try value.required("prefix")),
            lengthMax: try value.required("length").integer(1...999_999)
        )
        if let description = value["description"] { field.summary = try description.text() }
        field.countsWireBytes = field.prefix?.encoding == .ber
        let isComposite = try type.text() == "Composite"
        if isComposite {
            field.content = try readComposite(value, depth: depth)
        } else if let part = value["subfields"] ?? value["tag"] {
            throw part.fault("only a Composite has subfields.")
        } else {
            let encoding = try value.required("enc")
            try readEncoding(encoding, of: &field)
            guard field.prefix?.encoding != .ber || field.encoding != .hex else {
                throw encoding.fault("a BER data object has no value of hexadecimal digits.")
            }
        }
        if let padding = value["padding"] { field.padding = try readPadding(padding) }
        return field
    }

    private func readComposite(_ value: ISO8583SpecificationValue, depth: Int) throws(Fault) -> ISO8583Content {
        var named: [ISO8583NamedDefinition] = []
        for (name, subfield) in try value["subfields"]?.members() ?? [] {
            named.append(ISO8583NamedDefinition(name: name, definition: try readField(subfield, depth: depth + 1)))
        }
        guard let tag = value["tag"] else { return .parts(named.sorted(by: Self.precedes)) }
        _ = try tag.members([
            "length", "enc", "sort", "padding", "skipUnknownTLVTags", "storeUnknownTLVTags", "prefUnknownTLV",
        ])
        guard let encoding = tag["enc"] else {
            // Tags of length 0 only name positional subfields and give their order.
            return .parts(named.sorted(by: Self.precedes))
        }
        if try encoding.text() == "BerTLVTag" { return .tlv(named) }
        let length = try tag.required("length").integer(1...8)
        var prefix: ISO8583Prefix? = nil
        if let unknown = tag["prefUnknownTLV"] { prefix = try readPrefix(unknown) }
        // The names of subfields are tags without their padding.
        let width = length
        let character: UInt8 =
            if let padding = tag["padding"] { try readPadding(padding)?.character ?? 0x30 } else { 0x30 }
        for index in named.indices where named[index].name.utf8.count < width {
            let missing = width - named[index].name.utf8.count
            let filling = String(repeating: Character(Unicode.Scalar(character)), count: missing)
            named[index].name = filling + named[index].name
        }
        let tagEncoding = try characters(encoding)
        return .tagged(ISO8583TagDefinition(length: length, encoding: tagEncoding, prefix: prefix), named)
    }

    /// Positional subfields come in the order of their numbers.
    private static func precedes(_ left: ISO8583NamedDefinition, _ right: ISO8583NamedDefinition) -> Bool {
        guard let leftNumber = Int(left.name), let rightNumber = Int(right.name) else { return left.name < right.name }
        return leftNumber < rightNumber
    }
}
