import Canonical

extension ISO8583MoovReader {
    /// Reads the subfields of a Composite: by position, by tag, or by bits.
    func readComposite(_ value: ISO8583SpecificationValue, depth: Int) throws(Fault) -> ISO8583Content {
        let tag = value["tag"]
        let encoding = try tag?["enc"]?.text()
        let isTLV = encoding == "BerTLVTag"
        var named: [ISO8583NamedDefinition] = []
        for (name, subfield) in try value["subfields"]?.members() ?? [] {
            let definition = try readField(subfield, isTLV: isTLV, depth: depth + 1)
            named.append(ISO8583NamedDefinition(name: name, definition: definition))
        }
        if let bitmap = value["bitmap"] {
            if let tag { throw tag.fault("subfields are told by a bitmap or by tags.") }
            return try readBits(bitmap, value, named)
        }
        _ = try tag?
            .members([
                "length", "enc", "sort", "padding", "skipUnknownTLVTags", "storeUnknownTLVTags", "prefUnknownTLV",
            ])
        if isTLV { return .tlv(named) }
        // Tags without an encoding only name positional subfields and give their order.
        guard let tag, encoding != nil else { return .parts(named.sorted(by: Self.precedes)) }
        return try readTagged(tag, named)
    }

    private func readTagged(
        _ tag: ISO8583SpecificationValue,
        _ named: [ISO8583NamedDefinition]
    ) throws(Fault) -> ISO8583Content {
        let length = try tag.required("length").integer(1...8)
        let encoding = try characters(try tag.required("enc"))
        guard !encoding.isBCD || length % 2 == 0 else { throw tag.fault("a BCD tag has an even number of digits.") }
        var prefix: ISO8583Prefix? = nil
        if let unknown = tag["prefUnknownTLV"] { prefix = try readPrefix(unknown) }
        // The names of subfields are tags without their padding.
        let character: UInt8 =
            if let padding = tag["padding"] { try readPadding(padding)?.character ?? 0x30 } else { 0x30 }
        var named = named
        for index in named.indices where named[index].name.utf8.count < length {
            let missing = length - named[index].name.utf8.count
            let filling = String(repeating: Character(Unicode.Scalar(character)), count: missing)
            named[index].name = filling + named[index].name
        }
        return .tagged(ISO8583TagDefinition(length: length, encoding: encoding, prefix: prefix), named)
    }

    /// There, the bitmap of a Composite never announces another one, so each of its bits stands for a subfield.
    private func readBits(
        _ value: ISO8583SpecificationValue,
        _ composite: ISO8583SpecificationValue,
        _ named: [ISO8583NamedDefinition]
    ) throws(Fault) -> ISO8583Content {
        _ = try value.members(["type", "length", "description", "enc", "prefix", "disableautoexpand"])
        guard try value["disableautoexpand"]?.boolean() == true else {
            throw value.fault("the bitmap of a Composite has disableautoexpand, so that each bit is a subfield.")
        }
        let bitmap = ISO8583BitmapDefinition(
            size: try value.required("length").integer(1...ISO8583BitmapDefinition.sizeMax),
            encoding: try bytes(try value.required("enc"))
        )
        for part in named where bitmap.bit(named: part.name) == nil {
            throw composite.fault("a subfield has no number of a bit from 1 to \(bitmap.bitMax).")
        }
        return .bits(bitmap, named)
    }

    /// Positional subfields come in the order of their numbers.
    private static func precedes(_ left: ISO8583NamedDefinition, _ right: ISO8583NamedDefinition) -> Bool {
        guard let leftNumber = Int(left.name), let rightNumber = Int(right.name) else { return left.name < right.name }
        return leftNumber < rightNumber
    }
}
