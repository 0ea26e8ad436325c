import Canonical

extension Layout {
    /// What documents of the layout look like: one shape for each kind of record.
    func description() -> DocumentDescription {
        var shapes = records.map { shape(of: $0) }
        if form == .delimited {
            if dialect.hasHeader { shapes.append(Self.shape(LayoutMembers.header, [Self.namesMember])) }
            if dialect.comment != nil { shapes.append(Self.shape(LayoutMembers.comment, [Self.textMember])) }
            shapes.append(Self.shape(LayoutMembers.empty, []))
        }
        shapes.append(Self.shape(LayoutMembers.unknown, [Self.textMember]))
        let facts = DocumentMember(
            LayoutMembers.fields,
            .map(.any),
            "How fields are written other than the layout says."
        )
        let part = DocumentShape.object([facts], isOpen: true)
        let summary = summary.isEmpty ? "A record of the layout \(name)." : summary
        return DocumentDescription(
            name: name,
            summary: summary,
            root: .choice(shapes),
            parts: [LayoutMembers.layout: part]
        )
    }

    private func shape(of record: LayoutRecord) -> DocumentShape {
        var members: [DocumentMember] = []
        for field in record.fields {
            var shape = field.shape(width: form == .fixed ? field.width : nil)
            if field.isNullable { shape = .choice([shape, .null]) }
            // A short record lacks fields, so none but the kind is always there.
            members.append(DocumentMember(field.name, shape, field.summary))
        }
        if form == .fixed {
            members.append(DocumentMember(LayoutMembers.rest, .text, "What stands behind the last field."))
        } else {
            members.append(
                DocumentMember(
                    LayoutMembers.extra,
                    .list(.text, min: 1, max: nil),
                    "The fields behind the last column."
                )
            )
        }
        return Self.shape(record.name, members, isOpen: dialect.hasHeader)
    }

    private static func shape(_ record: String, _ members: [DocumentMember], isOpen: Bool = false) -> DocumentShape {
        let kind = DocumentMember(
            LayoutMembers.record,
            .text(TextShape(.code, codes: [record])),
            isRequired: true,
            "The kind of record."
        )
        let facts = DocumentMember(LayoutMembers.layout, .part(LayoutMembers.layout), "Facts of how it is written.")
        return .object([kind] + members + [facts], isOpen: isOpen)
    }

    private static let textMember = DocumentMember(
        LayoutMembers.text,
        .text,
        isRequired: true,
        "The text as it stands."
    )
    private static let namesMember = DocumentMember(
        LayoutMembers.names,
        .list(.text, min: 1, max: nil),
        isRequired: true,
        "The names of the columns."
    )
}

extension LayoutField {
    /// The shape of the value; values that are not of their kind are kept, so that patterns do not bind the reader.
    fileprivate func shape(width: Int?) -> DocumentShape {
        switch kind {
        case .text, .filler: .text(TextShape(lengthMin: 0, lengthMax: width))
        case .number: .text(TextShape(.decimal))
        case .date(let pattern): .text(TextShape(pattern.hasDate ? pattern.hasTime ? .dateTime : .date : .time))
        case .code: .text(TextShape(.code))
        }
    }
}
