package import Canonical

/// Maps the event "payment booked" of a core-banking system to the canonical credit transfer.
package struct PaymentEventToCreditTransfer: MessageMapping, IdentifiesMessages {
    package let name = "payment-event-to-credit-transfer"
    package let targetType = CreditTransferSchema.typeName

    /// Makes the mapping.
    package init() {}

    package func map(_ source: DocumentValue) throws(Fault) -> [MappedDocument] {
        try PaymentBookedSchema.check(source)
        let payment = source["payment"]
        var transfer = ObjectBuilder(capacity: 12)
        transfer.add("paymentId", payment?["reference"])
        transfer.add("uetr", payment?["uetr"])
        transfer.add("endToEndId", payment?["endToEndId"])
        transfer.add("amount", amount(payment))
        transfer.add("valueDate", payment?["valueDate"])
        transfer.add("chargeBearer", payment?["chargeBearer"])
        transfer.add("debtor", party(source["debtor"]))
        transfer.add("debtorAgent", agent(source["debtor"]))
        transfer.add("creditorAgent", agent(source["creditor"]))
        transfer.add("creditor", party(source["creditor"]))
        transfer.add("remittanceInformation", source["text"].map { .list([$0]) })
        do throws(Fault) {
            try CreditTransferSchema.check(transfer.document, stage: .map)
        } catch {
            throw atSource(error)
        }
        return [MappedDocument(subject: source["creditor"]?["account"]?.text, payload: transfer.document)]
    }

    package func businessKey(of document: DocumentValue) -> String? {
        guard let id = document["eventId"]?.text, !id.isEmpty else { return nil }
        return "payment-booked|\(id)"
    }

    package func fingerprintDocument(of document: DocumentValue) -> DocumentValue {
        document
    }

    private func amount(_ payment: DocumentValue?) -> DocumentValue {
        var amount = ObjectBuilder()
        amount.add("value", payment?["amount"])
        amount.add("currency", payment?["currency"])
        return amount.document
    }

    private func party(_ source: DocumentValue?) -> DocumentValue {
        var party = ObjectBuilder(capacity: 3)
        party.add("name", source?["name"])
        party.add("account", ObjectBuilder.account(source?["account"]?.text))
        party.add("addressLines", source?["addressLines"])
        return party.document
    }

    private func agent(_ source: DocumentValue?) -> DocumentValue {
        var agent = ObjectBuilder()
        agent.add("bic", source?["bankBic"])
        return agent.document
    }

    /// The fault with the path in the event: the only rule that is left after the event's own check is about the amount.
    private func atSource(_ fault: Fault) -> Fault {
        guard fault.place?.path?.hasPrefix("/amount") == true else { return fault }
        var fault = fault
        fault.place = Place(path: "/payment/amount")
        return fault
    }
}
