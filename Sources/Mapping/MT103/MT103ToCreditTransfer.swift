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

    package func map(_ source: DocumentValue) throws(Fault) -> [MappedDocument] {
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

    private func transfer(_ fields: MT103, _ message: FINDocument) -> DocumentValue {
        var transfer = ObjectBuilder(capacity: 26)
        transfer.add("paymentId", fields.reference)
        transfer.add("uetr", message.userHeader("121").map(lowerCase))
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

    /// The UETR as canonical types have it; most come in lower case already.
    private func lowerCase(_ text: String) -> String {
        text.utf8.contains { (0x41...0x5A).contains($0) } ? text.lowercased() : text
    }

    private func amount(_ amount: MTAmount) -> DocumentValue {
        var object = ObjectBuilder()
        object.add("value", amount.digits)
        object.add("currency", amount.currency)
        return object.document
    }

    private func day(_ date: CivilDate) -> String {
        let parts = [date.year / 100, date.year % 100, -1, date.month, -1, date.day]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        for part in parts {
            // Years, months and days have two digits each, so that only hyphens are negative.
            if part < 0 {
                bytes.append(UInt8(ascii: "-"))
            } else {
                bytes += [0x30 + UInt8(part / 10), 0x30 + UInt8(part % 10)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func chargeBearer(_ details: String) -> String {
        switch details {
        case "OUR": "DEBT"
        case "BEN": "CRED"
        default: "SHAR"
        }
    }

    private func charges(_ fields: MT103) -> [DocumentValue] {
        var charges = fields.sendersCharges.map { charge("sender", $0) }
        if let receivers = fields.receiversCharges { charges.append(charge("receiver", receivers)) }
        return charges
    }

    private func charge(_ bank: String, _ amount: MTAmount) -> DocumentValue {
        ["takenBy": .text(bank), "amount": self.amount(amount)]
    }

    private func instruction(_ instruction: MT103.Instruction) -> DocumentValue {
        var object = ObjectBuilder()
        object.add("code", instruction.code)
        object.add("text", instruction.text)
        return object.document
    }

    private func timeIndication(_ indication: MT103.TimeIndication) -> DocumentValue {
        ["code": .text(indication.code), "time": .text(indication.time), "offset": .text(indication.offset)]
    }
}
