import Canonical

/// Describes the documents of BAI2 files.
enum BAI2Describer {
    static let description = DocumentDescription(
        name: "bai2",
        summary: "A BAI2 file: groups of accounts with balances and transactions.",
        root: object(
            texts(BAI2Names.file) + [DocumentMember("groups", list(choice("group")))] + end(BAI2Names.fileEnd)
                + [DocumentMember("fileLayout", fileLayout, "How the file was written, if not as usual.")]
        ),
        parts: [
            "group": object(
                texts(BAI2Names.group) + [DocumentMember("accounts", list(choice("account")))] + end(BAI2Names.groupEnd)
            ),
            "account": object(
                texts(BAI2Names.account)
                    + [
                        DocumentMember("summaries", list(.part("summary"))),
                        DocumentMember("transactions", list(choice("transaction"))),
                    ] + end(BAI2Names.accountEnd).filter { $0.name != "extra" }
            ),
            "summary": object(texts(BAI2Names.summary) + funds),
            "transaction": object(
                texts(BAI2Names.transaction) + funds + texts(BAI2Names.references) + [DocumentMember("layout", layout)]
            ),
            "kept": kept,
        ]
    )

    private static let funds =
        texts(BAI2Names.valueDate + BAI2Names.availability + ["distributionCount"])
        + [DocumentMember("distributions", list(object(texts(BAI2Names.distribution))), "Days and amounts.")]

    private static let kept = DocumentShape.choice([
        object([DocumentMember("unknown", .text, isRequired: true, "A line that is no record.")]),
        object([
            DocumentMember(
                "loose",
                object([
                    DocumentMember("code", .text, isRequired: true), DocumentMember("fields", list(.text)),
                    DocumentMember("layout", layout),
                ]),
                isRequired: true,
                "A control record that ends nothing."
            )
        ]),
    ])

    private static let layout = object([
        DocumentMember("lines", list(.number(isInteger: true)), "How many fields each line of the record has."),
        DocumentMember("ends", list(.text), "What ends each line."),
        DocumentMember("bareTextLines", list(.number(isInteger: true)), "Lines of text without a comma."),
    ])

    private static let fileLayout = object([
        DocumentMember("lineEnd", .text(TextShape(.code, codes: ["CRLF"])), "What ends the lines, if not LF."),
        DocumentMember("hasLastLineEnd", .boolean, "Whether the last line is ended."),
        DocumentMember("encoding", .text(TextShape(.code, codes: ["ISO-8859-1"])), "The encoding, if not UTF-8."),
        DocumentMember("after", list(.part("kept")), "Lines behind the record 99."),
    ])

    private static func texts(_ names: [String]) -> [DocumentMember] { names.map { DocumentMember($0, .text) } }

    /// The members of the record that ends a level, and those that any level may have.
    private static func end(_ names: [String]) -> [DocumentMember] {
        texts(names) + [
            DocumentMember("extra", list(.text)), DocumentMember("layout", layout),
            DocumentMember("endExtra", list(.text)), DocumentMember("endLayout", layout),
        ]
    }

    private static func choice(_ part: String) -> DocumentShape { .choice([.part(part), .part("kept")]) }

    private static func list(_ shape: DocumentShape) -> DocumentShape { .list(shape, min: 0, max: nil) }

    private static func object(_ members: [DocumentMember]) -> DocumentShape { .object(members, isOpen: false) }
}
