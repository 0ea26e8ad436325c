import Canonical

/// The parts that all message types have in common.
extension MTDescription {
    static let headers: [DocumentMember] = [
        DocumentMember("type", .text, isRequired: true, "The message type and variant, such as mt.103.stp.")
            .with(.typeName),
        DocumentMember(
            "piece",
            .text(TextShape(.code, codes: ["head", "entry", "tail"])),
            "Of a split message."
        )
        .with(.layout),
        DocumentMember("block1", .part("block1")),
        DocumentMember("block2", .part("block2")),
        DocumentMember("block3", .part("tags"), "The user header: values by tag."),
    ]

    static let trailers: [DocumentMember] = [
        DocumentMember("block5", .part("tags"), "The trailer: values by tag."),
        DocumentMember("blocks", .list(.part("block"), min: 1, max: nil), "Other blocks, such as S.")
            .with(.layout),
        DocumentMember("envelope", .part("envelope"), "The XML around the message.").with(.layout),
        DocumentMember("layout", .part("layout"), "What of the message's form is not as the standard has it.")
            .with(.layout),
    ]

    static let unplaced = DocumentMember(
        "unplaced",
        fields,
        "Fields that the message does not have, or not at their place."
    )
    .with(.irregular)

    static let copy = DocumentMember("copy", fields, "The fields of the message that this one is about.")

    /// Fields with their place among all of block 4.
    private static let fields = DocumentShape.list(
        .object(
            [
                DocumentMember("position", .number(isInteger: true), isRequired: true),
                DocumentMember("tag", .text, isRequired: true),
            ],
            isOpen: true
        ),
        min: 1,
        max: nil
    )

    /// How the text of an envelope writes a character; `numbers` where not all of its occurrences are written so.
    private static let references = DocumentShape.object(
        [
            DocumentMember("character", .text, isRequired: true), DocumentMember("text", .text, isRequired: true),
            DocumentMember("numbers", .list(.number(isInteger: true), min: 0, max: nil)),
        ],
        isOpen: false
    )

    static let commonParts: [String: DocumentShape] = [
        "block1": texts([
            ("applicationId", 1), ("serviceId", 2), ("logicalTerminal", 12), ("sessionNumber", 4),
            ("sequenceNumber", 6), ("text", nil),
        ]),
        "block2": texts([
            ("direction", 1), ("messageType", 3), ("receiver", 12), ("priority", 1), ("deliveryMonitoring", 1),
            ("obsolescencePeriod", 3), ("inputTime", 4), ("inputDate", 6), ("sender", 12), ("sessionNumber", 4),
            ("sequenceNumber", 6), ("outputDate", 6), ("outputTime", 4), ("text", nil),
        ]),
        "tags": .map(.choice([.text, .null])),
        "tagList": .object(
            [
                DocumentMember("tags", .list(texts([("tag", nil), ("value", nil)]), min: 0, max: nil)),
                DocumentMember("text", .text),
            ],
            isOpen: false
        ),
        "block": .object(
            [
                DocumentMember("name", .text, isRequired: true),
                DocumentMember("tags", .list(texts([("tag", nil), ("value", nil)]), min: 0, max: nil)),
                DocumentMember("text", .text),
            ],
            isOpen: false
        ),
        "envelope": .object(
            [
                DocumentMember("before", .text, isRequired: true),
                DocumentMember("encoding", .text(TextShape(.code, codes: ["base64", "text"])), isRequired: true),
                DocumentMember("lineLength", .number(isInteger: true)),
                DocumentMember("lineEnd", .text),
                DocumentMember("references", .list(references, min: 1, max: MTReferences.formsMax)),
                DocumentMember("after", .text, isRequired: true),
            ],
            isOpen: false
        ),
        "layout": .object(
            [
                DocumentMember("container", .text(TextShape(.code, codes: ["body", "dos-pcc"]))),
                DocumentMember("padding", .number(isInteger: true)),
                DocumentMember("encoding", .text),
                DocumentMember("before", .text),
                DocumentMember("lineEnd", .text(TextShape(.code, codes: ["LF", "CR"]))),
                DocumentMember("otherLineEnds", .list(.number(isInteger: true), min: 1, max: nil)),
                DocumentMember("start", .text),
                DocumentMember("end", .text),
                DocumentMember("order", .list(.text, min: 1, max: nil)),
                DocumentMember("between", .map(.text), "What stands in front of a block, by the block's name."),
                DocumentMember("after", .text),
            ],
            isOpen: false
        ),
    ]

    private static func texts(_ members: [(name: String, length: Int?)]) -> DocumentShape {
        .object(
            members.map { name, length in
                // The text of a block stands in for the members of one that does not have its form.
                DocumentMember(name, .text(TextShape(lengthMin: length ?? 0, lengthMax: length)))
                    .with(name == "text" ? .irregular : .content)
            },
            isOpen: false
        )
    }
}
