import Canonical

/// Reads specification files of the older form of moov-io/iso8583: `elements` by number, each with `Describe` in the
/// notation of the standard, and `encoding` for the message as a whole.
///
/// In that form nothing is filled up or taken away, and the length of `x+n` includes the sign.
struct ISO8583ElementsReader {
    let overrides: ISO8583EncodingOverrides

    private static let parts = [
        "mti_enc": "mti", "bmp_enc": "bitmap", "len_enc": "length", "num_enc": "digits", "chr_enc": "text",
        "bin_enc": "binary", "trk_enc": "track",
    ]
    private static let encodings = [
        "CHAR": "ascii", "ASCII": "ascii", "HEX": "hex", "BCD": "bcd-left", "RBCD": "bcd", "EBCDIC": "ebcdic",
        "BINARY": "binary",
    ]

    /// Reads a specification.
    func read(_ root: ISO8583SpecificationValue) throws(Fault) -> ISO8583Specification {
        _ = try root.members(["elements", "encoding"])
        var specification = ISO8583Specification(name: "ISO 8583 by elements")
        for (name, value) in try root["encoding"]?.members() ?? [] {
            guard let part = Self.parts[name], let encoding = Self.encodings[try value.text()],
                apply(encoding, to: part, of: &specification.encodings)
            else { throw value.fault("this encoding is not known.") }
        }
        for (part, name) in overrides.names.sorted(by: { $0.key < $1.key }) {
            guard ISO8583EncodingOverrides.apply(name, to: part, of: &specification.encodings) else {
                throw ISO8583Options.invalid("\(part)-encoding", "This part of a message has no encoding of that name.")
            }
        }
        for (name, value) in try root.required("elements").members() {
            guard let number = Int(name), (1...ISO8583Specification.fieldNumberMax).contains(number) else {
                throw value.fault("this is no number of a data element.")
            }
            // They stand for the second and third bitmap.
            guard number != 1, number != 65 else { continue }
            specification.fields[number] = try readField(value, specification.encodings)
        }
        return specification
    }

    /// The lengths of BCD are told in whole bytes, from whichever side their digits are filled up.
    private func apply(_ encoding: String, to part: String, of encodings: inout ISO8583Encodings) -> Bool {
        let name = part == "length" && encoding == "bcd-left" ? "bcd" : encoding
        return ISO8583EncodingOverrides.apply(name, to: part, of: &encodings)
    }

    private func readField(
        _ value: ISO8583SpecificationValue,
        _ encodings: ISO8583Encodings
    ) throws(Fault) -> ISO8583FieldDefinition {
        _ = try value.members(["Describe", "Description"])
        let describe = try value.required("Describe")
        let parts = try describe.text().split(separator: ";", maxSplits: 1)
        guard let first = parts.first, let notation = ISO8583Notation(String(first)) else {
            throw describe.fault("this is no format such as n 6, n..19 or ans...999.")
        }
        var field = ISO8583FieldDefinition(
            kind: notation.kind,
            encoding: encodings.encoding(for: notation.kind),
            prefix: prefix(notation, encodings),
            lengthMax: notation.length
        )
        if parts.count == 2 {
            guard let date = ISO8583DatePattern(String(parts[1].drop { $0 == " " })) else {
                throw describe.fault("this is no pattern of CC, YY, MM, DD, hh, mm and ss.")
            }
            field.date = date
        }
        if let description = value["Description"] { field.summary = try description.text() }
        return field
    }

    /// A hexadecimal length has, in that form, half as many digits as a decimal one.
    private func prefix(_ notation: ISO8583Notation, _ encodings: ISO8583Encodings) -> ISO8583Prefix? {
        guard notation.lengthDigits > 0 else { return nil }
        guard encodings.length == .hex else { return ISO8583Prefix(encodings.length, digits: notation.lengthDigits) }
        return ISO8583Prefix(.hex, size: (notation.lengthDigits + 1) / 2)
    }
}
