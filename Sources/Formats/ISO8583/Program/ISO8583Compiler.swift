import Canonical

/// Lays the definitions of a specification out as steps.
struct ISO8583Compiler {
    let names: DocumentNames
    private let codePage: ISO8583CodePage
    private(set) var steps: [ISO8583Step] = []
    private(set) var labels: [String] = []
    private(set) var composites: [ISO8583Composite] = []

    init(_ specification: ISO8583Specification) {
        codePage = specification.encodings.codePage
        var texts = ISO8583Names.own + (1...ISO8583Specification.fieldNumberMax).map(String.init)
        for definition in specification.fields.values { Self.collect(definition, into: &texts) }
        names = DocumentNames(texts)
    }

    private static func collect(_ definition: ISO8583FieldDefinition, into texts: inout [String]) {
        switch definition.content {
        case .value: break
        case .cut(let cuts): texts += cuts.map(\.name)
        case .parts(let named), .tlv(let named), .tagged(_, let named), .bits(_, let named):
            for part in named {
                texts.append(part.name)
                collect(part.definition, into: &texts)
            }
        }
    }

    /// Adds the steps of a field and all that is in it; returns the number of its own.
    mutating func compile(_ definition: ISO8583FieldDefinition, name: String, label: String) -> Int {
        let index = steps.count
        let prefix = definition.prefix ?? ISO8583Prefix(.none, size: 0)
        steps.append(
            ISO8583Step(
                name: names.name(name),
                kind: definition.kind,
                encoding: definition.encoding,
                prefix: prefix.encoding,
                prefixSize: prefix.size,
                lengthMax: definition.lengthMax,
                countsWireBytes: definition.countsWireBytes,
                padSide: definition.padding?.side ?? .none,
                pad: definition.padding?.character ?? 0,
                stripsPad: definition.stripsPad,
                padNibble: definition.padNibble,
                date: definition.date ?? .none,
                composite: -1,
                isList: definition.repeats
            )
        )
        labels.append(label)
        if let composite = compile(definition.content, label: label) {
            steps[index].composite = composites.count
            composites.append(composite)
        }
        return index
    }

    private mutating func compile(_ content: ISO8583Content, label: String) -> ISO8583Composite? {
        switch content {
        case .value: return nil
        case .cut(let cuts):
            var composite = ISO8583Composite(style: .cut)
            composite.cuts = cuts.map { (names.name($0.name), $0.length) }
            return composite
        case .parts(let named):
            var composite = ISO8583Composite(style: .parts)
            composite.parts = named.map { compile($0.definition, name: $0.name, label: "\(label).\($0.name)") }
            return composite
        case .bits(let bitmap, let named):
            var composite = ISO8583Composite(style: .bits, bitmap: bitmap)
            composite.bits = [Int](repeating: -1, count: bitmap.bitMax + 1)
            for part in named {
                let step = compile(part.definition, name: part.name, label: "\(label).\(part.name)")
                if let bit = bitmap.bit(named: part.name) { composite.bits[bit] = step }
            }
            return composite
        case .tlv(let named):
            var composite = ISO8583Composite(style: .tlv)
            composite.tags = compile(named, label: label) { ISO8583Tag(name: $0).map { UInt64($0.number) } }
            return composite
        case .tagged(let tag, let named):
            return compile(tag, named, label: label)
        }
    }

    private mutating func compile(
        _ tag: ISO8583TagDefinition,
        _ named: [ISO8583NamedDefinition],
        label: String
    ) -> ISO8583Composite {
        var composite = ISO8583Composite(style: .tagged)
        composite.tag = tag
        let codePage = codePage
        composite.tags = compile(named, label: label) { tag.key(of: $0, codePage) }
        if let prefix = tag.prefix {
            let unknown = ISO8583FieldDefinition(
                kind: .bytes,
                encoding: .binary,
                prefix: prefix,
                lengthMax: prefix.lengthMax,
                countsWireBytes: true,
                repeats: true
            )
            composite.unknown = compile(unknown, name: ISO8583Names.own[0], label: label)
        }
        return composite
    }

    /// Compiles tags, and returns their steps by the key of each.
    private mutating func compile(
        _ named: [ISO8583NamedDefinition],
        label: String,
        key: (String) -> UInt64?
    ) -> ISO8583TagTable {
        var entries: [(key: UInt64, step: Int)] = []
        for part in named {
            let step = compile(part.definition, name: part.name, label: "\(label).\(part.name)")
            if let key = key(part.name) { entries.append((key, step)) }
        }
        return ISO8583TagTable(entries)
    }
}
