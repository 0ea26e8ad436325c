import Canonical
import Formats

extension CorpusSets {
    /// mt940's statements of many banks, by the parts that are expected of them.
    ///
    /// These are account, number and balances, and for each entry dates, sign, amount, type, references and the parts of
    /// field 86. A case is a statement's head, or an entry.
    package static let statements = CorpusSet("mt940 statements") { corpora in
        let format = try MTConformance.format()
        var result = CorpusResult()
        for file in try corpora.files(below: "mt940-wolph", suffix: ".sta") {
            let bytes = try corpora.bytes(file)
            let expectation = try corpora.json("\(file.dropLast(4)).expected.json")
            let documents: [Document]
            do {
                documents = try format.decodeAll(bytes).documents
            } catch let fault as Fault {
                result.enter(file, difference: "is not read: \(fault.code)", explanation: refusals[file])
                continue
            }
            let statement = MTStatement(documents)
            checkHead(statement, expectation["statement"] ?? .null, file, &result)
            checkEntries(statement, expectation["transactions"]?.items ?? [], file, &result)
            let seen = try MTConformance.roundTripDifference(bytes, by: format)
            result.enter("\(file) written", difference: seen)
        }
        return result
    }

    /// Files without a statement in them.
    private static let refusals = [
        "mt940-wolph/self-provided__empty_non_swift.sta":
            "The file holds a tag of the reader's own, :NS:, and no field of a statement: it is not of the format."
    ]

    // MARK: - Heads

    private static func checkHead(
        _ statement: MTStatement,
        _ expected: DocumentValue,
        _ file: String,
        _ result: inout CorpusResult
    ) {
        var seen: [String] = []
        let number = statement.fields["28C"] ?? statement.fields["28"]
        let texts: [(String, String?)] = [
            ("transaction_reference", statement.fields["20"]?["reference"]?.text),
            ("related_reference", statement.fields["21"]?["reference"]?.text),
            ("account_identification", statement.fields["25"]?["account"]?.text),
            ("statement_number", number?["statementNumber"]?.text),
            ("sequence_number", number?["sequenceNumber"]?.text),
        ]
        // The other reader strips blanks at the ends of lines.
        for (name, text) in texts where trimmed(text) != expected[name]?.text { seen.append(name) }
        let balances = [
            ("final_opening_balance", "60F"), ("intermediate_opening_balance", "60M"), ("final_closing_balance", "62F"),
            ("intermediate_closing_balance", "62M"), ("available_balance", "64"), ("forward_available_balance", "65"),
        ]
        for (name, tag) in balances where !isSame(statement.fields[tag], expected[name]) { seen.append(name) }
        result.enter(file, difference: seen.isEmpty ? nil : "differs in " + seen.joined(separator: ", "))
    }

    private static func trimmed(_ text: String?) -> String? {
        guard let text, let last = text.lastIndex(where: { $0 != " " }) else { return text }
        return String(text[...last])
    }

    private static func isSame(_ balance: DocumentValue?, _ expected: DocumentValue?) -> Bool {
        guard let expected, expected != .null else { return balance == nil }
        guard let balance else { return false }
        let mark = balance["debitCreditMark"]?.text
        let amount = MTStatement.number(balance["amount"]?.text ?? "", isNegative: mark == "D")
        return mark == expected["status"]?.text
            && MTStatement.date(balance["date"]?.text) == expected["date"]?.text
            && amount == MTStatement.number(expected["amount"]?["amount"]?.text ?? "")
            && balance["currency"]?.text == expected["amount"]?["currency"]?.text
    }

    // MARK: - Entries

    private static func checkEntries(
        _ statement: MTStatement,
        _ expected: [DocumentValue],
        _ file: String,
        _ result: inout CorpusResult
    ) {
        guard statement.entries.count == expected.count else {
            return result.fail(file, "has \(statement.entries.count) entries in place of \(expected.count)")
        }
        for (index, entry) in statement.entries.enumerated() {
            let wanted = expected[index]
            var seen = differences(entry, wanted) + informationDifferences(entry.information, wanted)
            var reasons: [String] = []
            if seen.contains("references"), let reason = reasonForReferences(entry, wanted) {
                reasons.append(reason)
                seen.removeAll { $0 == "references" }
            }
            if seen.contains("details"), wanted["transaction_details"]?.text?.hasSuffix("-XXX") == true {
                reasons.append(
                    "The other reader adds the field 86 behind 62F, which is of the statement, to the last entry."
                )
                seen.removeAll { $0 == "details" }
            }
            if file.hasSuffix("sparkassen.sta"), entry.information == nil {
                reasons.append("The tag of field 86 is itself broken over two lines, so that it is no field.")
                seen.removeAll { ["references", "posting_text", "transaction_code", "purpose"].contains($0) }
            }
            if seen.contains("date"), entry.line["valueDate"]?.text?.hasSuffix("0230") == true {
                reasons.append("30 February does not exist: the date is kept as text with a finding, not moved.")
                seen.removeAll { $0 == "date" }
            }
            let name = "\(file) entry \(index + 1)"
            if seen.isEmpty {
                result.enter(
                    name,
                    difference: reasons.isEmpty ? nil : reasons.joined(separator: " "),
                    explanation: reasons.isEmpty ? nil : reasons.joined(separator: " ")
                )
            } else {
                result.fail(name, "differs in " + seen.joined(separator: ", "))
            }
        }
    }

    private static func differences(_ entry: MTStatement.Entry, _ expected: DocumentValue) -> [String] {
        let line = entry.line
        var seen: [String] = []
        let mark = line["debitCreditMark"]?.text ?? ""
        let isDebit = mark == "D" || mark == "RC" || mark == "ED"
        let amount = MTStatement.number(line["amount"]?.text ?? "", isNegative: isDebit)
        let value = MTStatement.date(line["valueDate"]?.text)
        if value != expected["date"]?.text { seen.append("date") }
        let entryDate = MTStatement.entryDate(line["entryDate"]?.text, valueDate: value)
        if entryDate != expected["entry_date"]?.text { seen.append("entry date") }
        if mark != expected["status"]?.text { seen.append("mark") }
        if line["fundsCode"]?.text != expected["funds_code"]?.text { seen.append("funds code") }
        if amount != MTStatement.number(expected["amount"]?["amount"]?.text ?? "") { seen.append("amount") }
        if entry.currency != expected["currency"]?.text { seen.append("currency") }
        let type = (line["transactionType"]?.text ?? "") + (line["identificationCode"]?.text ?? "")
        if type != expected["id"]?.text { seen.append("type") }
        let owner = line["referenceForTheAccountOwner"]?.text ?? ""
        let bank = line["referenceOfTheAccountServicingInstitution"]?.text ?? ""
        let details = line["supplementaryDetails"]?.text ?? ""
        if owner != expected["customer_reference"]?.text ?? ""
            || trimmed(bank) != expected["bank_reference"]?.text ?? ""
            || trimmed(details) != expected["extra_details"]?.text ?? ""
        {
            seen.append("references")
        }
        return seen
    }

    /// Why the other reader has other references, where that is known.
    private static func reasonForReferences(_ entry: MTStatement.Entry, _ expected: DocumentValue) -> String? {
        let owner = entry.line["referenceForTheAccountOwner"]?.text ?? ""
        guard let bank = entry.line["referenceOfTheAccountServicingInstitution"]?.text else { return nil }
        let whole = "\(owner)//\(bank)"
        let isReplaced = expected["posting_text"] != nil && expected["customer_reference"] == .null
        if isReplaced, bank == expected["bank_reference"]?.text {
            return "The other reader puts the part KREF of field 86 in place of the owner's reference, or nothing."
        }
        guard expected["extra_details"]?.text == String(whole.dropFirst(16)) else { return nil }
        return "The other reader takes 16 characters as the owner's reference though // ends it before; SWIFT's format "
            + "16x[//16x] ends it there."
    }

    /// Field 86: its parts where the other reader tells them apart, else its text.
    private static func informationDifferences(_ field: DocumentValue?, _ expected: DocumentValue) -> [String] {
        if let text = expected["transaction_details"]?.text {
            return MTStatement.bare(field) == text.filter { !$0.isWhitespace } ? [] : ["details"]
        }
        let parts: [(String, [String])] = [
            ("posting_text", ["00"]), ("prima_nota", ["10"]), ("applicant_bin", ["30"]), ("applicant_iban", ["31"]),
            ("applicant_name", ["32", "33"]), ("return_debit_notes", ["34"]),
        ]
        var seen: [String] = []
        for (name, codes) in parts {
            let text = MTStatement.part(codes, of: field)?.filter { !$0.isWhitespace }
            if text != expected[name]?.text?.filter({ !$0.isWhitespace }) { seen.append(name) }
        }
        if let code = expected["transaction_code"]?.text, code != field?["narrative"]?["transactionCode"]?.text {
            seen.append("transaction_code")
        }
        let purpose = (20...29).map(String.init) + (60...63).map(String.init)
        let joined = (MTStatement.part(purpose, of: field) ?? "").filter { !$0.isWhitespace }
        for name in ["purpose", "additional_purpose", "end_to_end_reference", "additional_position_reference"] {
            guard let text = expected[name]?.text?.filter({ !$0.isWhitespace }) else { continue }
            if !joined.contains(text) { seen.append(name) }
        }
        return seen
    }
}
