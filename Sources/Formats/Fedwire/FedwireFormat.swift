package import Canonical

/// Fedwire Funds messages in the tag format of the Fedwire Application Interface Manual (FAIM).
///
/// A document has a member for each tag, in the order of the message, and in it one for each element:
///
///     {"1500": {"formatVersion": "30", …}, "2000": {"amount": "000001234567"},
///      "3100": {"senderABANumber": "…", "senderShortName": "…"}, …, "layout": {"lineEnd": "\n"}}
///
/// Variable elements come delimited by asterisks or padded with blanks; where it is not the asterisk for all elements of
/// a tag, the fact `ends` of the tag's layout says so, one letter each: `*` delimited, `_` padded, `.` cut off.
package struct FedwireFormat: Format {
    package let name = "fedwire"
    private let table: FedwireTable

    /// Makes the format from its table among the bus's definitions.
    package init(_ settings: FormatSettings) throws(Fault) {
        table = try FedwireTable(try settings.library.file(FedwireTable.path))
    }

    package func makeReader() -> any FormatReader { FedwireReader(table: table) }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter { FedwireWriter(table: table, mode: mode) }

    package var documentTypes: [String] { ["fedwire"] }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try requireType(type)
        let tags = table.tags.map { tag in
            DocumentMember(FedwireReader.text(of: tag.number), shape(of: tag), isRequired: tag.isMandatory, tag.name)
        }
        let repeated = DocumentShape.object(
            [
                .init("tag", .text(TextShape(lengthMin: 4, lengthMax: 4)), isRequired: true),
                .init("position", .number(isInteger: true), isRequired: true),
            ],
            isOpen: true
        )
        let members = [
            DocumentMember("repeats", .list(repeated, min: 1, max: nil), "Tags that stand a second time."),
            DocumentMember("layout", .object([.init("before", .text), .init("lineEnd", .text)], isOpen: false)),
        ]
        return DocumentDescription(
            name: "fedwire",
            summary: "A Fedwire Funds message of FAIM 3.0.",
            root: .object(tags + members, isOpen: true)
        )
    }

    private func shape(of tag: FedwireTag) -> DocumentShape {
        let elements = tag.elements.map { DocumentMember($0.name, .text(TextShape(lengthMax: $0.length))) }
        let layout = DocumentShape.object([.init("ends", .text), .init("after", .text)], isOpen: false)
        return .object(elements + [.init("text", .text), .init("layout", layout)], isOpen: false)
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        var start = 0
        while start < beginning.count, beginning[start] == 0x0A || beginning[start] == 0x0D { start += 1 }
        guard start < beginning.count, let tag = FedwireScan.tag(beginning, start) else { return .no }
        return tag == 1_500 || (1_100...1_130).contains(tag) ? .certain : .likely
    }
}

extension FormatKind {
    /// Fedwire Funds messages.
    package static let fedwire = FormatKind(
        name: "fedwire",
        summary: "Fedwire Funds messages in the tag format of FAIM 3.0.",
        make: { settings throws(Fault) in try FedwireFormat(settings) }
    )
}
