package import Canonical

extension MT103 {
    /// Takes the fields of a SWIFT MT message's document apart.
    ///
    /// - Parameter document: what ``FINCodec`` reads from an MT103.
    /// - Throws: a message fault with field, line and byte offset: `format.unrecognised` for another message type,
    ///   `format.syntax` where a field does not have its format, is unknown, repeated or missing.
    package init(_ document: Document) throws(Fault) {
        let message = FINDocument(document)
        guard message.messageType == "103" else { throw MT103Fault.otherType() }
        var reader = MT103Reader(message)
        try reader.readFields()
        self = reader.result
    }
}

/// Reads the fields of block 4 one after the other.
private struct MT103Reader {
    var result = MT103()
    private let message: FINDocument
    private var matcher = FieldMatcher()
    /// Bits of the rows that have been there.
    private var seen: UInt64 = 0

    init(_ message: FINDocument) {
        self.message = message
    }

    mutating func readFields() throws(Fault) {
        let fields = message.document["block4"]?.items ?? []
        for number in fields.indices {
            guard let tag = fields[number]["tag"]?.text, let value = fields[number]["value"]?.text else {
                throw MT103Fault.syntax("Block 4 is not a list of fields.", Place(path: "/block4/\(number)"))
            }
            try readField(tag, value, number)
        }
        for tags in MT103Table.mandatory where !tags.contains(where: { isSeen($0) }) {
            throw MT103Fault.missing(tags, message.place(ofMissing: tags[0]))
        }
    }

    private func isSeen(_ tag: String) -> Bool {
        guard let row = MT103Table.rowNumber(of: tag) else { return false }
        return seen & (1 << UInt64(row)) != 0
    }

    private mutating func readField(_ tag: String, _ value: String, _ number: Int) throws(Fault) {
        guard let rowNumber = MT103Table.rowNumber(of: tag) else {
            throw MT103Fault.syntax("MT103 has no such field.", message.place(ofField: number, tag: tag))
        }
        let row = MT103Table.rows[rowNumber]
        let bit: UInt64 = 1 << UInt64(rowNumber)
        guard row.isRepeatable || seen & bit == 0 else {
            throw MT103Fault.syntax("The field comes twice.", message.place(ofField: number, tag: tag))
        }
        seen |= bit
        guard matcher.match(value.utf8.span, row.elements), assign(tag, value) else {
            throw MT103Fault.format(row.notation, message.place(ofField: number, line: brokenLine(of: value), tag: tag))
        }
    }

    private func brokenLine(of value: String) -> Int {
        let broken = value.utf8.prefix(matcher.position)
        return broken.count { $0 == 0x0A }
    }

    /// Puts the components where they belong; false if one is impossible, such as the 31st of February.
    private mutating func assign(_ tag: String, _ value: String) -> Bool {
        switch tag {
        case "20": result.reference = value
        case "13C": result.timeIndications.append(timeIndication(value))
        case "23B": result.bankOperationCode = value
        case "23E": result.instructions.append(.init(code: text(.code, value) ?? "", text: text(.value, value)))
        case "26T": result.transactionType = value
        case "32A":
            guard let date = MTDate.date(text(.date, value) ?? "") else { return false }
            result.valueDate = date
            result.settlementAmount = amount(value)
        case "33B": result.instructedAmount = amount(value)
        case "36": result.exchangeRate = amount(value).digits
        case "70": result.remittanceInformation = lines(value)
        case "71A": result.detailsOfCharges = value
        case "71F": result.sendersCharges.append(amount(value))
        case "71G": result.receiversCharges = amount(value)
        case "72": result.senderToReceiver = lines(value)
        case "77B": result.regulatoryReporting = lines(value)
        case "77T": result.envelopeContents = lines(value)
        default: assignParty(tag, value)
        }
        return ["OUR", "SHA", "BEN"].contains(value) || tag != "71A"
    }

    private mutating func assignParty(_ tag: String, _ value: String) {
        let party = party(tag, value)
        switch tag.prefix(2) {
        case "50": result.orderingCustomer = party
        case "51": result.sendingInstitution = party
        case "52": result.orderingInstitution = party
        case "53": result.sendersCorrespondent = party
        case "54": result.receiversCorrespondent = party
        case "55": result.thirdReimbursementInstitution = party
        case "56": result.intermediary = party
        case "57": result.accountWithInstitution = party
        default: result.beneficiary = party
        }
    }

    private func party(_ tag: String, _ value: String) -> MTParty {
        var party = MTParty(option: MTParty.Option(rawValue: String(tag.dropFirst(2))) ?? .none)
        party.fieldHasIdentifierLine = tag == "50F"
        party.partyCode = text(.partyCode, value)
        party.party = text(.party, value)
        party.bic = text(.bic, value)
        party.lines = lines(value)
        return party
    }

    private func timeIndication(_ value: String) -> MT103.TimeIndication {
        MT103.TimeIndication(
            code: text(.code, value) ?? "",
            time: text(.time, value) ?? "",
            offset: (text(.sign, value) ?? "") + (text(.offset, value) ?? "")
        )
    }

    private func amount(_ value: String) -> MTAmount {
        var digits = (text(.amount, value) ?? "").replacingComma
        if digits.utf8.last == UInt8(ascii: ".") { digits.removeLast() }
        return MTAmount(currency: text(.currency, value) ?? "", digits: digits)
    }

    private func text(_ part: FieldPart, _ value: String) -> String? {
        for component in matcher.components where component.part == part { return slice(value, component.range) }
        return nil
    }

    private func lines(_ value: String) -> [String] {
        var lines: [String] = []
        for component in matcher.components where component.part == .line {
            lines.append(slice(value, component.range))
        }
        return lines
    }

    /// A component: all its bytes are ASCII, because all character sets are.
    private func slice(_ value: String, _ range: Range<Int>) -> String {
        String(copying: UTF8Span(unchecked: value.utf8.span.extracting(range), isKnownASCII: true))
    }
}

extension String {
    /// The decimal comma of SWIFT amounts as a point.
    fileprivate var replacingComma: String {
        String(decoding: utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
}
