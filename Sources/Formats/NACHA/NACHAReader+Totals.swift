import Canonical

/// What the control records say of the records above them, compared with what those give.
extension NACHAReader {
    mutating func count(
        _ record: NACHARecord,
        _ bytes: Span<UInt8>,
        _ followers: [NACHALine],
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) {
        switch record.name {
        case "fileHeader":
            totals.beginFile()
            totals.records = 1
        case "batchHeader": totals.beginBatch()
        case "entry":
            guard let amount = record.fields.first(where: { $0.name == "amount" }) else { return }
            totals.add(entry: bytes, amount: amount.range)
            for _ in followers { totals.addAddenda() }
            checkEntry(bytes, addenda: followers.count, window, &findings)
        case "batchControl":
            check(record, bytes, against: totals.batch, window, &findings)
            totals.endBatch()
        case "fileControl":
            check(record, bytes, against: totals.file, window, &findings)
            compare("batchCount", totals.batches, record, bytes, window, &findings)
            let blocks = (totals.records + followers.count + 9) / 10
            compare("blockCount", blocks, record, bytes, window, &findings)
        default: if record.type[0] == UInt8(ascii: "7") { totals.addAddenda() }
        }
    }

    private func checkEntry(
        _ bytes: Span<UInt8>,
        addenda: Int,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) {
        if let expected = RoutingNumber.checkDigit(bytes, at: 3), bytes.count > 11, bytes[11] != expected {
            let place = position.place(of: 11, in: window, field: "checkDigit")
            findings.add(.error, "nacha.check-digit", at: place, "The routing number's check digit is wrong.")
        }
        let indicator = bytes.count > 78 ? bytes[78] : 0x20
        let isSaid = indicator == UInt8(ascii: "1")
        if isSaid != (addenda > 0) {
            let place = position.place(of: 78, in: window, field: "addendaRecordIndicator")
            findings.add(
                .error,
                "nacha.addenda-indicator",
                at: place,
                isSaid
                    ? "The entry announces addenda and has none." : "The entry has addenda and does not announce them."
            )
        }
    }

    private func check(
        _ record: NACHARecord,
        _ bytes: Span<UInt8>,
        against sums: NACHATotals.Sums,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) {
        let suffix = record.name == "fileControl" ? "InFile" : ""
        compare("entryAddendaCount", sums.entriesAndAddenda, record, bytes, window, &findings)
        compare("entryHash", sums.hash % 10_000_000_000, record, bytes, window, &findings)
        compare("totalDebitEntryDollarAmount\(suffix)", sums.debit, record, bytes, window, &findings)
        compare("totalCreditEntryDollarAmount\(suffix)", sums.credit, record, bytes, window, &findings)
    }

    private func compare(
        _ name: String,
        _ value: Int,
        _ record: NACHARecord,
        _ bytes: Span<UInt8>,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) {
        guard let field = record.fields.first(where: { $0.name == name }),
            NACHATotals.number(bytes, field.range) != value
        else { return }
        let place = position.place(of: field.start, in: window, field: name)
        findings.add(
            .error,
            "nacha.control-total",
            at: place,
            "The control record's \(name) is not what the records above it give."
        )
    }
}
