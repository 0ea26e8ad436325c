import Canonical

/// Reads specifications in the bus's own form; see `schemas/iso8583/README.md`.
struct ISO8583OwnReader {
    /// The version of the form.
    static let form = "bankbus-iso8583/1"
    /// How deep subfields may be nested.
    static let depthMax = 8

    let overrides: ISO8583EncodingOverrides

    /// Reads a specification that is laid over its bases: encodings and fields of later ones replace those of earlier.
    func read(_ chain: [ISO8583SpecificationValue]) throws(Fault) -> ISO8583Specification {
        var specification = ISO8583Specification(name: "")
        var fields: [Int: ISO8583SpecificationValue] = [:]
        for layer in chain {
            try readHead(of: layer, into: &specification)
            for (name, value) in try layer["fields"]?.members() ?? [] {
                let number = try fieldNumber(name, value)
                if value.value == .null { fields.removeValue(forKey: number) } else { fields[number] = value }
            }
        }
        for (part, name) in overrides.names.sorted(by: { $0.key < $1.key }) {
            guard ISO8583EncodingOverrides.apply(name, to: part, of: &specification.encodings) else {
                throw ISO8583Options.invalid("\(part)-encoding", "This part of a message has no encoding of that name.")
            }
        }
        let reader = ISO8583OwnFieldReader(encodings: specification.encodings, isTLV: false, depth: 0)
        for (number, value) in fields { specification.fields[number] = try reader.read(value) }
        return specification
    }

    private func readHead(
        of layer: ISO8583SpecificationValue,
        into specification: inout ISO8583Specification
    ) throws(Fault) {
        let known: Set = ["specification", "name", "base", "version", "encodings", "bitmaps", "fields"]
        _ = try layer.members(known)
        let form = try layer.required("specification")
        guard try form.text() == Self.form else { throw form.fault("this form of specification is not known.") }
        if let name = layer["name"] { specification.name = try name.text() }
        if let version = layer["version"] { specification.version = UInt8(try version.integer(0...9)) }
        if let bitmaps = layer["bitmaps"] { specification.bitmapsMax = try bitmaps.integer(2...3) }
        for (part, value) in try layer["encodings"]?.members(Set(ISO8583EncodingOverrides.parts)) ?? [] {
            guard ISO8583EncodingOverrides.apply(try value.text(), to: part, of: &specification.encodings) else {
                throw value.fault("this part of a message has no encoding of that name.")
            }
        }
    }

    private func fieldNumber(_ name: String, _ value: ISO8583SpecificationValue) throws(Fault) -> Int {
        guard let number = Int(name), (2...ISO8583Specification.fieldNumberMax).contains(number), number != 65 else {
            throw value.fault("data elements have numbers from 2 to 192 except 65, which stands for a bitmap.")
        }
        return number
    }
}
