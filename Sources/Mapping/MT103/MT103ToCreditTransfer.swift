package import Canonical

/// Maps SWIFT MT103 to the canonical credit transfer.
///
/// The rules follow the public readings of SWIFT's translation of MT103 to pacs.008 (CBPR+). Parts of the message that
/// have no place in a credit transfer: 51A, 77T's structure and the user header except the UETR.
package struct MT103ToCreditTransfer: MessageMapping, IdentifiesMessages {
    package let name = "mt103-to-credit-transfer"
    package let targetType = CreditTransferSchema.typeName

    /// Makes the mapping.
    package init() {}

    package func map(_ source: DocumentValue) throws(Fault) -> [MappedDocument] {
        let message = MTMessage(source)
        let fields = try MT103Fields(message)
        let transfer = try transfer(fields, message)
        do throws(Fault) {
            try CreditTransferSchema.check(transfer, stage: .map)
        } catch {
            throw MT103Place.atSource(error, message)
        }
        let beneficiary = message.field("59a").flatMap { MTParty($0).account }
        return [MappedDocument(subject: beneficiary, payload: transfer)]
    }

    private func transfer(_ fields: MT103Fields, _ message: MTMessage) throws(Fault) -> DocumentValue {
        var transfer = ObjectBuilder(capacity: 26)
        let remittance = fields.lines("70", "narrative")
        transfer.add("paymentId", message.component("20", "reference"))
        transfer.add("uetr", message.userHeader("121").map(lowerCase))
        transfer.add("endToEndId", Remittance.endToEndID(in: remittance))
        transfer.add("amount", fields.amount(message.field("32A")))
        transfer.add("instructedAmount", fields.amount(message.field("33B")))
        transfer.add("exchangeRate", message.component("36", "rate").map(MT103Fields.decimal))
        transfer.add("valueDate", try fields.valueDate())
        transfer.add("chargeBearer", chargeBearer(message.component("71A", "code")))
        transfer.add("charges", list: charges(fields, message))
        transfer.add("debtor", message.field("50a").map { MT103Parties.customer(MTParty($0)) })
        // Absent, field 52a is the sender, and field 57a is the receiver.
        let senderTerminal = message.senderTerminal
        transfer.add("debtorAgent", MT103Parties.agent(message.field("52a"), orTerminal: senderTerminal))
        transfer.add("intermediaryAgent", message.field("56a").map { MT103Parties.agent($0) })
        transfer.add("sendersCorrespondent", message.field("53a").map { MT103Parties.agent($0) })
        transfer.add("receiversCorrespondent", message.field("54a").map { MT103Parties.agent($0) })
        transfer.add("thirdReimbursementAgent", message.field("55a").map { MT103Parties.agent($0) })
        let receiverTerminal = message.receiverTerminal
        transfer.add("creditorAgent", MT103Parties.agent(message.field("57a"), orTerminal: receiverTerminal))
        transfer.add("creditor", message.field("59a").map { MT103Parties.customer(MTParty($0)) })
        addDetails(fields, message, remittance, to: &transfer)
        return transfer.document
    }

    private func addDetails(
        _ fields: MT103Fields,
        _ message: MTMessage,
        _ remittance: [String],
        to transfer: inout ObjectBuilder
    ) {
        let lines = remittance.isEmpty ? fields.lines("77T", "envelopeContents") : remittance
        transfer.add("remittanceInformation", lines: lines.isEmpty ? [] : [Remittance.joined(lines)])
        transfer.add("serviceCode", message.component("23B", "code"))
        transfer.add("transactionType", message.component("26T", "type"))
        transfer.add("instructions", list: message.fields("23E").map(instruction))
        transfer.add("timeIndications", list: message.fields("13C").map(timeIndication))
        transfer.add("bankToBankInformation", lines: fields.lines("72", "narrative"))
        transfer.add("regulatoryReporting", lines: fields.lines("77B", "narrative"))
    }

    /// The UETR as canonical types have it; most come in lower case already.
    private func lowerCase(_ text: String) -> String {
        text.utf8.contains { (0x41...0x5A).contains($0) } ? text.lowercased() : text
    }

    private func chargeBearer(_ details: String?) -> String {
        switch details {
        case "OUR": "DEBT"
        case "BEN": "CRED"
        default: "SHAR"
        }
    }

    private func charges(_ fields: MT103Fields, _ message: MTMessage) -> [DocumentValue] {
        let senders = message.fields("71F").compactMap { charge("sender", fields.amount($0)) }
        return senders + [charge("receiver", fields.amount(message.field("71G")))].compactMap { $0 }
    }

    private func charge(_ bank: String, _ amount: DocumentValue?) -> DocumentValue? {
        amount.map { ["takenBy": .text(bank), "amount": $0] }
    }

    private func instruction(_ field: DocumentValue) -> DocumentValue {
        var object = ObjectBuilder()
        object.add("code", field["code"]?.text)
        object.add("text", field["additionalInformation"]?.text)
        return object.document
    }

    private func timeIndication(_ field: DocumentValue) -> DocumentValue {
        var object = ObjectBuilder(capacity: 3)
        object.add("code", field["code"]?.text)
        object.add("time", field["time"]?.text)
        object.add("offset", (field["sign"]?.text ?? "") + (field["offset"]?.text ?? ""))
        return object.document
    }
}
