import Canonical

/// What each record does to the document.
extension BAI2FileReader {
    mutating func read(_ record: BAI2Record, _ findings: inout Findings) {
        checkEnds(record, &findings)
        switch record.code {
        case "01": readFile(record, &findings)
        case "02": readGroup(record, &findings)
        case "03": readAccount(record, &findings)
        case "16": readTransaction(record, &findings)
        case "49": readAccountEnd(record, &findings)
        case "98": readGroupEnd(record, &findings)
        default: readFileEnd(record, &findings)
        }
    }

    /// A slash ends each record but one that ends with text.
    ///
    /// Many banks leave slashes out, so that is a warning; but behind the record 99 nothing else tells that the file is
    /// whole, so there it is an error.
    private func checkEnds(_ record: BAI2Record, _ findings: inout Findings) {
        let severity = record.code == "99" ? Finding.Severity.error : .warning
        for (end, expected) in zip(record.ends, record.endsExpected) where expected == "/" && !end.hasPrefix("/") {
            report(severity, BAI2Code.terminator, record, "The record does not end with a slash.", &findings)
        }
    }

    func report(
        _ severity: Finding.Severity,
        _ code: String,
        _ record: BAI2Record,
        _ message: String,
        field: String? = nil,
        _ findings: inout Findings
    ) {
        findings.add(severity, code, at: place(record.offset, record.number, field ?? record.code), message)
    }

    /// Gives an object the fields of a record by name; what is beyond the names stays in the list `extra`.
    private func assign(
        _ record: BAI2Record,
        _ names: [String],
        to object: inout DocumentObject,
        layout: String = "layout",
        _ findings: inout Findings
    ) {
        for (name, value) in zip(names, record.fields) { object[name] = .text(value) }
        if record.fields.count > names.count {
            object[layout == "layout" ? "extra" : "endExtra"] = .list(record.fields[names.count...].map { .text($0) })
            report(.warning, BAI2Code.fields, record, "The record has more fields than the standard knows.", &findings)
        }
        addLayout(record, to: &object, as: layout)
    }

    /// Notes how a record was written, if not on one line that ends with a slash.
    private func addLayout(_ record: BAI2Record, to object: inout DocumentObject, as name: String) {
        guard record.isUnusual else { return }
        var layout = DocumentObject()
        // A record without fields is told by its layout alone.
        if record.lines.count > 1 || record.fields.isEmpty {
            layout["lines"] = .list(record.lines.map { .number(Number(Int64($0))) })
        }
        if record.ends != record.endsExpected { layout["ends"] = .list(record.ends.map { .text($0) }) }
        if !record.bareTextLines.isEmpty {
            layout["bareTextLines"] = .list(record.bareTextLines.map { .number(Number(Int64($0))) })
        }
        object[name] = .object(layout)
    }

    // MARK: - Headers

    private mutating func readFile(_ record: BAI2Record, _ findings: inout Findings) {
        assign(record, BAI2Names.file, to: &file, &findings)
        controls.beginFile(lines: record.ends.count)
        let fields = record.fields
        BAI2Checks.date(fields, 2, "creationDate", record, self, &findings)
        BAI2Checks.time(fields, 3, "creationTime", record, self, &findings)
        BAI2Checks.code(fields, 7, ["2", "3"], "version", record, self, &findings)
        BAI2Checks.count(record, atLeast: 8, self, &findings)
    }

    private mutating func readGroup(_ record: BAI2Record, _ findings: inout Findings) {
        closeGroup(record, &findings)
        var group = DocumentObject()
        assign(record, BAI2Names.group, to: &group, &findings)
        self.group = group
        controls.beginGroup(lines: record.ends.count)
        let fields = record.fields
        BAI2Checks.code(fields, 2, ["1", "2", "3", "4"], "status", record, self, &findings)
        BAI2Checks.date(fields, 3, "asOfDate", record, self, &findings)
        BAI2Checks.time(fields, 4, "asOfTime", record, self, &findings)
        BAI2Checks.currency(fields, 5, record, self, &findings)
        BAI2Checks.code(fields, 6, ["", "1", "2", "3", "4"], "asOfDateModifier", record, self, &findings)
        BAI2Checks.count(record, atLeast: 4, self, &findings)
    }

    private mutating func readAccount(_ record: BAI2Record, _ findings: inout Findings) {
        closeAccount(record, &findings)
        if group == nil {
            report(.error, BAI2Code.order, record, "An account stands outside of a group.", &findings)
            group = DocumentObject()
            controls.beginGroup(lines: 0)
        }
        var account = DocumentObject()
        for (name, value) in zip(BAI2Names.account, record.fields) { account[name] = .text(value) }
        controls.beginAccount(lines: record.ends.count)
        BAI2Checks.currency(record.fields, 1, record, self, &findings)
        BAI2Checks.count(record, atLeast: 1, self, &findings)
        let summaries = readSummaries(record, &findings)
        if !summaries.isEmpty { account["summaries"] = .list(summaries) }
        addLayout(record, to: &account, as: "layout")
        self.account = account
    }

    /// A record 03 goes on with a type, an amount, a count of items and a funds type, as often as needed.
    private mutating func readSummaries(_ record: BAI2Record, _ findings: inout Findings) -> [DocumentValue] {
        var summaries: [DocumentValue] = []
        var fields = record.fields.dropFirst(2)
        while !fields.isEmpty {
            var summary = DocumentObject()
            for (name, value) in zip(BAI2Names.summary, fields) { summary[name] = .text(value) }
            controls.add(BAI2Checks.amount(summary["amount"]?.text, record, self, &findings))
            fields = fields.dropFirst(4)
            readFunds(summary["fundsType"]?.text, &fields, &summary, record, &findings)
            summaries.append(.object(summary))
        }
        return summaries
    }

    private mutating func readTransaction(_ record: BAI2Record, _ findings: inout Findings) {
        if account == nil {
            report(.error, BAI2Code.order, record, "A transaction stands outside of an account.", &findings)
            if group == nil {
                group = DocumentObject()
                controls.beginGroup(lines: 0)
            }
            account = DocumentObject()
            controls.beginAccount(lines: 0)
        }
        var transaction = DocumentObject()
        for (name, value) in zip(BAI2Names.transaction, record.fields) { transaction[name] = .text(value) }
        controls.countRecord(lines: record.ends.count)
        controls.add(BAI2Checks.amount(transaction["amount"]?.text, record, self, &findings))
        BAI2Checks.type(record.fields.first, record, self, &findings)
        var fields = record.fields.dropFirst(3)
        readFunds(transaction["fundsType"]?.text, &fields, &transaction, record, &findings)
        for (name, value) in zip(BAI2Names.references, fields) { transaction[name] = .text(value) }
        addLayout(record, to: &transaction, as: "layout")
        transactions.append(.object(transaction))
    }

    /// Takes the fields that a funds type brings.
    private func readFunds(
        _ type: String?,
        _ fields: inout ArraySlice<String>,
        _ object: inout DocumentObject,
        _ record: BAI2Record,
        _ findings: inout Findings
    ) {
        guard let type else { return }
        if !BAI2FundsType.all.contains(type) {
            report(.error, BAI2Code.code, record, "There is no such funds type.", field: "fundsType", &findings)
        }
        let taken = Array(fields.prefix(BAI2FundsType.extraFields(type, fields)))
        fields = fields.dropFirst(taken.count)
        switch type {
        case "V":
            for (name, value) in zip(BAI2Names.valueDate, taken) { object[name] = .text(value) }
            BAI2Checks.date(taken, 0, "valueDate", record, self, &findings)
            BAI2Checks.time(taken, 1, "valueTime", record, self, &findings)
        case "S": for (name, value) in zip(BAI2Names.availability, taken) { object[name] = .text(value) }
        case "D": readDistributions(taken, &object, record, &findings)
        default: break
        }
    }

    private func readDistributions(
        _ fields: [String],
        _ object: inout DocumentObject,
        _ record: BAI2Record,
        _ findings: inout Findings
    ) {
        guard let count = fields.first else { return }
        object["distributionCount"] = .text(count)
        var distributions: [DocumentValue] = []
        for start in stride(from: 1, to: fields.count, by: 2) {
            var distribution = DocumentObject()
            distribution["days"] = .text(fields[start])
            if start + 1 < fields.count {
                distribution["amount"] = .text(fields[start + 1])
                _ = BAI2Checks.amount(fields[start + 1], record, self, &findings)
            }
            distributions.append(.object(distribution))
        }
        object["distributions"] = .list(distributions)
        guard Int(count) != nil else {
            let message = "The number of distributions is no number."
            report(.error, BAI2Code.count, record, message, field: "distributionCount", &findings)
            return
        }
    }

    // MARK: - Control records

    private mutating func readAccountEnd(_ record: BAI2Record, _ findings: inout Findings) {
        guard var account else {
            report(.error, BAI2Code.order, record, "The end of an account stands outside of one.", &findings)
            keepLoose(record)
            return
        }
        assign(record, BAI2Names.accountEnd, to: &account, layout: "endLayout", &findings)
        self.account = account
        controls.countRecord(lines: record.ends.count)
        BAI2Checks.total(record, controls.accountTotal, self, &findings)
        BAI2Checks.count(record, 1, controls.accountRecords, "numberOfRecords", self, &findings)
        controls.endAccount(total: BAI2Checks.number(record.fields.first))
        finishAccount()
    }

    private mutating func readGroupEnd(_ record: BAI2Record, _ findings: inout Findings) {
        closeAccount(record, &findings)
        guard var group else {
            report(.error, BAI2Code.order, record, "The end of a group stands outside of one.", &findings)
            keepLoose(record)
            return
        }
        assign(record, BAI2Names.groupEnd, to: &group, layout: "endLayout", &findings)
        self.group = group
        controls.countRecord(lines: record.ends.count)
        BAI2Checks.total(record, controls.groupTotal, self, &findings)
        BAI2Checks.count(record, 1, controls.groupAccounts, "numberOfAccounts", self, &findings)
        BAI2Checks.count(record, 2, controls.groupRecords, "numberOfRecords", self, &findings)
        controls.endGroup(total: BAI2Checks.number(record.fields.first))
        finishGroup()
    }

    private mutating func readFileEnd(_ record: BAI2Record, _ findings: inout Findings) {
        closeGroup(record, &findings)
        if !groups.isEmpty { file["groups"] = .list(groups) }
        assign(record, BAI2Names.fileEnd, to: &file, layout: "endLayout", &findings)
        controls.countRecord(lines: record.ends.count)
        BAI2Checks.total(record, controls.fileTotal, self, &findings)
        BAI2Checks.count(record, 1, controls.fileGroups, "numberOfGroups", self, &findings)
        BAI2Checks.count(record, 2, controls.fileRecords, "numberOfRecords", self, &findings)
        isEnded = true
    }

    /// Keeps a control record that ends nothing, as a part of what stands around it.
    private mutating func keepLoose(_ record: BAI2Record) {
        controls.countRecord(lines: record.ends.count)
        var loose = DocumentObject()
        loose["code"] = .text(record.code)
        loose["fields"] = .list(record.fields.map { .text($0) })
        addLayout(record, to: &loose, as: "layout")
        if group != nil { accounts.append(["loose": .object(loose)]) } else { groups.append(["loose": .object(loose)]) }
    }

    // MARK: - What is open

    private mutating func closeAccount(_ record: BAI2Record?, _ findings: inout Findings) {
        guard account != nil else { return }
        if let record {
            report(.error, BAI2Code.order, record, "The record 49 of the account before is missing.", &findings)
        }
        controls.endAccount(total: nil)
        finishAccount()
    }

    private mutating func finishAccount() {
        guard var account else { return }
        account["transactions"] = transactions.isEmpty ? nil : .list(transactions)
        accounts.append(.object(account))
        transactions = []
        self.account = nil
    }

    private mutating func closeGroup(_ record: BAI2Record?, _ findings: inout Findings) {
        closeAccount(record, &findings)
        guard group != nil else { return }
        if let record {
            report(.error, BAI2Code.order, record, "The record 98 of the group before is missing.", &findings)
        }
        controls.endGroup(total: nil)
        finishGroup()
    }

    private mutating func finishGroup() {
        guard var group else { return }
        group["accounts"] = accounts.isEmpty ? nil : .list(accounts)
        groups.append(.object(group))
        accounts = []
        self.group = nil
    }

    /// Ends what is still open at the end of the input.
    mutating func close(_ findings: inout Findings, at line: BAI2Line?) {
        guard !isEnded else { return }
        let place = place(line?.offset ?? 0, line?.number ?? 1, "99")
        findings.add(.error, BAI2Code.order, at: place, "The input ends before the record 99 of the file.")
        closeGroup(nil, &findings)
        if !groups.isEmpty { file["groups"] = .list(groups) }
    }
}
