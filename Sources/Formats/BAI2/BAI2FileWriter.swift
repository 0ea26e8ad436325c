import Canonical

/// Writes one file: the opposite of ``BAI2FileReader``.
struct BAI2FileWriter {
    private let file: DocumentView
    private let mode: WriteMode
    private let isLatin: Bool
    private var lines: BAI2LineWriter

    init(_ file: DocumentView, _ mode: WriteMode, valuesMax: Int) throws(Fault) {
        try Self.check(file, BAI2Members.file, "")
        if let layout = file["fileLayout"] { try BAI2Members.fileLayout.check(layout, path: "/fileLayout") }
        self.file = file
        self.mode = mode
        let lineEnd = try Self.fact("lineEnd", of: file, ["LF": "\n", "CRLF": "\r\n"]) ?? "\n"
        isLatin = try Self.fact("encoding", of: file, ["UTF-8": false, "ISO-8859-1": true]) ?? false
        let length = (file["recordLength"]?.text).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        lines = BAI2LineWriter(
            mode: mode,
            lineEnd: lineEnd,
            lengthMax: mode == .strict ? length : nil,
            valuesMax: valuesMax
        )
    }

    private static func fact<Value>(_ name: String, of file: DocumentView, _ values: [String: Value]) throws(Fault)
        -> Value?
    {
        guard let text = file["fileLayout"]?[name]?.text else { return nil }
        guard let value = values[text] else {
            throw .unwritable("/fileLayout/\(name)", "It is \(values.keys.sorted().joined(separator: " or ")).")
        }
        return value
    }

    /// The file's bytes, and where in the document each of its lines comes from.
    consuming func write() throws(Fault) -> (bytes: [UInt8], paths: [String]) {
        try writeRecord("01", file, BAI2Names.file, "")
        for (path, group) in try file.items("groups", "") { try writeGroup(group, path) }
        try writeRecord("99", file, BAI2Names.fileEnd, "", end: true)
        if let layout = file["fileLayout"] {
            for (path, item) in try layout.items("after", "/fileLayout") {
                guard try writeKept(item, path) else {
                    throw .unwritable(path, "A line that is no record is expected.")
                }
            }
        }
        var bytes = lines.bytes
        if file["fileLayout"]?["hasLastLineEnd"]?.boolean == false, bytes.last == 0x0A {
            bytes.removeLast()
            if lines.lineEnd == "\r\n", bytes.last == 0x0D { bytes.removeLast() }
        }
        return (isLatin ? try Self.latin(bytes) : bytes, lines.paths)
    }

    private static func latin(_ utf8: [UInt8]) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            guard scalar.value <= 0xFF else { throw .unwritable("", "A character is not one of ISO 8859-1.") }
            bytes.append(UInt8(scalar.value))
        }
        return bytes
    }

    // MARK: - Levels

    private mutating func writeGroup(_ group: DocumentView, _ path: String) throws(Fault) {
        if try writeKept(group, path) { return }
        try Self.check(group, BAI2Members.group, path)
        try writeRecord("02", group, BAI2Names.group, path)
        for (path, account) in try group.items("accounts", path) { try writeAccount(account, path) }
        try writeRecord("98", group, BAI2Names.groupEnd, path, end: true)
    }

    private mutating func writeAccount(_ account: DocumentView, _ path: String) throws(Fault) {
        if try writeKept(account, path) { return }
        try Self.check(account, BAI2Members.account, path)
        let summaries = try account.items("summaries", path)
        var fields = try self.fields(account, BAI2Names.account, path, isFull: !summaries.isEmpty)
        for (number, summary) in summaries.enumerated() {
            try Self.check(summary.item, BAI2Members.summary(summary.item["fundsType"]?.text), summary.path)
            let isFull = number + 1 < summaries.count
            let funds = try funds(summary.item, summary.path, isFull: isFull)
            fields += try self.fields(
                summary.item,
                BAI2Names.summary,
                summary.path,
                isFull: isFull || !funds.isEmpty
            )
            fields += funds
        }
        if !fields.isEmpty || account["layout"] != nil {
            try lines.append("03", fields, account["layout"], path, layoutPath: path + "/layout")
        }
        for (path, transaction) in try account.items("transactions", path) { try writeTransaction(transaction, path) }
        try writeRecord("49", account, BAI2Names.accountEnd, path, end: true)
    }

    private mutating func writeTransaction(_ transaction: DocumentView, _ path: String) throws(Fault) {
        if try writeKept(transaction, path) { return }
        try Self.check(transaction, BAI2Members.transaction(transaction["fundsType"]?.text), path)
        let hasMore = BAI2Names.references.contains { transaction[$0] != nil }
        let funds = try funds(transaction, path, isFull: hasMore)
        var fields = try self.fields(transaction, BAI2Names.transaction, path, isFull: hasMore || !funds.isEmpty)
        fields += funds
        fields += try self.fields(transaction, BAI2Names.references, path)
        try lines.append("16", fields, transaction["layout"], path, layoutPath: path + "/layout")
    }

    /// Writes a line or record that was kept as it is; false if the item is none.
    private mutating func writeKept(_ item: DocumentView, _ path: String) throws(Fault) -> Bool {
        let line = item["unknown"]
        guard line != nil || item["loose"] != nil else { return false }
        guard mode == .faithful || line?.text == "" else {
            throw .unwritable(path, "What was not understood is not written in strict mode.")
        }
        if let line {
            try BAI2Members.unknown.check(item, path: path)
            lines.appendKept(try line.requiredText(path + "/unknown"), path)
        } else if let record = item["loose"] {
            try BAI2Members.loose.check(item, path: path)
            try BAI2Members.looseRecord.check(record, path: path + "/loose")
            guard let code = record["code"]?.text else { throw .unwritable(path + "/loose", "A record has a code.") }
            let fields = try texts(record, "fields", path + "/loose")
            try lines.append(code, fields, record["layout"], path, layoutPath: path + "/loose/layout")
        }
        return true
    }

    /// Refuses members that are not understood, and an object without any, which would leave no trace.
    private static func check(_ object: DocumentView, _ known: KnownMembers, _ path: String) throws(Fault) {
        try known.check(object, path: path)
        guard object.count > 0 else { throw .unwritable(path, "An object that has members is expected.") }
    }

    // MARK: - Fields

    /// Writes a record of plain fields, if the object has any of them.
    private mutating func writeRecord(
        _ code: String,
        _ object: DocumentView,
        _ names: [String],
        _ path: String,
        end: Bool = false
    ) throws(Fault) {
        let extra = try texts(object, end ? "endExtra" : "extra", path)
        let layoutName = end ? "endLayout" : "layout"
        let fields = try self.fields(object, names, path, isFull: !extra.isEmpty) + extra
        guard !fields.isEmpty || object[layoutName] != nil else { return }
        try lines.append(code, fields, object[layoutName], path, layoutPath: "\(path)/\(layoutName)")
    }

    /// The texts of members, up to the last one that is there, or all.
    private func fields(
        _ object: DocumentView,
        _ names: [String],
        _ path: String,
        isFull: Bool = false
    ) throws(Fault) -> [String] {
        let last = isFull ? names.count : (names.lastIndex { object[$0] != nil } ?? -1) + 1
        var fields: [String] = []
        for name in names.prefix(last) {
            let text = try object[name]?.requiredText("\(path)/\(name)") ?? ""
            if name != "text" { try checkField(text, "\(path)/\(name)") }
            fields.append(text)
        }
        return fields
    }

    /// The texts of a list.
    private func texts(_ object: DocumentView, _ name: String, _ path: String) throws(Fault) -> [String] {
        var texts: [String] = []
        for (path, item) in try object.items(name, path) {
            texts.append(try item.requiredText(path))
            try checkField(texts[texts.count - 1], path)
        }
        return texts
    }

    private func checkField(_ text: String, _ path: @autoclosure () -> String) throws(Fault) {
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == 0x0A }) else {
            throw .unwritable(path(), "A field has neither a comma nor a line end.")
        }
    }

    /// The fields that a funds type brings; all of them where others follow.
    private func funds(_ object: DocumentView, _ path: String, isFull: Bool) throws(Fault) -> [String] {
        switch object["fundsType"]?.text {
        case "V": return try fields(object, BAI2Names.valueDate, path, isFull: isFull)
        case "S": return try fields(object, BAI2Names.availability, path, isFull: isFull)
        case "D": return try distributions(object, path, isFull: isFull)
        default: return []
        }
    }

    private func distributions(_ object: DocumentView, _ path: String, isFull: Bool) throws(Fault) -> [String] {
        let pairs = try object.items("distributions", path)
        var fields = try self.fields(object, ["distributionCount"], path, isFull: isFull || !pairs.isEmpty)
        let told = BAI2FundsType.distributions(fields.first)
        guard pairs.count == told || pairs.count < told && !isFull else {
            throw .unwritable(path + "/distributionCount", "It is not the number of distributions.")
        }
        for (number, pair) in pairs.enumerated() {
            try Self.check(pair.item, BAI2Members.distribution, pair.path)
            let isInside = isFull || number + 1 < pairs.count
            fields += try self.fields(pair.item, BAI2Names.distribution, pair.path, isFull: isInside)
        }
        return fields
    }
}
