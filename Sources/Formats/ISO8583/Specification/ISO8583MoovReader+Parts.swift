import Canonical

extension ISO8583MoovReader {
    /// Reads `ASCII.LL` and its kin; nil for `….Fixed`.
    func readPrefix(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Prefix? {
        let text = try value.text()
        if text == "BerTLV" { return ISO8583Prefix(.ber, size: 0) }
        let encodings: [String: ISO8583Prefix.Encoding] = [
            "ASCII": .ascii, "BCD": .bcd, "Binary": .binary, "EBCDIC": .ebcdic, "EBCDIC1047": .ebcdic, "Hex": .hex,
        ]
        guard let dot = text.firstIndex(of: "."), let encoding = encodings[String(text[..<dot])] else {
            throw value.fault("this prefix is not known.")
        }
        let length = text[text.index(after: dot)...]
        if length == "Fixed" || length == "fixed" { return nil }
        guard !length.isEmpty, length.utf8.count <= ISO8583Notation.lengthDigitsMax,
            length.utf8.allSatisfy({ $0 == UInt8(ascii: "L") })
        else { throw value.fault("this prefix is not known.") }
        // There, each L of a binary length is a byte, and each L of a hexadecimal one the two digits of a byte.
        return switch encoding {
        case .binary: ISO8583Prefix(.binary, size: length.utf8.count)
        case .hex: ISO8583Prefix(.hex, size: length.utf8.count * 2)
        default: ISO8583Prefix(encoding, digits: length.utf8.count)
        }
    }

    /// Sets the encoding of a field that holds one value, and its kind where the encoding makes bytes of it.
    func readEncoding(_ value: ISO8583SpecificationValue, of field: inout ISO8583FieldDefinition) throws(Fault) {
        let name = try value.text()
        if let encoding = Self.byteEncodings[name], field.kind == .bytes || name != "Binary" && name != "binaryEncoder"
        {
            field.kind = .bytes
            field.encoding = encoding
        } else if let encoding = Self.byteEncodings[name], encoding == .binary {
            field.encoding = .ascii
        } else {
            guard field.kind != .bytes || name == "ASCII" || name == "asciiEncoder" else {
                throw value.fault("bytes have no encoding of that name.")
            }
            field.encoding = field.kind == .bytes ? .binary : try characters(value)
        }
    }

    private static let byteEncodings: [String: ISO8583Encoding] = [
        "Binary": .binary, "binaryEncoder": .binary, "ASCIIToHex": .binary, "asciiToHexEncoder": .binary,
        "HexToASCII": .hex, "hexToASCIIEncoder": .hex, "hexEncoder": .hex,
    ]

    /// Reads the encoding of characters.
    func characters(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Encoding {
        try value.choice([
            "ASCII": .ascii, "asciiEncoder": .ascii, "EBCDIC": .ebcdic, "ebcdicEncoder": .ebcdic, "EBCDIC1047": .ebcdic,
            "ebcdic1047Encoder": .ebcdic, "BCD": .bcd, "bcdEncoder": .bcd, "LBCD": .bcdLeft, "lBCDEncoder": .bcdLeft,
        ])
    }

    /// Reads the encoding of a bitmap.
    func bytes(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Encoding {
        try value.choice([
            "Binary": .binary, "binaryEncoder": .binary, "HexToASCII": .hex, "hexToASCIIEncoder": .hex,
            "hexEncoder": .hex, "ASCIIToHex": .binary, "EBCDIC": .hexEBCDIC,
        ])
    }

    /// Reads the padding, whose character is a text or, in older files, its number.
    func readPadding(_ value: ISO8583SpecificationValue) throws(Fault) -> ISO8583Padding? {
        _ = try value.members(["type", "pad"])
        let side: ISO8583Padding.Side = try value.required("type")
            .choice([
                "Left": .left, "leftPadder": .left, "Right": .right, "rightPadder": .right, "None": .none,
                "nonePadder": .none,
            ])
        guard side != .none else { return nil }
        let pad = try value.required("pad")
        if case .number = pad.value {
            return ISO8583Padding(side: side, character: UInt8(try pad.integer(0...127)), isStripped: true)
        }
        guard let character = try pad.text().utf8.first, try pad.text().utf8.count == 1, character < 0x80 else {
            throw pad.fault("one ASCII character is expected.")
        }
        return ISO8583Padding(side: side, character: character, isStripped: true)
    }
}
