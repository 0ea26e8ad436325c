/// A document of each canonical type, with invented names and numbers.
enum CanonicalSamples {
    static let all = payments.merging(statuses) { first, _ in first }.merging(accounts) { first, _ in first }
        .merging(others) { first, _ in first }

    static let agentA = #"{"bic":"AAAADEFFXXX","carried":{"mt":{"option":"A"}}}"#
    static let agentB = #"""
        {"clearingMember":{"clearingSystem":{"code":"CNAPS"},"memberId":"102100099996"},"name":"Second Bank",
        "address":{"town":"Shanghai","country":"CN"},"branch":{"id":"017"}}
        """#
    static let debtor = #"""
        {"name":"Erika Beispiel","address":{"street":"Hauptstr.","buildingNumber":"1","town":"Berlin","country":"DE",
        "lines":["Hinterhaus"]},"privateId":{"birth":{"date":"1980-02-29","city":"Bonn","country":"DE"},
        "other":[{"id":"123","scheme":{"code":"NIDN"},"issuer":"DE"}]},"countryOfResidence":"DE",
        "carried":{"mt":{"option":"F","partyIdentifier":"/DE89370400440532013000",
        "numberedLines":[{"number":"1","details":"Erika Beispiel"}]}}}
        """#
    static let creditor = #"""
        {"name":"示例公司","organisationId":{"lei":"529900T8BM49AURSDO55","other":[{"id":"91310000"}]},
        "contact":{"name":"Office","phone":"+86-2112345678"}}
        """#
    static let iban = #"{"iban":"DE89370400440532013000","currency":"EUR","type":{"code":"CACC"}}"#
    static let other = #"{"other":{"id":"6222021001116245","scheme":{"code":"BBAN"}},"proxy":{"id":"+86-1"}}"#
    static let amount = #"{"value":"1000.50","currency":"EUR"}"#

    private static let group =
        #"{"messageId":"M-1","creationDateTime":"2026-11-26T10:00:00+01:00","numberOfTransactions":"1"}"#

    private static let head = #"{"messageId":"M-1","creationDateTime":"2026-11-26T10:00:00+01:00"}"#

    private static let payments: [String: String] = [
        "payment.initiation.v1": #"""
        {"group":{"messageId":"M-1","initiatingParty":\#(debtor),"controlSum":"1000.50"},"payments":[{
        "paymentInformationId":"P-1","paymentMethod":"TRF","requestedExecutionDate":{"date":"2026-11-27"},
        "debtor":\#(debtor),"debtorAccount":\#(iban),"debtorAgent":\#(agentA),"transactions":[{"endToEndId":"E-1",
        "instructedAmount":\#(amount),"creditorAgent":\#(agentB),"creditor":\#(creditor),
        "creditorAccount":\#(other),"remittance":{"unstructured":["Invoice 7"]},
        "exchangeRate":{"rate":"7.1","type":"SPOT"}}]}]}
        """#,
        "payment.credit-transfer.v2": #"""
        {"header":{"from":{"agent":\#(agentA)},"to":{"agent":\#(agentB)},"businessMessageId":"M-1",
        "messageDefinition":"pacs.008.001.08","isPossibleDuplicate":false},"group":{"messageId":"M-1",
        "settlement":{"method":"COVE","instructingReimbursementAgent":\#(agentA)}},"transactions":[{
        "instructionId":"I-1","endToEndId":"E-1","uetr":"0f0c2a5e-1d5b-4c9a-8f57-3c1f0a9d2b11",
        "settlementAmount":\#(amount),"settlementDate":"2026-11-27","instructedAmount":\#(amount),
        "chargeBearer":"SHAR","charges":[{"amount":\#(amount),"agent":\#(agentA)}],"previousInstructingAgent1":\#(agentB),
        "instructingAgent":\#(agentA),"debtor":\#(debtor),"debtorAccount":\#(iban),"debtorAgent":\#(agentA),
        "creditorAgent":\#(agentB),"creditor":\#(creditor),"creditorAccount":\#(other),
        "instructionsForNextAgent":[{"information":"/REC/by noon"}],"purpose":{"code":"SUPP"},
        "regulatoryReporting":[{"direction":"CRED","details":[{"code":"121010","country":"CN"}]}],
        "remittance":{"structured":[{"documents":[{"type":{"code":"CINV"},"number":"7",
        "relatedDate":{"date":"2026-11-01"}}],"creditorReference":{"reference":"RF18539007547034"}}]},
        "carried":{"iso20022":{"PmtSgntr":{"ILPV4":"00"}},"mt":{"bankOperationCode":"CRED",
        "timeIndications":[{"code":"SNDTIME","time":"1000","sign":"+","offset":"0100"}],
        "senderToReceiver":[{"code":"ACC","lines":["please call","//at once"]}]}}}],
        "carried":{"mt":{"type":"mt.103","direction":"I","priority":"N","userHeader":[{"tag":"108","value":"U1"}]}}}
        """#,
        "payment.financial-institution-transfer.v1": #"""
        {"group":\#(group),"transactions":[{"instructionId":"I-2","endToEndId":"E-1","settlementAmount":\#(amount),
        "debtor":\#(agentA),"creditor":\#(agentB),"underlyingCustomerTransfer":{"debtor":\#(debtor),
        "creditor":\#(creditor),"instructedAmount":\#(amount)}}]}
        """#,
        "payment.direct-debit-initiation.v1": #"""
        {"group":\#(group),"payments":[{"paymentMethod":"DD","requestedCollectionDate":"2026-11-27",
        "creditor":\#(creditor),"transactions":[{"instructedAmount":\#(amount),"directDebit":{"mandate":{
        "mandateId":"MD-1","signatureDate":"2025-01-01","frequency":{"type":"MNTH"}}},"debtor":\#(debtor)}]}]}
        """#,
        "payment.direct-debit.v1": #"""
        {"group":\#(group),"transactions":[{"settlementAmount":\#(amount),"chargeBearer":"SLEV","debtor":\#(debtor),
        "creditor":\#(creditor),"requestedCollectionDate":"2026-11-27"}]}
        """#,
        "payment.financial-institution-direct-debit.v1": #"""
        {"group":\#(group),"creditInstructions":[{"creditId":"C-1","creditor":\#(agentA),"transactions":[{
        "settlementAmount":\#(amount),"debtor":\#(agentB)}]}]}
        """#,
    ]

    private static let statuses: [String: String] = [
        "payment.return.v1": #"""
        {"group":\#(group),"originalGroup":{"originalMessageId":"M-0","originalMessageName":"pacs.008.001.08"},
        "transactions":[{"returnId":"R-1","originalEndToEndId":"E-1","returnedSettlementAmount":\#(amount),
        "returnChain":{"debtor":{"party":\#(creditor)},"creditor":{"agent":\#(agentA)}},
        "returnReasons":[{"reason":{"code":"AC04"},"additionalInformation":["closed"]}],
        "originalTransaction":{"instructedAmount":\#(amount),"debtor":{"party":\#(debtor)}}}]}
        """#,
        "payment.status.v1": #"""
        {"group":\#(head),"originalGroups":[{"originalMessageId":"M-0","groupStatus":"PART"}],"transactions":[{
        "statusId":"S-1","originalEndToEndId":"E-1","status":"RJCT","statusReasons":[{"reason":{"code":"AC01"}}]}],
        "originalPayments":[{"originalPaymentInformationId":"P-1","paymentStatus":"PART","transactions":[{
        "status":"ACSP"}]}]}
        """#,
        "payment.cancellation-request.v1": #"""
        {"assignment":{"id":"A-1","assigner":{"agent":\#(agentA)},"assignee":{"agent":\#(agentB)}},
        "case":{"id":"A-1","creator":{"party":\#(debtor)}},"underlying":[{"transactions":[{
        "originalInstructionId":"I-1","cancellationReasons":[{"reason":{"code":"DUPL"}}],"carried":{"mt":{
        "original":{"option":"S","messageType":"103","date":"261126"},"narrative":["/DUPL/"]}}}]}]}
        """#,
        "payment.cancellation-resolution.v1": #"""
        {"assignment":{"id":"A-2"},"resolvedCase":{"id":"A-1"},"status":{"confirmation":"RJCR"},"cancellations":[{
        "transactions":[{"cancellationStatus":"RJCR","cancellationStatusReasons":[{"reason":{"code":"ARDT"}}],
        "resolution":{"settlementAmount":\#(amount)}}]}]}
        """#,
    ]

    private static let balance =
        #"{"type":{"code":"OPBD"},"amount":\#(amount),"direction":"CRDT","date":{"date":"2026-11-26"}}"#
    private static let entry = #"""
        {"amount":\#(amount),"direction":"DBIT","status":{"code":"BOOK"},"bookingDate":{"date":"2026-11-26"},
        "bankTransactionCode":{"domain":"PMNT","family":"ICDT","subFamily":"XBCT","proprietary":{"code":"NTRF"}},
        "details":[{"transactions":[{"references":{"endToEndId":"E-1"},"parties":{"creditor":{"party":\#(creditor)}},
        "remittance":{"unstructured":["Invoice 7"]},"carried":{"iso20022":{"CshDpst":[{"NbOfNotes":"3"}]}}}]}],
        "carried":{"mt":{"mark":"D","fundsCode":"R","transactionType":"NTRF","informationLines":["?20Invoice 7"]}}}
        """#

    private static let accounts: [String: String] = [
        "account.statement.v1": #"""
        {"group":\#(head),"statements":[{"id":"ST-1","pagination":{"pageNumber":"1","isLastPage":true},
        "account":\#(iban),"balances":[\#(balance)],"entries":[\#(entry)],"carried":{"mt":{"number":"12/1"}}}]}
        """#,
        "account.report.v1": #"""
        {"group":\#(head),"reports":[{"id":"RP-1","account":\#(iban),"summary":{"credits":{"numberOfEntries":"2",
        "sum":"12.50"}},"entries":[\#(entry)],"carried":{"mt":{"floorLimits":[{"currency":"EUR","amount":"0,"}]}}}]}
        """#,
        "account.debit-credit-notification.v1":
            #"{"group":\#(head),"notifications":[{"id":"N-1","account":\#(iban),"entries":[\#(entry)]}]}"#,
        "account.statement-request.v1": #"""
        {"group":\#(head),"requests":[{"requestedMessageName":"camt.053.001.08","account":\#(iban),
        "reportingPeriod":{"date":{"from":"2026-11-01"}},"requestedTransactions":{"status":{"code":"BOOK"},
        "direction":"CRDT","floorLimits":[{"amount":\#(amount),"direction":"CRED"}]}}]}
        """#,
        "account.notification-to-receive.v1": #"""
        {"group":\#(head),"notification":{"id":"NR-1","account":\#(iban),"items":[{"id":"1","amount":\#(amount),
        "expectedValueDate":"2026-11-27","debtor":{"party":\#(creditor)},"intermediaryAgent":\#(agentA)}]}}
        """#,
        "account.notification-to-receive-cancellation.v1": #"""
        {"group":\#(head),"originalNotification":{"originalMessageId":"M-0","originalNotificationId":"NR-1",
        "isWholeNotification":true}}
        """#,
        "customer.master-event.v1": #"""
        {"eventId":"CE-1","eventType":"changed","occurredAt":"2026-11-26T10:00:00Z","customerId":"4711",
        "kind":"person","customer":\#(debtor),"status":"active","taxResidences":[{"country":"DE","taxId":"12"}],
        "changedMembers":["/customer/address"]}
        """#,
        "account.master-event.v1": #"""
        {"eventId":"AE-1","eventType":"opened","occurredAt":"2026-11-26T10:00:00Z","account":\#(iban),
        "ownerIds":["4711"],"status":"open","limits":[{"type":"overdraft","amount":\#(amount)}]}
        """#,
        "ledger.entry.v1": #"""
        {"entryId":"LE-1","sequenceNumber":1,"bookingDate":"2026-11-26","narrative":["Transfer"],"lines":[
        {"ledgerAccount":"2001","account":\#(iban),"direction":"DBIT","amount":\#(amount)},
        {"ledgerAccount":"1001","direction":"CRDT","amount":\#(amount)}]}
        """#,
    ]

    private static let charge = #"{"recordId":"CR-1","underlyingTransaction":{"endToEndId":"E-1"},"amount":\#(amount)}"#
    private static let cheque = #""number":"000815","issueDate":"2026-11-20","amount":\#(amount),"payee":\#(debtor)"#
    private static let card = #"""
        "messageType":"0200","processingCode":"000000","traceNumber":"000123","card":{"number":"4000000000000002",
        "expiry":"2912"},"transactionAmount":\#(amount),"acquirer":{"id":"123456"},"acceptor":{"terminalId":"T1"},
        "pin":"0123456789ABCDEF","carried":{"iso8583":{"version":"0","fields":[{"number":62,"text":"x"}]}}
        """#

    private static let others: [String: String] = [
        "charges.request.v1":
            #"{"group":{"messageId":"M-1","carried":{"mt":{"relatedReference":"R-1"}}},"charges":{"single":\#(charge)}}"#,
        "charges.advice.v1": #"""
        {"group":{"messageId":"M-1"},"charges":{"perType":[{"type":{"code":"COMM"},"records":[\#(charge)]}]}}
        """#,
        "cheque.presentment.v1": #"{"group":{"messageId":"M-1","numberOfCheques":"1"},"cheques":[{\#(cheque)}]}"#,
        "cheque.stop-request.v1":
            #"{"group":{"messageId":"M-1"},"cheques":[{\#(cheque),"stopReason":{"reason":{"code":"LOST"}}}]}"#,
        "cheque.stop-status.v1":
            #"{"group":{"messageId":"M-1"},"cheques":[{\#(cheque),"stopStatus":{"status":{"code":"ACCP"}}}]}"#,
        "card.authorisation.v1": "{\(card)}",
        "card.reversal.v1": #"{\#(card),"original":{"messageType":"0200","traceNumber":"000123"},"replacement":{}}"#,
    ]
}
