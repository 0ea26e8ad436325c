package import Canonical

/// NACHA files: the records of the American clearing house, one document for each.
///
/// An entry's document holds its addenda. Every field is a text without the blanks behind it; numbers keep their zeros:
///
///     {"record": "entry", "transactionCode": "27", "receivingDFIIdentification": "23138010", …,
///      "amount": "0000012500", …, "addenda": [{"record": "addenda05", …}]}
///
/// Counts, hashes and totals of the control records are compared with what the records above them give.
package struct NACHAFormat: Format {
    package let name = "nacha"
    private let table: NACHATable

    /// Makes the format from its table among the bus's definitions.
    package init(_ settings: FormatSettings) throws(Fault) {
        table = try NACHATable(try settings.library.file(NACHATable.path))
    }

    package func makeReader() -> any FormatReader { NACHAReader(table: table) }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter { NACHAWriter(table: table, mode: mode) }

    package var documentTypes: [String] { ["nacha"] }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try requireType(type)
        let addenda = table.records.filter(\.isAddenda)
        let unknown = DocumentShape.object(
            [.init("record", .text(TextShape(.code, codes: ["unknown"])), isRequired: true)],
            isOpen: true
        )
        return DocumentDescription(
            name: "nacha",
            summary: "A record of a NACHA file; an entry with its addenda.",
            root: .choice(table.records.map { shape(of: $0) } + [unknown]),
            parts: ["addenda": .choice(addenda.map { shape(of: $0) } + [unknown]), "layout": layout]
        )
    }

    private func shape(of record: NACHARecord) -> DocumentShape {
        var members = [DocumentMember("record", .text(TextShape(.code, codes: [record.name])), isRequired: true)]
        for field in record.fields {
            // Values outside the list are read too; then there is a finding.
            let text = TextShape(lengthMax: field.length, characters: "printable ASCII")
            members.append(DocumentMember(field.name, .text(text), isRequired: field.kind != .blank))
        }
        if record.name == "entry" {
            members.append(
                .init("addenda", .list(.part("addenda"), min: 0, max: NACHAReader.addendaMax), isRequired: true)
            )
        }
        members.append(.init("layout", .part("layout")))
        return .object(members, isOpen: false)
    }

    private var layout: DocumentShape {
        .object(
            [
                .init(
                    "lineEnd",
                    .text(TextShape(.code, codes: ["CRLF", "none"])),
                    "How the record ends, if not with LF."
                ),
                .init("length", .number(isInteger: true), "The record's length where blanks at its end are cut off."),
                .init("excess", .text, "What stands behind the last field."),
                .init("fillRecords", .number(isInteger: true), "How many records of nines follow the file's control."),
                .init("openEnd", .boolean, "Whether the last fill record has no line end, though the others have."),
            ],
            isOpen: false
        )
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        guard beginning.count >= NACHARecord.length, beginning[0] == UInt8(ascii: "1") else { return .no }
        // 094, 10, 1: record size, blocking factor and format code of every file header.
        let expected = Array("094101".utf8)
        for index in expected.indices where beginning[34 + index] != expected[index] { return .no }
        return .certain
    }
}

extension FormatKind {
    /// NACHA files.
    package static let nacha = FormatKind(
        name: "nacha",
        summary: "NACHA files: records of 94 bytes of the American automated clearing house.",
        make: { settings throws(Fault) in try NACHAFormat(settings) }
    )
}
