import Canonical
import Formats

extension CorpusSets {
    /// NACHA files with the counts and totals that their control records have and that their entries give.
    package static let nacha = CorpusSet("moov-ach") { folder in
        let format = try FormatKind.nacha.format(FormatSettings(library: CheckoutLibrary()))
        let facts = try folder.json("moov-ach/facts.json")
        var result = CorpusResult()
        for member in facts.object?.members ?? [] {
            let difference = try NACHACase(facts: member.value, name: member.name)
                .difference(try folder.bytes("moov-ach/\(member.name)"), format)
            result.enter(member.name, difference: difference, explanation: NACHACase.explanations[member.name])
        }
        return result
    }
}

/// One file of the set.
private struct NACHACase {
    let facts: DocumentValue
    let name: String

    /// Why a file is not as its name or its facts say, where that is right.
    static let explanations = [
        "td__adv-invalidFileControl.ach":
            "the facts take an ADV control for one of the usual layout; its totals have 20 digits",
        "td__flattenADVBatchesMultipleBatchHeaders.ach": "the facts take an ADV control for one of the usual layout",
    ]

    /// What is not as expected; nil if nothing.
    func difference(_ bytes: [UInt8], _ format: any Format) throws -> String? {
        let isInvalid = ["invalid", "crashers", "issue1600"].contains { name.contains($0) }
        let documents: [Document]
        let findings: Findings
        do {
            (documents, findings) = try format.decodeAll(bytes)
        } catch {
            return isInvalid ? nil : "is refused: \(error)"
        }
        if try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }).bytes != bytes {
            return "does not come back byte for byte"
        }
        if name.contains("crashers") { return findings.hasErrors ? nil : "has no error" }
        for (what, expected, seen) in counts(documents, findings) where expected != nil && expected != seen {
            return "\(what) is \(seen ?? "absent") instead of \(expected ?? "absent")"
        }
        return isInvalid && !findings.hasErrors ? "is said to be invalid and has no error" : nil
    }

    private func counts(_ documents: [Document], _ findings: Findings) -> [(String, String?, String?)] {
        let records = documents.map(\.root)
        func all(_ name: String) -> [DocumentView] { records.filter { $0["record"]?.text == name } }
        let addenda = all("entry").reduce(0) { $0 + ($1["addenda"]?.count ?? 0) }
        let control = all("fileControl").last
        var rows: [(String, String?, String?)] = [
            ("batches", fact("batches"), "\(all("batchHeader").count)"),
            ("entries", fact("entries"), "\(all("entry").count)"),
            ("addenda", fact("addenda"), "\(addenda)"),
            (
                "check digit errors", fact("check_digit_errors"),
                "\(findings.all.count { $0.code == "nacha.check-digit" })"
            ),
        ]
        let controls = [
            ("batch_count", "batchCount"), ("block_count", "blockCount"), ("entry_addenda_count", "entryAddendaCount"),
            ("total_debit_cents", "totalDebitEntryDollarAmountInFile"),
            ("total_credit_cents", "totalCreditEntryDollarAmountInFile"),
        ]
        for (fact, member) in controls {
            let seen = control?[member]?.text.flatMap { Int($0) }.map { "\($0)" }
            rows.append(("file control's \(fact)", number(facts["file_control"]?[fact]), seen))
        }
        rows.append(("the file's entry hash", facts["file_control"]?["entry_hash"]?.text, control?["entryHash"]?.text))
        if facts["control_agrees"] == .boolean(true) {
            // The facts speak of counts, hashes and sums of entries; two files have other numbers of batches or blocks.
            let others = ["batchCount", "blockCount"]
            let differences = findings.all.count {
                $0.code == "nacha.control-total" && !others.contains($0.place.field ?? "")
            }
            rows.append(("differences to the controls", "0", "\(differences)"))
        } else if facts["control_agrees"] == .boolean(false) {
            let hasDifference = findings.all.contains { $0.code == "nacha.control-total" }
            rows.append(("a difference to the controls", "true", "\(hasDifference)"))
        }
        return rows + recomputed(all("entry"), addenda: addenda)
    }

    private func recomputed(_ entries: [DocumentView], addenda: Int) -> [(String, String?, String?)] {
        var hash = 0
        var debit = 0
        var credit = 0
        for entry in entries {
            hash += Int((entry["receivingDFIIdentification"] ?? entry["goIdentification"])?.text ?? "") ?? 0
            let cents = Int(entry["amount"]?.text ?? "") ?? 0
            let code = entry["transactionCode"]?.text ?? ""
            let digit = code.utf8.last.map { $0 - 0x30 } ?? 0
            let isDebit = code.hasPrefix("8") ? digit % 2 == 0 : digit >= 5
            debit += isDebit ? cents : 0
            credit += isDebit ? 0 : cents
        }
        let recomputed = facts["recomputed"]
        return [
            (
                "recomputed entry hash", recomputed?["entry_hash"]?.text.flatMap { Int($0) }.map { "\($0)" },
                "\(hash % 10_000_000_000)"
            ),
            ("recomputed count", number(recomputed?["entry_addenda_count"]), "\(entries.count + addenda)"),
            ("recomputed debit", number(recomputed?["total_debit_cents"]), "\(debit)"),
            ("recomputed credit", number(recomputed?["total_credit_cents"]), "\(credit)"),
        ]
    }

    private func fact(_ name: String) -> String? { number(facts[name]) }

    private func number(_ value: DocumentValue?) -> String? {
        guard case .number(let number) = value else { return nil }
        return "\(number)"
    }
}
