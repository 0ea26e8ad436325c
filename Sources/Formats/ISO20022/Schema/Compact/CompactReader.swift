import Canonical

/// Reads one message and the types that it reaches from the compact form.
struct CompactReader {
    private let files: CompactFiles
    private var model: SchemaModel
    /// The types that are still to be read.
    private var open: [String] = []

    /// The schema of a namespace; nil if the files have none.
    ///
    /// - Throws: `configuration.invalid`, with file and line.
    static func read(_ namespace: String, from files: CompactFiles) throws(Fault) -> SchemaModel? {
        guard let start = files.messages[namespace] else { return nil }
        var reader = CompactReader(files: files, model: SchemaModel(namespace: namespace))
        for line in files.block(start).dropFirst() {
            guard line.words.count == 2 else {
                throw SchemaFault.unusable("lacks a root's name or type", at: line.origin)
            }
            reader.model.roots.append(reader.element(line.words[0], line.words[1]))
        }
        try reader.readTypes()
        return reader.model
    }

    private mutating func readTypes() throws(Fault) {
        while let name = open.popLast() {
            guard model.types[name] == nil, !name.hasPrefix("xs:") else { continue }
            guard let start = files.start(ofType: name) else { continue }
            let block = files.block(start)
            model.types[name] = SchemaType(
                name: String(name.prefix { $0 != "~" }),
                kind: try kind(block),
                origin: block[0].origin
            )
        }
    }

    private mutating func kind(_ block: [CompactLine]) throws(Fault) -> SchemaType.Kind {
        let head = block[0]
        guard head.words.count > 1 else { throw SchemaFault.unusable("defines nothing", at: head.origin) }
        let members = block[1...]
        if head.words[1] == "text" {
            guard head.words.count == 3 else { throw SchemaFault.unusable("lacks the type of a text", at: head.origin) }
            open.append(head.words[2])
            var attributes: [SchemaAttribute] = []
            for line in members { attributes.append(try attribute(line)) }
            open += attributes.map(\.type)
            return .complex(.text(head.words[2]), attributes: attributes)
        }
        if let (group, occurrence) = try CompactGroupParser.group(head.words[1], at: head.origin) {
            var parser = CompactGroupParser(lines: members)
            let parts = try parser.parts(indent: CompactGroupParser.indent, depth: 0)
            for case .element(let element, _) in parser.elements { open.append(element.type) }
            return .complex(.elements(.group(group, parts, occurrence)), attributes: [])
        }
        return .simple(base: "xs:" + head.words[1], facets: try CompactFacets.read(block))
    }

    private func attribute(_ line: CompactLine) throws(Fault) -> SchemaAttribute {
        guard line.words.count == 2, line.words[0].hasPrefix("@") else {
            throw SchemaFault.unusable("has no attribute where one is expected", at: line.origin)
        }
        let isOptional = line.words[0].hasSuffix("?")
        let name = line.words[0].dropFirst().dropLast(isOptional ? 1 : 0)
        return SchemaAttribute(name: String(name), type: line.words[1], isRequired: !isOptional)
    }

    private mutating func element(_ name: String, _ type: String) -> SchemaElement {
        open.append(type)
        return SchemaElement(name: name, type: type)
    }
}
