import Canonical

/// Writes the documents of a NACHA file as records.
///
/// Faithful writing gives each record its own line end and length again. Strict writing puts numbers to the right with
/// zeros before them and texts to the left, ends each record with LF, fills the last block of ten with records of
/// nines, and refuses what reading would find an error in: order, codes, check digits, and counts and totals that are
/// not those of the entries written.
struct NACHAWriter: FormatWriter {
    private let table: NACHATable
    private let mode: WriteMode
    private var entryClass: [UInt8] = []
    private var check: NACHAWriterCheck

    init(table: NACHATable, mode: WriteMode) {
        self.table = table
        self.mode = mode
        check = NACHAWriterCheck(table: table)
    }

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        let before = self
        do throws(Fault) {
            try output.appendWhole { output throws(Fault) in
                let start = output.count
                let root = document.root
                try takeEntryClass(of: root)
                try write(root, path: "", into: &output)
                for (path, item) in try root.items("addenda", "") { try writeAddenda(item, path, into: &output) }
                if mode == .strict { try check.take(output[start...], &findings) }
            }
        } catch {
            self = before
            throw error
        }
    }

    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        if mode == .strict { try check.end() }
    }

    /// Takes the entry class by which the batch's records are laid out; a header that was cut off before it has none.
    private mutating func takeEntryClass(of root: DocumentView) throws(Fault) {
        guard root["record"]?.text == "batchHeader" else { return }
        if mode == .faithful, let length = root["layout"]?["length"]?.number?.coefficient, length < 53 { return }
        let code = try ByteText.bytes(root["standardEntryClassCode"], path: "/standardEntryClassCode")
        entryClass = code + [UInt8](repeating: 0x20, count: max(0, 3 - code.count))
    }

    /// Writes a record behind an entry, which has to be one of those that belong to it.
    private func writeAddenda(_ record: DocumentView, _ path: String, into output: inout [UInt8]) throws(Fault) {
        let start = output.count
        try write(record, path: path, into: &output)
        guard output[start...].first == UInt8(ascii: "7") else {
            throw .unwritable(path + "/record", "A record behind an entry is an addenda.")
        }
    }

    private func write(_ record: DocumentView, path: String, into output: inout [UInt8]) throws(Fault) {
        guard record.kind == .object else { throw .unwritable(path, "A record is an object.") }
        let name = record["record"]?.text ?? ""
        if name == "unknown", mode == .faithful { return try writeUnknown(record, path, into: &output) }
        guard let kind = table.record(named: name, entryClass: entryClass) else {
            throw .unwritable(path + "/record", "There is no record of this name.")
        }
        try kind.known.check(record, path: path)
        let layout = try NACHALayout(record["layout"], of: kind, path + "/layout")
        var line = kind.type
        for field in kind.fields { line += try value(of: field, in: record, path) }
        if mode == .faithful { try layout.shape(&line) }
        output += line
        output += mode == .faithful ? layout.end.bytes : NACHALine.End.lineFeed.bytes
        guard kind.name == "fileControl" else { return }
        if mode == .faithful { layout.appendFill(into: &output) } else { check.appendFill(into: &output) }
    }

    private static let unknown = KnownMembers(texts: ["record", "text"], ["layout": .object])

    private func writeUnknown(_ record: DocumentView, _ path: String, into output: inout [UInt8]) throws(Fault) {
        try Self.unknown.check(record, path: path)
        let layout = try NACHALayout(record["layout"], of: nil, path + "/layout")
        output += try NACHALayout.bytes(record["text"], path + "/text")
        output += layout.end.bytes
    }

    private func value(of field: NACHAField, in record: DocumentView, _ path: String) throws(Fault) -> [UInt8] {
        let path = "\(path)/\(field.name)"
        var bytes = try NACHALayout.bytes(record[field.name], path)
        guard bytes.count <= field.length else {
            throw .unwritable(path, "The value has \(bytes.count) bytes; the field has \(field.length).")
        }
        let missing = field.length - bytes.count
        guard mode == .strict else { return bytes + [UInt8](repeating: 0x20, count: missing) }
        let isNumber = field.kind == .digits || field.kind == .routing
        guard !bytes.isEmpty || field.isOptional else { throw .unwritable(path, "The field is mandatory.") }
        if isNumber || (field.kind == .digitsOrBlank && !bytes.isEmpty) {
            guard bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .unwritable(path, "The field takes digits only.")
            }
            bytes.insert(contentsOf: [UInt8](repeating: 0x30, count: missing), at: 0)
            return bytes
        }
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .unwritable(path, "The field takes printable ASCII only.")
        }
        return bytes + [UInt8](repeating: 0x20, count: missing)
    }
}
