import Canonical

/// Writes one file: the opposite of ``BAI2FileReader``.
struct BAI2FileWriter {
    private let file: DocumentValue
    private let mode: WriteMode
    private let lineEnd: String
    private let isLatin: Bool
    private var text = ""

    init(_ file: DocumentValue, _ mode: WriteMode) throws(Fault) {
        guard case .object = file else { throw Self.fault("", "A file is an object.") }
        self.file = file
        self.mode = mode
        let layout = file["fileLayout"]
        lineEnd = layout?["lineEnd"] == "CRLF" ? "\r\n" : "\n"
        isLatin = layout?["encoding"] == "ISO-8859-1"
    }

    static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }

    consuming func write() throws(Fault) -> [UInt8] {
        try writeRecord("01", file, BAI2Names.file, "")
        for (number, group) in try items(file, "groups", "") { try writeGroup(group, "/groups/\(number)") }
        try writeRecord("99", file, BAI2Names.fileEnd, "", end: true)
        for (number, item) in try items(file["fileLayout"] ?? .null, "after", "/fileLayout") {
            try writeKept(item, "/fileLayout/after/\(number)")
        }
        var bytes: [UInt8] = []
        // By bytes: CR and LF together are one character.
        var count = text.utf8.count
        if file["fileLayout"]?["hasLastLineEnd"] == .boolean(false),
            text.utf8.suffix(2).elementsEqual(lineEnd.utf8)
                || text.utf8.suffix(1).elementsEqual(lineEnd.utf8)
        {
            count -= lineEnd.utf8.count
        }
        let written = text.utf8.prefix(count)
        guard isLatin else { return Array(written) }
        for scalar in Substring(written).unicodeScalars {
            guard scalar.value <= 0xFF else { throw Self.fault("", "A character is not one of ISO 8859-1.") }
            bytes.append(UInt8(scalar.value))
        }
        return bytes
    }

    private func items(
        _ value: DocumentValue,
        _ name: String,
        _ path: String
    ) throws(Fault) -> [(offset: Int, element: DocumentValue)] {
        guard let member = value[name] else { return [] }
        guard let items = member.items else { throw Self.fault("\(path)/\(name)", "A list is expected.") }
        return Array(items.enumerated())
    }

    private mutating func writeGroup(_ group: DocumentValue, _ path: String) throws(Fault) {
        if try writeKept(group, path) { return }
        try writeRecord("02", group, BAI2Names.group, path)
        for (number, account) in try items(group, "accounts", path) {
            try writeAccount(account, "\(path)/accounts/\(number)")
        }
        try writeRecord("98", group, BAI2Names.groupEnd, path, end: true)
    }

    private mutating func writeAccount(_ account: DocumentValue, _ path: String) throws(Fault) {
        if try writeKept(account, path) { return }
        var fields = try self.fields(account, BAI2Names.account, path)
        let summaries = try items(account, "summaries", path)
        if !summaries.isEmpty {
            while fields.count < BAI2Names.account.count { fields.append("") }
        }
        for (number, summary) in summaries {
            fields += try self.fields(
                summary,
                BAI2Names.summary,
                "\(path)/summaries/\(number)",
                isFull: number + 1 < summaries.count
            )
            fields += try funds(summary, "\(path)/summaries/\(number)")
        }
        if !fields.isEmpty || account["layout"] != nil { try append("03", fields, account["layout"], path) }
        for (number, transaction) in try items(account, "transactions", path) {
            try writeTransaction(transaction, "\(path)/transactions/\(number)")
        }
        try writeRecord("49", account, BAI2Names.accountEnd, path, end: true)
    }

    private mutating func writeTransaction(_ transaction: DocumentValue, _ path: String) throws(Fault) {
        if try writeKept(transaction, path) { return }
        let hasMore = BAI2Names.references.contains { transaction[$0] != nil }
        var fields = try self.fields(transaction, BAI2Names.transaction, path, isFull: hasMore)
        fields += try funds(transaction, path)
        if hasMore {
            let extra = BAI2FundsType.extraFields(fields[2], fields.dropFirst(3))
            while fields.count < BAI2Names.transaction.count + extra { fields.append("") }
            fields += try self.fields(transaction, BAI2Names.references, path)
        }
        try append("16", fields, transaction["layout"], path)
    }

    /// Writes a line or record that was kept as it is; false if the item is none.
    @discardableResult
    private mutating func writeKept(_ item: DocumentValue, _ path: String) throws(Fault) -> Bool {
        guard item["unknown"] != nil || item["loose"] != nil else { return false }
        guard mode == .faithful || item["unknown"] == "" else {
            throw Self.fault(path, "What was not understood is not written in strict mode.")
        }
        if let line = item["unknown"]?.text {
            text += line.utf8.last == 0x0A ? line : line + lineEnd
        } else if let code = item["loose"]?["code"]?.text {
            let fields = item["loose"]?["fields"]?.items?.compactMap(\.text) ?? []
            try append(code, fields, item["loose"]?["layout"], path)
        }
        return true
    }

    // MARK: - Records

    /// Writes a record of plain fields, if the object has any of them.
    private mutating func writeRecord(
        _ code: String,
        _ object: DocumentValue,
        _ names: [String],
        _ path: String,
        end: Bool = false
    ) throws(Fault) {
        let extra = object[end ? "endExtra" : "extra"]?.items?.compactMap(\.text) ?? []
        let layout = object[end ? "endLayout" : "layout"]
        let fields = try self.fields(object, names, path, isFull: !extra.isEmpty) + extra
        guard !fields.isEmpty || layout != nil else { return }
        try append(code, fields, layout, path)
    }

    /// The texts of members, up to the last one that is there.
    private func fields(
        _ object: DocumentValue,
        _ names: [String],
        _ path: String,
        isFull: Bool = false
    ) throws(Fault) -> [String] {
        let last = isFull ? names.count : (names.lastIndex { object[$0] != nil } ?? -1) + 1
        var fields: [String] = []
        for name in names.prefix(last) {
            guard let value = object[name] else {
                fields.append("")
                continue
            }
            guard let text = value.text else { throw Self.fault("\(path)/\(name)", "A text is expected.") }
            guard name == "text" || !text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == 0x0A }) else {
                throw Self.fault("\(path)/\(name)", "A field has neither a comma nor a line end.")
            }
            fields.append(text)
        }
        return fields
    }

    /// The fields that a funds type brings.
    private func funds(_ object: DocumentValue, _ path: String) throws(Fault) -> [String] {
        switch object["fundsType"]?.text {
        case "V": return try fields(object, BAI2Names.valueDate, path)
        case "S": return try fields(object, BAI2Names.availability, path)
        case "D":
            var fields = try self.fields(object, ["distributionCount"], path)
            for (number, pair) in try items(object, "distributions", path) {
                fields += try self.fields(pair, BAI2Names.distribution, "\(path)/distributions/\(number)")
            }
            return fields
        default: return []
        }
    }

    /// Appends a record, on as many lines as its layout and its text have.
    private mutating func append(
        _ code: String,
        _ fields: [String],
        _ layout: DocumentValue?,
        _ path: String
    ) throws(Fault) {
        var textLines: [Substring] = []
        var fields = fields
        if code == "16", let last = fields.last, last.utf8.contains(0x0A) {
            // By scalars: CR and LF are one character.
            textLines = last.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                .map { Substring($0) }
            fields[fields.count - 1] = String(textLines.removeFirst())
        }
        let ends = mode == .faithful ? layout?["ends"]?.items?.map(\.text) ?? [] : []
        var lines: [(body: String?, isText: Bool)] = []
        for range in Self.ranges(fields.count, layout?["lines"]?.items ?? []) {
            let isLast = range.upperBound == fields.count
            let isText = code == "16" && isLast && !(fields.last ?? "").isEmpty && Self.hasText(fields)
            lines.append((range.isEmpty ? nil : fields[range].joined(separator: ","), isText && !range.isEmpty))
        }
        let bare = layout?["bareTextLines"]?.items ?? []
        for line in textLines {
            let isBare = line.isEmpty && bare.contains(.number(Number(Int64(lines.count))))
            lines.append((isBare ? nil : String(line), !line.isEmpty))
        }
        for (number, line) in lines.enumerated() {
            let told = ends.indices.contains(number) ? ends[number] : nil
            append(number == 0 ? code : "88", line.body, told ?? (line.isText ? "" : "/"))
        }
    }

    private mutating func append(_ code: String, _ body: String?, _ end: String) {
        let content = code + (body.map { "," + $0 } ?? "")
        // What looks like the end of the line in a value needs another one behind it.
        let visible = content.utf8.last { $0 != 0x20 }
        let end = visible == UInt8(ascii: "/") && !end.hasPrefix("/") ? "/" + end : end
        text += content + end
        if end.utf8.last != 0x0A { text += lineEnd }
    }

    /// Whether the last field of a record 16 is its text.
    private static func hasText(_ fields: [String]) -> Bool {
        fields.count > 5 && fields.count == 6 + BAI2FundsType.extraFields(fields[2], fields.dropFirst(3))
    }

    /// Which fields stand on which line; fields that the layout does not know stand on the last one.
    private static func ranges(_ count: Int, _ told: [DocumentValue]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for (number, item) in told.enumerated() {
            guard case .number(let digits) = item, let lineCount = Int(exactly: digits.coefficient), lineCount >= 0
            else { continue }
            let end = number == told.count - 1 ? count : min(count, start + min(lineCount, count))
            ranges.append(start..<end)
            start = end
        }
        return ranges.isEmpty ? [0..<count] : ranges
    }
}
