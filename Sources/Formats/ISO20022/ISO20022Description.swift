import Canonical

/// Describes the documents of one message, from its definition.
struct ISO20022Description {
    private let definition: CompiledDefinition

    init(_ definition: CompiledDefinition) {
        self.definition = definition
    }

    func description() -> DocumentDescription {
        let source = definition.source
        var parts: [String: DocumentShape] = Self.commonParts
        for type in source.complexTypes.indices { parts[source.complexTypes[type].name] = shape(ofType: type) }
        for type in source.simpleTypes { parts[type.name] = Self.shape(of: type) }
        var members = Self.commonMembers
        let roots = definition.roots.map { shape(of: $0.child) }
        let document = roots.count == 1 ? roots[0] : .choice(roots)
        let name = source.elementNames[definition.roots.first?.element ?? 0]
        let isHeader = name == "AppHdr"
        members.append(DocumentMember("AppHdr", isHeader ? document : .any, "The business application header."))
        members.append(
            DocumentMember(
                "Document",
                isHeader ? .any : .choice([document, .part("element")]),
                "The message by its schema, or in the general form."
            )
        )
        return DocumentDescription(
            name: source.name,
            summary: "The ISO 20022 message \(source.name).",
            root: .object(members, isOpen: true),
            parts: parts
        )
    }

    /// What the documents of all messages have in common.
    static func common() -> DocumentDescription {
        var members = commonMembers
        members.append(DocumentMember("AppHdr", .any, "The business application header."))
        members.append(DocumentMember("Document", .any, "The message."))
        return DocumentDescription(
            name: "iso20022",
            summary: "An ISO 20022 message or a piece of one.",
            root: .object(members, isOpen: true),
            parts: commonParts
        )
    }

    // MARK: - Types

    private func shape(of child: Int32) -> DocumentShape {
        let source = definition.source
        return .part(child < 0 ? source.complexTypes[Int(~child)].name : source.simpleTypes[Int(child)].name)
    }

    private func shape(ofType number: Int) -> DocumentShape {
        let type = definition.types[number]
        var members = type.attributes.map { attribute in
            DocumentMember(
                attribute.text,
                .part(definition.source.simpleTypes[attribute.type].name),
                isRequired: attribute.isRequired,
                "An attribute."
            )
        }
        if let text = type.text {
            let shape = DocumentShape.part(definition.source.simpleTypes[text].name)
            members.append(DocumentMember("value", shape, isRequired: true, "The text."))
        }
        let children = type.positions.dropFirst().map { member(at: $0) }
        if type.isOrdered {
            let items = DocumentShape.choice(children.map { .object([$0], isOpen: false) })
            members.append(DocumentMember("items", .list(items, min: 0, max: nil), "The children in order."))
        } else {
            members += children
        }
        return .object(members, isOpen: false)
    }

    private func member(at index: Int) -> DocumentMember {
        let position = definition.positions[index]
        let max = position.max == ContentPosition.unbounded ? nil : Int(position.max)
        guard case .element(let number) = position.item else {
            return DocumentMember("any", .list(.part("element"), min: 0, max: max), "Elements of other schemas.")
        }
        let shape = shape(of: position.child)
        let isRequired = position.min > 0 && isAlwaysThere(index)
        let list = DocumentShape.list(shape, min: 1, max: max)
        return DocumentMember(
            definition.source.elementNames[number],
            position.isList ? list : shape,
            isRequired: isRequired
        )
    }

    /// Whether no path through the content model leaves a position out: it is so if removing it leaves no way to the end.
    private func isAlwaysThere(_ index: Int) -> Bool {
        guard let type = definition.types.first(where: { $0.positions.contains(index) }) else { return false }
        var reached: Set<Int> = [type.start]
        var waiting = [type.start]
        while let position = waiting.popLast() {
            if definition.positions[position].isLast { return false }
            let range = definition.positions[position].followStart..<definition.positions[position].followEnd
            for next in definition.follows[Int(range.lowerBound)..<Int(range.upperBound)]
            where Int(next) != index && reached.insert(Int(next)).inserted { waiting.append(Int(next)) }
        }
        return true
    }

    private static func shape(of type: SimpleType) -> DocumentShape {
        var text = TextShape()
        switch type.base {
        case .decimal, .integer: text.meaning = .decimal
        case .date: text.meaning = .date
        case .dateTime: text.meaning = .dateTime
        case .time: text.meaning = .time
        default: text.meaning = type.enumeration == nil ? .plain : .code
        }
        if type.base == .string {
            text.lengthMin = type.lengthMin ?? 0
            text.lengthMax = type.lengthMax
        }
        if !type.patterns.isEmpty { text.pattern = "^(?:" + type.patterns[0].source + ")$" }
        text.codes = type.enumeration
        return .text(text)
    }

    // MARK: - Common parts

    private static let commonMembers = [
        DocumentMember("namespaces", .map(.text), "The namespaces of the parts.").with(.layout),
        DocumentMember(
            "unexpected",
            .list(.any, min: 1, max: nil),
            "What the definition does not know, with its place."
        )
        .with(.irregular),
        DocumentMember("envelope", .list(.any, min: 1, max: nil), "What stands around the parts, in order.")
            .with(.layout),
        DocumentMember("layout", .object([], isOpen: true), "How the message is written.").with(.layout),
        DocumentMember(
            "piece",
            .text(TextShape(.code, codes: ["head", "entry", "between", "tail"])),
            "Of a split message."
        )
        .with(.layout),
        DocumentMember("open", .list(.text, min: 0, max: nil), "The elements that stay open behind a piece.")
            .with(.layout),
    ]

    private static let commonParts: [String: DocumentShape] = [
        "element": .object(
            [
                DocumentMember("name", .text, isRequired: true, "The qualified name."),
                DocumentMember("namespace", .text, "The namespace, if it has one."),
                DocumentMember("attributes", .list(.part("attribute"), min: 1, max: nil), "Declarations among them."),
                DocumentMember("content", .list(.part("content"), min: 1, max: nil), "The content in order."),
                DocumentMember("markup", .text, "The inside of the start tag, values cut out."),
                DocumentMember("form", .text, "How an empty element is written."),
            ],
            isOpen: false
        ),
        "attribute": .object(
            [DocumentMember("name", .text, isRequired: true), DocumentMember("value", .text, isRequired: true)],
            isOpen: false
        ),
        "content": .choice([
            .part("element"),
            .object([DocumentMember("text", .text, isRequired: true)], isOpen: false),
            .object([DocumentMember("cdata", .text, isRequired: true)], isOpen: false),
            .object([DocumentMember("comment", .text, isRequired: true)], isOpen: false),
            .object([DocumentMember("instruction", .text, isRequired: true)], isOpen: false),
        ]),
    ]
}
