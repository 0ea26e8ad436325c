import Canonical

extension ISO8583OwnFieldReader {
    func readContent(
        _ value: ISO8583SpecificationValue,
        _ field: ISO8583FieldDefinition
    ) throws(Fault) -> ISO8583Content {
        let kinds = ["parts", "cut", "tagged", "tlv"].filter { value[$0] != nil }
        guard kinds.count <= 1 else { throw value.fault("a field is divided in one way only.") }
        let inner = encodings(inside: field)
        if let bitmap = value["bitmap"] { return try readBits(bitmap, value["parts"], inner) }
        if let parts = value["parts"] { return .parts(try readNamed(parts, inner)) }
        if let tags = value["tlv"] { return .tlv(try readTags(tags, inner)) }
        if let tagged = value["tagged"] { return try readTagged(tagged, inner) }
        guard let cut = value["cut"] else { return .value }
        guard !field.encoding.isForBytes else { throw cut.fault("only digits and text can be cut.") }
        return .cut(try readCuts(cut))
    }

    /// The encodings of what lies in a field: data objects have those of EMV (book 3, 4.3), and where a field is written
    /// as hexadecimal digits, these stand for the bytes of its subfields.
    private func encodings(inside field: ISO8583FieldDefinition) -> ISO8583Encodings {
        var inner = encodings
        if isTLV { (inner.digits, inner.text, inner.track) = (.bcd, .ascii, .bcdLeft) }
        if isTLV || field.encoding == .hex || field.encoding == .hexEBCDIC {
            (inner.binary, inner.bitmap) = (.binary, .binary)
        }
        return inner
    }

    private func readNamed(
        _ value: ISO8583SpecificationValue,
        _ encodings: ISO8583Encodings,
        isTLV: Bool = false
    ) throws(Fault) -> [ISO8583NamedDefinition] {
        let reader = ISO8583OwnFieldReader(encodings: encodings, isTLV: isTLV, depth: depth + 1)
        var named: [ISO8583NamedDefinition] = []
        for (name, definition) in try value.members() {
            guard !ISO8583Names.own.contains(name) else {
                throw definition.fault("this name is used for what cannot be read.")
            }
            named.append(ISO8583NamedDefinition(name: name, definition: try reader.read(definition)))
        }
        return named
    }

    /// A bitmap is `{"encoding": …, "size": …}`, the size being the bytes that it is, not those that it takes.
    private func readBits(
        _ value: ISO8583SpecificationValue,
        _ parts: ISO8583SpecificationValue?,
        _ encodings: ISO8583Encodings
    ) throws(Fault) -> ISO8583Content {
        _ = try value.members(["encoding", "size"])
        guard let parts else { throw value.fault("a bitmap announces the subfields in the member parts.") }
        var bitmap = ISO8583BitmapDefinition(size: 8, encoding: encodings.bitmap)
        if let size = value["size"] { bitmap.size = try size.integer(1...ISO8583BitmapDefinition.sizeMax) }
        if let encoding = value["encoding"] { bitmap.encoding = try readEncoding(encoding, for: .bytes) }
        let named = try readNamed(parts, encodings)
        for part in named where bitmap.bit(named: part.name) == nil {
            throw parts[part.name]?.fault("this is no number of a bit from 1 to \(bitmap.bitMax).")
                ?? parts.fault("a subfield has no number of a bit.")
        }
        return .bits(bitmap, named)
    }

    private func readTags(
        _ value: ISO8583SpecificationValue,
        _ encodings: ISO8583Encodings
    ) throws(Fault) -> [ISO8583NamedDefinition] {
        let tags = try readNamed(value, encodings, isTLV: true)
        for tag in tags where ISO8583Tag(name: tag.name) == nil {
            throw value[tag.name]?.fault("this is no BER tag of up to four bytes in upper-case hexadecimal digits.")
                ?? value.fault("a tag is none.")
        }
        return tags
    }

    private func readTagged(
        _ value: ISO8583SpecificationValue,
        _ encodings: ISO8583Encodings
    ) throws(Fault) -> ISO8583Content {
        _ = try value.members(["tagLength", "tagEncoding", "length", "fields"])
        let length = try value.required("tagLength").integer(1...8)
        var encoding = encodings.text
        if let own = value["tagEncoding"] { encoding = try readEncoding(own, for: .text) }
        guard !encoding.isBCD || length % 2 == 0 else { throw value.fault("a BCD tag has an even number of digits.") }
        let prefix: ISO8583Prefix? = if let own = value["length"] { try readPrefix(own) } else { nil }
        let tag = ISO8583TagDefinition(length: length, encoding: encoding, prefix: prefix)
        let fields = try readNamed(try value.required("fields"), encodings)
        for field in fields
        where field.name.utf8.count != length || tag.bytes(of: field.name, encodings.codePage) == nil {
            throw value.fault("the tag \(field.name) is not \(length) characters of the encoding.")
        }
        return .tagged(tag, fields)
    }

    private func readCuts(_ value: ISO8583SpecificationValue) throws(Fault) -> [ISO8583Cut] {
        var cuts: [ISO8583Cut] = []
        for (name, cut) in try value.members() {
            guard !ISO8583Names.own.contains(name) else {
                throw cut.fault("this name is used for what cannot be read.")
            }
            _ = try cut.members(["name", "length"])
            let summary: String = if let text = cut["name"] { try text.text() } else { "" }
            let length = try cut.required("length").integer(1...999_999)
            cuts.append(ISO8583Cut(name: name, summary: summary, length: length))
        }
        return cuts
    }

    func readEncoding(
        _ value: ISO8583SpecificationValue,
        for kind: ISO8583ValueKind
    ) throws(Fault) -> ISO8583Encoding {
        let name = try value.text()
        let encodings = kind == .bytes ? ISO8583EncodingOverrides.bytes : ISO8583EncodingOverrides.characters
        guard let encoding = encodings[name] else {
            let list = encodings.keys.sorted().joined(separator: ", ")
            throw value.fault("values of this kind have no encoding of that name.", advice: "There are: \(list).")
        }
        return encoding
    }

    /// A prefix is `{"encoding": …, "size": …}`, the size being the bytes that it takes.
    func readPrefix(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Prefix {
        _ = try value.members(["encoding", "size"])
        let name = try value.required("encoding")
        guard let encoding = ISO8583EncodingOverrides.lengths[try name.text()] else {
            throw name.fault("lengths have no encoding of that name.")
        }
        return ISO8583Prefix(encoding, size: try value.required("size").integer(1...6))
    }

    /// Padding is `{"side": …, "with": …, "strip": …}`, or the text `none`.
    func readPadding(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Padding? {
        if case .text("none") = value.value { return nil }
        _ = try value.members(["side", "with", "strip"])
        let with = try value.required("with")
        guard let character = try with.text().utf8.first, try with.text().utf8.count == 1, character < 0x80 else {
            throw with.fault("one ASCII character is expected.")
        }
        let side = try value.required("side").choice(["left": ISO8583Padding.Side.left, "right": .right])
        let isStripped: Bool = if let strip = value["strip"] { try strip.boolean() } else { true }
        return ISO8583Padding(side: side, character: character, isStripped: isStripped)
    }

    func readNibble(_ value: ISO8583SpecificationValue) throws(Fault) -> UInt8 {
        let text = Array(try value.text().utf8)
        guard text.count == 1, let nibble = ISO8583Digits.hexValue(text[0]) else {
            throw value.fault("one hexadecimal digit is expected.")
        }
        return nibble
    }

    func readDate(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583DatePattern {
        guard let pattern = ISO8583DatePattern(try value.text()) else {
            throw value.fault("this is no pattern of CC, YY, MM, DD, hh, mm and ss.")
        }
        return pattern
    }
}
