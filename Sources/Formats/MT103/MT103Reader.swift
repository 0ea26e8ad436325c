package import Canonical

extension MT103 {
    /// Takes the fields of a SWIFT MT message's document apart.
    ///
    /// - Parameter document: what ``FINCodec`` reads from an MT103.
    /// - Throws: a message fault with field, line and byte offset: `format.unrecognised` for another message type,
    ///   `format.syntax` where a field does not have its format, is unknown, repeated or missing.
    package init(_ document: DocumentValue) throws(Fault) {
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
            guard case .object(let object) = fields[number], case .text(let tag)? = object["tag"],
                case .text(let value)? = object["value"]
            else { throw MT103Fault.syntax("Block 4 is not a list of fields.", Place(path: "/block4/\(number)")) }
            try readField(tag, value, number)
        }
        guard let missing = MT103Table.mandatory.first(where: { seen & $0.bits == 0 }) else { return }
        throw MT103Fault.missing(missing.tags, message.place(ofMissing: missing.tags[0]))
    }

    private mutating func readField(_ tag: String, _ value: String, _ number: Int) throws(Fault) {
        guard let row = MT103Table.rowNumber(of: tag) else {
            throw MT103Fault.syntax("MT103 has no such field.", message.place(ofField: number, tag: tag))
        }
        let bit: UInt64 = 1 << UInt64(row)
        guard seen & bit == 0 || MT103Table.rows[row].isRepeatable else {
            throw MT103Fault.syntax("The field comes twice.", message.place(ofField: number, tag: tag))
        }
        seen |= bit
        guard matcher.match(value.utf8.span, MT103Table.rows[row].elements), assign(row, value) else {
            let place = message.place(ofField: number, line: brokenLine(of: value), tag: tag)
            throw MT103Fault.format(MT103Table.rows[row].notation, place)
        }
    }

    private func brokenLine(of value: String) -> Int {
        let broken = value.utf8.prefix(matcher.position)
        return broken.count { $0 == 0x0A }
    }

    /// Puts the components where they belong; false if one is impossible, such as the 31st of February.
    private mutating func assign(_ row: Int, _ value: String) -> Bool {
        switch MT103Table.rows[row].field {
        case .reference: result.reference = value
        case .timeIndication: result.timeIndications.append(timeIndication(value))
        case .bankOperationCode: result.bankOperationCode = value
        case .instruction: result.instructions.append(.init(code: text(.code, value) ?? "", text: text(.value, value)))
        case .transactionType: result.transactionType = value
        case .valueDateAndAmount:
            guard let date = MTDate.date(text(.date, value) ?? "") else { return false }
            result.valueDate = date
            result.settlementAmount = amount(value)
        case .instructedAmount: result.instructedAmount = amount(value)
        case .exchangeRate: result.exchangeRate = amount(value).digits
        case .remittanceInformation: result.remittanceInformation = lines(value)
        case .detailsOfCharges:
            guard value == "OUR" || value == "SHA" || value == "BEN" else { return false }
            result.detailsOfCharges = value
        case .sendersCharges: result.sendersCharges.append(amount(value))
        case .receiversCharges: result.receiversCharges = amount(value)
        case .senderToReceiver: result.senderToReceiver = lines(value)
        case .regulatoryReporting: result.regulatoryReporting = lines(value)
        case .envelopeContents: result.envelopeContents = lines(value)
        default: assignParty(row, value)
        }
        return true
    }

    private mutating func assignParty(_ row: Int, _ value: String) {
        let party = party(row, value)
        switch MT103Table.rows[row].field {
        case .orderingCustomer: result.orderingCustomer = party
        case .sendingInstitution: result.sendingInstitution = party
        case .orderingInstitution: result.orderingInstitution = party
        case .sendersCorrespondent: result.sendersCorrespondent = party
        case .receiversCorrespondent: result.receiversCorrespondent = party
        case .thirdReimbursementInstitution: result.thirdReimbursementInstitution = party
        case .intermediary: result.intermediary = party
        case .accountWithInstitution: result.accountWithInstitution = party
        default: result.beneficiary = party
        }
    }

    private func party(_ row: Int, _ value: String) -> MTParty {
        var party = MTParty(option: MT103Table.rows[row].option)
        party.hasIdentifierLine = party.option == .f && MT103Table.rows[row].field == .orderingCustomer
        for component in matcher.components {
            let text = slice(value, component.range)
            switch component.part {
            case .partyCode: party.partyCode = text
            case .party: party.party = text
            case .bic: party.bic = text
            default: party.lines.append(text)
            }
        }
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
