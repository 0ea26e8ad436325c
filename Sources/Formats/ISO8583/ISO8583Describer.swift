import Canonical

/// Describes the documents of a specification's messages.
struct ISO8583Describer {
    let program: ISO8583Program

    var description: DocumentDescription {
        DocumentDescription(
            name: "iso8583",
            summary: "A message of \(program.specification.name).",
            root: .object(
                [
                    DocumentMember("header", Self.hex(), "What stands before the message type."),
                    DocumentMember("mti", Self.digits(4), "Version, class, function and origin of the message."),
                    DocumentMember("fields", fields, "The data elements by number."),
                    DocumentMember("undecoded", .map(Self.hex()), "Fields whose bytes are no value."),
                    DocumentMember("rest", Self.rest, "What could not be read, and the fields that it holds."),
                    DocumentMember("layout", Self.layout, "How the message was written, where that is not as usual."),
                ],
                isOpen: false
            ),
            parts: ["tags": Self.unknownTags]
        )
    }

    private var fields: DocumentShape {
        let fields = program.specification.fields.sorted { $0.key < $1.key }
        return .object(
            fields.map { DocumentMember(String($0.key), shape(of: $0.value), $0.value.summary) },
            isOpen: false
        )
    }

    private func shape(of field: ISO8583FieldDefinition) -> DocumentShape {
        let shape: DocumentShape =
            switch field.content {
            case .value: .text(text(of: field))
            case .cut(let cuts): Self.object(cuts.map { DocumentMember($0.name, Self.short($0.length), $0.summary) })
            case .parts(let named): Self.object(members(named))
            case .bits(_, let named): Self.object(members(named) + [Self.bits])
            case .tagged(_, let named), .tlv(let named): Self.open(members(named))
            }
        return field.repeats ? .list(shape, min: 1, max: nil) : shape
    }

    private func members(_ named: [ISO8583NamedDefinition]) -> [DocumentMember] {
        named.map { DocumentMember($0.name, shape(of: $0.definition), $0.definition.summary) }
    }

    /// The rules of a value that a message without errors keeps.
    private func text(of field: ISO8583FieldDefinition) -> TextShape {
        var text = TextShape()
        switch field.kind {
        case .digits: text.pattern = "^[0-9]*$"
        case .signedDigits: text.pattern = "^[CD][0-9]*$"
        case .bytes: text.pattern = "^([0-9A-F]{2})*$"
        case .letters, .lettersAndDigits, .text, .track: break
        }
        guard !field.countsWireBytes else { return text }
        let length = field.kind == .bytes ? field.lengthMax * 2 : field.lengthMax
        text.lengthMax = length
        if field.prefix == nil, !field.stripsPad, field.kind != .track { text.lengthMin = length }
        return text
    }

    private static func object(_ members: [DocumentMember]) -> DocumentShape {
        .object(members + [DocumentMember("rest", .text, "What could not be read.")], isOpen: false)
    }

    private static let bits = DocumentMember(
        "bits",
        .list(.text, min: 1, max: nil),
        "The numbers of the subfields that are announced and could not be read."
    )

    /// An object with tags of which not all are known.
    private static func open(_ members: [DocumentMember]) -> DocumentShape {
        let again = DocumentShape.object(
            [DocumentMember("tag", .text, isRequired: true), DocumentMember("value", hex(), isRequired: true)],
            isOpen: false
        )
        let own = [
            DocumentMember("more", .list(again, min: 1, max: nil), "Tags that occur again though they may occur once."),
            DocumentMember("rest", hex(), "What could not be read."),
        ]
        return .object(members + own, isOpen: true)
    }

    private static let unknownTags = DocumentShape.map(
        .choice([hex(), .list(.choice([hex(), .part("tags")]), min: 1, max: nil)])
    )

    private static let rest = DocumentShape.object(
        [
            DocumentMember("fields", .list(.text, min: 1, max: nil), "The numbers of the fields whose bits are set."),
            DocumentMember("bytes", hex(), isRequired: true),
        ],
        isOpen: false
    )

    private static let layout = DocumentShape.object(
        [
            DocumentMember("bitmaps", .number(isInteger: true), "How many bitmaps there are, if more than needed."),
            DocumentMember("bitmapCase", .text, "How the letters of the bitmaps are written."),
            DocumentMember("frameLength", .number(isInteger: true), "The length in front of a message cut off."),
            DocumentMember("lineEnd", .text, "What ends the line: LF, CRLF or nothing."),
            DocumentMember("deviations", .list(deviation, min: 1, max: nil), "How fields were written."),
        ],
        isOpen: false
    )

    private static let deviation = DocumentShape.object(
        [
            DocumentMember("field", .text, isRequired: true, "The field, subfield or tag, such as 55.9F26."),
            DocumentMember(
                "fact",
                .text(TextShape(.code, codes: ISO8583Fact.allCases.map(\.rawValue))),
                isRequired: true
            ),
            DocumentMember("value", .text, isRequired: true),
        ],
        isOpen: false
    )

    private static func hex() -> DocumentShape { .text(TextShape(pattern: "^([0-9A-F]{2})*$")) }

    private static func digits(_ count: Int) -> DocumentShape {
        .text(TextShape(lengthMin: count, lengthMax: count, pattern: "^[0-9]*$"))
    }

    private static func short(_ length: Int) -> DocumentShape { .text(TextShape(lengthMax: length)) }
}
