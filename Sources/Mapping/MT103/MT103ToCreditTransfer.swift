package import Canonical
import Formats

/// Maps SWIFT MT103 to the canonical credit transfer.
///
/// The rules follow the public readings of SWIFT's translation of MT103 to pacs.008 (CBPR+). Parts of the message that
/// have no place in a credit transfer: 51A, 77T's structure and the user header except the UETR.
package struct MT103ToCreditTransfer: MessageMapping, IdentifiesMessages {
    package let name = "mt103-to-credit-transfer"
    package let targetType = CreditTransferSchema.typeName

    /// Makes the mapping.
    package init() {}

    package func map(_ source: Document) throws(Fault) -> [MappedDocument] {
        let message = FINDocument(source)
        let fields = try MT103(source)
        let transfer = transfer(fields, message)
        do throws(Fault) {
            try CreditTransferSchema.check(transfer, stage: .map)
        } catch {
            throw MT103Place.atSource(error, message)
        }
        return [MappedDocument(subject: fields.beneficiary.account, payload: transfer)]
    }

    private func transfer(_ fields: MT103, _ message: FINDocument) -> Document {
        var transfer = ObjectBuilder(capacity: 16)
        transfer.add("paymentId", fields.reference)
        transfer.add("uetr", message.userHeader("121")?.lowercased())
        transfer.add("endToEndId", Remittance.endToEndID(in: fields.remittanceInformation))
        transfer.add("amount", amount(fields.settlementAmount))
        transfer.add("instructedAmount", fields.instructedAmount.map(amount))
        transfer.add("exchangeRate", fields.exchangeRate)
        transfer.add("valueDate", day(fields.valueDate))
        transfer.add("chargeBearer", chargeBearer(fields.detailsOfCharges))
        transfer.add("charges", list: charges(fields))
        transfer.add("debtor", MT103Parties.customer(fields.orderingCustomer))
        // Absent, field 52a is the sender, and field 57a is the receiver.
        transfer.add(
            "debtorAgent",
            MT103Parties.agent(fields.orderingInstitution, orTerminal: message.senderTerminal)
        )
        transfer.add("intermediaryAgent", fields.intermediary.map { MT103Parties.agent($0) })
        transfer.add("sendersCorrespondent", fields.sendersCorrespondent.map { MT103Parties.agent($0) })
        transfer.add("receiversCorrespondent", fields.receiversCorrespondent.map { MT103Parties.agent($0) })
        transfer.add("thirdReimbursementAgent", fields.thirdReimbursementInstitution.map { MT103Parties.agent($0) })
        transfer.add(
            "creditorAgent",
            MT103Parties.agent(fields.accountWithInstitution, orTerminal: message.receiverTerminal)
        )
        transfer.add("creditor", MT103Parties.customer(fields.beneficiary))
        addDetails(fields, to: &transfer)
        return transfer.document
    }

    private func addDetails(_ fields: MT103, to transfer: inout ObjectBuilder) {
        let remittance = fields.remittanceInformation.isEmpty ? fields.envelopeContents : fields.remittanceInformation
        transfer.add("remittanceInformation", lines: remittance.isEmpty ? [] : [Remittance.joined(remittance)])
        transfer.add("serviceCode", fields.bankOperationCode)
        transfer.add("transactionType", fields.transactionType)
        transfer.add("instructions", list: fields.instructions.map(instruction))
        transfer.add("timeIndications", list: fields.timeIndications.map(timeIndication))
        transfer.add("bankToBankInformation", lines: fields.senderToReceiver)
        transfer.add("regulatoryReporting", lines: fields.regulatoryReporting)
    }

    private func amount(_ amount: MTAmount) -> Document {
        var object = ObjectBuilder()
        object.add("value", amount.digits)
        object.add("currency", amount.currency)
        return object.document
    }

    private func day(_ date: CivilDate) -> String {
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(date.year)-\(padded(date.month))-\(padded(date.day))"
    }

    private func chargeBearer(_ details: String) -> String {
        switch details {
        case "OUR": "DEBT"
        case "BEN": "CRED"
        default: "SHAR"
        }
    }

    private func charges(_ fields: MT103) -> [Document] {
        var charges = fields.sendersCharges.map { charge("sender", $0) }
        if let receivers = fields.receiversCharges { charges.append(charge("receiver", receivers)) }
        return charges
    }

    private func charge(_ bank: String, _ amount: MTAmount) -> Document {
        ["takenBy": .text(bank), "amount": self.amount(amount)]
    }

    private func instruction(_ instruction: MT103.Instruction) -> Document {
        var object = ObjectBuilder()
        object.add("code", instruction.code)
        object.add("text", instruction.text)
        return object.document
    }

    private func timeIndication(_ indication: MT103.TimeIndication) -> Document {
        ["code": .text(indication.code), "time": .text(indication.time), "offset": .text(indication.offset)]
    }
}
