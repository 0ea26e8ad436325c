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
        case "batchHeader":
            totals.beginBatch()
            batchHeader = NACHABatchHeader(record, bytes)
        case "entry":
            guard let amount = record.fields.first(where: { $0.name == "amount" }) else { return }
            totals.add(entry: bytes, amount: amount.range)
            for _ in followers { totals.addAddenda() }
            checkEntry(bytes, addenda: followers.count, window, &findings)
        case "batchControl":
            check(record, bytes, against: totals.batch, window, &findings)
            checkBatch(record, bytes, window, &findings)
            totals.endBatch()
            batchHeader = nil
        case "fileControl":
            check(record, bytes, against: totals.file, window, &findings)
            compare("batchCount", totals.batches, record, bytes, window, &findings)
            let blocks = (totals.records + followers.count + 9) / 10
            compare("blockCount", blocks, record, bytes, window, &findings)
            checkFill(followers, window, &findings)
        default: if record.isAddenda { totals.addAddenda() }
        }
    }

    /// Records of nines fill the last block of ten (Nacha Operating Rules, Appendix Three, blocking factor).
    ///
    /// A fill that was begun and ends too early was cut off. None at all is a warning only: many senders leave it out,
    /// most of them with the number of full blocks in the control, which ``compare`` checks; and nothing is lost with it.
    private func checkFill(_ fill: [NACHALine], _ window: Span<UInt8>, _ findings: inout Findings) {
        guard (totals.records + fill.count) % 10 != 0 else { return }
        guard let last = fill.last else {
            let place = position.place(of: 0, in: window)
            let message = "Records of nines should fill the last block of ten records."
            return findings.add(.warning, "nacha.block-open", at: place, message)
        }
        let place = position.place(of: last.range.upperBound, in: window)
        let message = "The records of nines end before the last block of ten records is full."
        findings.add(.error, "nacha.block-cut", at: place, message)
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

    /// The control names the batch as its header does, and its service class allows what is in it.
    private func checkBatch(
        _ record: NACHARecord,
        _ bytes: Span<UInt8>,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) {
        guard let batchHeader else { return }
        for field in record.fields where batchHeader.differs(from: bytes, in: field) {
            let place = position.place(of: field.start, in: window, field: field.name)
            let message = "The batch's control has another \(field.name) than its header."
            findings.add(.error, "nacha.batch-control", at: place, message)
        }
        let isWrong = batchHeader.allowsCreditsOnly && totals.batch.debit > 0
        guard isWrong || batchHeader.allowsDebitsOnly && totals.batch.credit > 0 else { return }
        let place = position.place(of: 0, in: window, field: "serviceClassCode")
        // A warning, since international batches come with other codes from many senders.
        let message = "The batch has entries that its service class code does not allow."
        findings.add(.warning, "nacha.service-class", at: place, message)
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
