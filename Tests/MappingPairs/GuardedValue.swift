/// What no entry of the table may cover, because a payment goes wrong where it is different.
enum GuardedValue {
    /// What a value is; nil for one that an entry may cover.
    static func kind(of difference: PairDifference) -> String? {
        let names = difference.path.names
        return names.first == "Document" || names.first == "AppHdr" ? iso(names) : fin(names, difference)
    }

    /// What the last name of a pattern is, where that can be seen without a message.
    static func kind(ofPattern steps: [String]) -> String? {
        guard let last = steps.last, !last.contains("*") else { return nil }
        let difference = PairDifference(path: PairPath(steps), ours: nil, theirs: nil)
        return kind(of: difference)
    }

    // MARK: - ISO 20022

    private static let bics: Set<String> = ["BICFI", "AnyBIC", "BIC", "BICOrBEI"]
    private static let references: Set<String> = [
        "InstrId", "EndToEndId", "TxId", "MsgId", "BizMsgIdr", "RtrId", "PmtInfId", "AcctSvcrRef", "ClrSysRef",
        "CxlId", "CxlStsId", "StsReqId", "NtryRef", "Ref",
    ]
    private static let owners: Set<String> = ["Case", "RslvdCase", "Assgnmt", "Stmt", "Ntfctn", "Rpt", "Chrgs"]
    private static let reasons: Set<String> = ["Rsn", "Conf", "TxSts", "GrpSts", "RjctRsn"]

    private static func iso(_ names: [String]) -> String? {
        let last = names[names.count - 1]
        let above = names.dropLast().last ?? ""
        if bics.contains(last) { return "an agent's BIC" }
        if last == "UETR" || last.hasSuffix("UETR") { return "the UETR" }
        if last == "ChrgBr" { return "the charge bearer" }
        if last == "Ccy" { return "a currency" }
        if names.contains(where: { $0.hasSuffix("Amt") || $0 == "CtrlSum" || $0 == "Sum" }) { return "an amount" }
        if last == "IBAN" || names.contains(where: { $0.hasSuffix("Acct") || $0 == "Acct" }) { return "an account" }
        if last == "Nm", above != "FinInstnId", above != "BrnchId" { return "a party's name" }
        if last.hasSuffix("Dt") || last.hasSuffix("DtTm") { return "a date" }
        if references.contains(last) || isOriginalReference(last) { return "a reference" }
        if last == "Id", owners.contains(above) { return "a reference" }
        if names.contains(where: reasons.contains) { return "a reason" }
        return nil
    }

    private static func isOriginalReference(_ name: String) -> Bool {
        name.hasPrefix("Orgnl") && name.hasSuffix("Id") && name != "OrgnlMsgNmId"
    }

    // MARK: - FIN

    private static let components = [
        "amount": "an amount", "currency": "a currency", "date": "a date", "valueDate": "a date", "entryDate": "a date",
        "bic": "an agent's BIC", "account": "an account", "reference": "a reference", "name": "a party's name",
        "logicalTerminal": "an agent's BIC", "sender": "an agent's BIC", "receiver": "an agent's BIC",
        "accountOwnerReference": "a reference", "institutionReference": "a reference", "121": "the UETR",
    ]
    private static let parties: Set<String> = ["50a", "59a", "50", "59"]

    private static func fin(_ names: [String], _ difference: PairDifference) -> String? {
        let last = names[names.count - 1]
        if let kind = components[last] { return kind }
        guard let field = difference.path.field else { return nil }
        if ["20", "21"].contains(field) { return "a reference" }
        if field == "25" || field == "25a" { return "an account" }
        if field == "71A" { return "the charge bearer" }
        if parties.contains(field), last != "option", !names.contains("address") { return "a party's name or account" }
        if ["72", "76", "79", "77A"].contains(field) { return codeWord(difference) }
        return nil
    }

    /// References and reasons that stand in a narrative.
    private static func codeWord(_ difference: PairDifference) -> String? {
        for line in [difference.ours, difference.theirs].compactMap(\.self) where line.hasPrefix("/") {
            let word = line.dropFirst().prefix { $0 != "/" }
            if ["MREF", "TREF", "UETR"].contains(word) { return "a reference" }
            let isReason =
                word.count == 4 && word.prefix(2).allSatisfy(\.isUppercase) && word.suffix(2).allSatisfy(\.isNumber)
            if isReason || ["REJT", "RETN", "CNCL", "RJCR", "PDCR", "DUPL"].contains(word) { return "a reason" }
        }
        return nil
    }
}
