/// The fields of MT103 and their formats (SWIFT Standards MT, Category 1, MT 103 format specifications).
///
/// A later step replaces this table by compiled tables for all message types; the elements stay.
enum MT103Table {
    struct Row: Sendable {
        let tag: String
        /// The field without its option letter.
        let field: Field
        /// The option letter.
        let option: MTParty.Option
        /// The format in SWIFT's notation, for people.
        let notation: String
        let elements: [FieldElement]
        /// Whether the field may come more than once.
        let isRepeatable: Bool
    }

    /// The fields of MT103.
    enum Field: String, Sendable {
        case reference = "20"
        case timeIndication = "13C"
        case bankOperationCode = "23B"
        case instruction = "23E"
        case transactionType = "26T"
        case valueDateAndAmount = "32A"
        case instructedAmount = "33B"
        case exchangeRate = "36"
        case orderingCustomer = "50"
        case sendingInstitution = "51"
        case orderingInstitution = "52"
        case sendersCorrespondent = "53"
        case receiversCorrespondent = "54"
        case thirdReimbursementInstitution = "55"
        case intermediary = "56"
        case accountWithInstitution = "57"
        case beneficiary = "59"
        case remittanceInformation = "70"
        case detailsOfCharges = "71A"
        case sendersCharges = "71F"
        case receiversCharges = "71G"
        case senderToReceiver = "72"
        case regulatoryReporting = "77B"
        case envelopeContents = "77T"
    }

    static let rows: [Row] =
        plainRows + amountRows + customerRows
        + institution("51", "A") + institution("52", "AD") + institution("53", "ABD") + institution("54", "ABD")
        + institution("55", "ABD") + institution("56", "ACD") + institution("57", "ABCD")

    /// One of the tags has to be there; the bits are those of their rows.
    struct Mandatory: Sendable {
        let tags: [String]
        let bits: UInt64
    }

    static let mandatory: [Mandatory] = [
        ["20"], ["23B"], ["32A"], ["50A", "50F", "50K"], ["59", "59A", "59F"], ["71A"],
    ]
    .map { tags in
        Mandatory(tags: tags, bits: tags.compactMap(rowNumber(of:)).reduce(0) { $0 | 1 << UInt64($1) })
    }

    private static let plainRows: [Row] = [
        row("20", "16x", [.upTo(16, .x, .value)]),
        row(
            "13C",
            "/8c/4!n1!x4!n",
            [
                .literal(slash), .upTo(8, .c, .code), .literal(slash), .exactly(4, .n, .time),
                .exactly(1, .x, .sign), .exactly(4, .n, .offset),
            ],
            isRepeatable: true
        ),
        row("23B", "4!c", [.exactly(4, .c, .code)]),
        row(
            "23E",
            "4!c[/30x]",
            [.exactly(4, .c, .code), .optional([.literal(slash), .upTo(30, .x, .value)])],
            isRepeatable: true
        ),
        row("26T", "3!c", [.exactly(3, .c, .code)]),
        row("70", "4*35x", [.lines(.x, 1, 4, 35, .line)]),
        row("71A", "3!a", [.exactly(3, .a, .code)]),
        row("72", "6*35x", [.lines(.x, 1, 6, 35, .line)]),
        row("77B", "3*35x", [.lines(.x, 1, 3, 35, .line)]),
        // The envelope contents of a REMIT message hold at most 9,000 characters; a line is as long as it likes.
        row("77T", "9000z", [.lines(.z, 1, 9_000, 9_000, .line)]),
    ]

    private static let amountRows: [Row] = [
        row("32A", "6!n3!a15d", [.exactly(6, .n, .date), .exactly(3, .a, .currency), .amount(15, .amount)]),
        row("33B", "3!a15d", [.exactly(3, .a, .currency), .amount(15, .amount)]),
        row("36", "12d", [.amount(12, .amount)]),
        row("71F", "3!a15d", [.exactly(3, .a, .currency), .amount(15, .amount)], isRepeatable: true),
        row("71G", "3!a15d", [.exactly(3, .a, .currency), .amount(15, .amount)]),
    ]

    private static let customerRows: [Row] = [
        row("50A", "[/34x]$4!a2!a2!c[3!c]", [.account, .bic]),
        row("50F", "35x$4*(1!n/33x)", [.identifierLine, .numberedLines(4)]),
        row("50K", "[/34x]$4*35x", [.account, .lines(.x, 1, 4, 35, .line)]),
        row("59", "[/34x]$4*35x", [.account, .lines(.x, 1, 4, 35, .line)]),
        row("59A", "[/34x]$4!a2!a2!c[3!c]", [.account, .bic]),
        row("59F", "[/34x]$4*(1!n/33x)", [.account, .numberedLines(4)]),
    ]

    private static func institution(_ number: String, _ options: String) -> [Row] {
        options.unicodeScalars.map { option in
            switch option {
            case "A": row("\(number)A", "[/1!a][/34x]$4!a2!a2!c[3!c]", [.partyIdentifier, .bic])
            case "B": row("\(number)B", "[/1!a][/34x]$[35x]", [.partyIdentifier, .lines(.x, 0, 1, 35, .line)])
            case "C": row("\(number)C", "/34x", [.account])
            default: row("\(number)D", "[/1!a][/34x]$4*35x", [.partyIdentifier, .lines(.x, 1, 4, 35, .line)])
            }
        }
    }

    private static let slash = UInt8(ascii: "/")

    private static func row(
        _ tag: String,
        _ notation: String,
        _ elements: [FieldElement],
        isRepeatable: Bool = false
    ) -> Row {
        // A tag is a field of its own, or a field and an option letter.
        let number = String(tag.prefix(2))
        return Row(
            tag: tag,
            field: Field(rawValue: tag) ?? Field(rawValue: number) ?? .reference,
            option: MTParty.Option(rawValue: String(tag.dropFirst(2))) ?? .none,
            notation: notation,
            elements: elements,
            isRepeatable: isRepeatable
        )
    }

    /// For each possible tag the number of its row, or -1.
    private static let index: [Int8] = {
        var index = [Int8](repeating: -1, count: 100 * 27)
        for (number, row) in rows.enumerated() {
            if let key = key(of: row.tag) { index[key] = Int8(number) }
        }
        return index
    }()

    /// The number of the row of a tag.
    static func rowNumber(of tag: String) -> Int? {
        guard let key = key(of: tag), index[key] >= 0 else { return nil }
        return Int(index[key])
    }

    /// Two digits and perhaps a capital letter as a number under 2,700.
    private static func key(of tag: String) -> Int? {
        let bytes = tag.utf8.span
        guard bytes.count == 2 || bytes.count == 3, FieldCharacters.n.contains(bytes[0]),
            FieldCharacters.n.contains(bytes[1])
        else { return nil }
        let number = Int(bytes[0] - 0x30) * 10 + Int(bytes[1] - 0x30)
        guard bytes.count == 3 else { return number * 27 }
        guard FieldCharacters.a.contains(bytes[2]) else { return nil }
        return number * 27 + Int(bytes[2] - 0x40)
    }
}
