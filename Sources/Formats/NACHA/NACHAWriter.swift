import Canonical

/// Writes the documents of a NACHA file as records.
///
/// Faithful writing gives each record its own line end and length again. Strict writing puts numbers to the right with
/// zeros before them and texts to the left, ends each record with LF, and refuses a value that does not fit.
struct NACHAWriter: FormatWriter {
    private let table: NACHATable
    private let mode: WriteMode
    private var entryClass: [UInt8] = []

    init(table: NACHATable, mode: WriteMode) {
        self.table = table
        self.mode = mode
    }

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        let mark = output.count
        do throws(Fault) {
            let root = document.root
            try takeEntryClass(of: root)
            try write(root, path: "", into: &output)
            if let addenda = root["addenda"] {
                for (index, item) in addenda.children.enumerated() {
                    try write(item, path: "/addenda/\(index)", into: &output)
                }
            }
        } catch {
            output.removeLast(output.count - mark)
            throw error
        }
    }

    /// Takes the entry class by which the batch's records are laid out; a header that was cut off before it has none.
    private mutating func takeEntryClass(of root: DocumentView) throws(Fault) {
        guard root["record"]?.text == "batchHeader" else { return }
        if mode == .faithful, let length = root["layout"]?["length"]?.number, length.coefficient < 53 { return }
        let code = try ByteText.bytes(root["standardEntryClassCode"], path: "/standardEntryClassCode")
        entryClass = code + [UInt8](repeating: 0x20, count: max(0, 3 - code.count))
    }

    private func write(_ record: DocumentView, path: String, into output: inout [UInt8]) throws(Fault) {
        let name = record["record"]?.text ?? ""
        let layout = record["layout"]
        let end = try lineEnd(layout, path)
        if name == "unknown", mode == .faithful {
            output += try bytes(record["text"], path: path + "/text")
            output += end.bytes
            return
        }
        guard let kind = table.record(named: name, entryClass: entryClass) else {
            throw Self.fault(path + "/record", "There is no record of this name.")
        }
        let known = ["record", "layout"] + (name == "entry" ? ["addenda"] : [])
        for member in record.children where !known.contains(member.name) {
            guard kind.fields.contains(where: { $0.name == member.name }) else {
                throw Self.fault("\(path)/\(member.name)", "The record has no such member.")
            }
        }
        var line = kind.type
        for field in kind.fields { line += try value(of: field, in: record, path) }
        if mode == .faithful { try shape(&line, layout, path) }
        output += line
        output += end.bytes
        try writeFill(record, layout, end, into: &output)
    }

    private func value(of field: NACHAField, in record: DocumentView, _ path: String) throws(Fault) -> [UInt8] {
        let path = "\(path)/\(field.name)"
        var bytes = try bytes(record[field.name], path: path)
        guard bytes.count <= field.length else {
            throw Self.fault(path, "The value has \(bytes.count) bytes; the field has \(field.length).")
        }
        let missing = field.length - bytes.count
        guard mode == .strict else { return bytes + [UInt8](repeating: 0x20, count: missing) }
        let isNumber = field.kind == .digits || field.kind == .routing
        guard !bytes.isEmpty || field.isOptional else { throw Self.fault(path, "The field is mandatory.") }
        if isNumber || (field.kind == .digitsOrBlank && !bytes.isEmpty) {
            guard bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw Self.fault(path, "The field takes digits only.")
            }
            bytes.insert(contentsOf: [UInt8](repeating: 0x30, count: missing), at: 0)
            return bytes
        }
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Self.fault(path, "The field takes printable ASCII only.")
        }
        return bytes + [UInt8](repeating: 0x20, count: missing)
    }

    /// Gives a line the length that it was read with.
    private func shape(_ line: inout [UInt8], _ layout: DocumentView?, _ path: String) throws(Fault) {
        if let length = layout?["length"]?.number?.coefficient, (0..<Int128(line.count)).contains(length) {
            let cut = line[Int(length)...]
            guard cut.allSatisfy({ $0 == 0x20 }) else {
                throw Self.fault(path + "/layout/length", "The record is longer than that.")
            }
            line.removeLast(line.count - Int(length))
        }
        line += try bytes(layout?["excess"], path: path + "/layout/excess")
    }

    private func writeFill(
        _ record: DocumentView,
        _ layout: DocumentView?,
        _ end: NACHALine.End,
        into output: inout [UInt8]
    ) throws(Fault) {
        guard let count = layout?["fillRecords"]?.number?.coefficient else { return }
        guard (0...Int128(NACHAReader.fillRecordsMax)).contains(count) else {
            throw Self.fault("/layout/fillRecords", "There are too many fill records.")
        }
        let isOpen = layout?["openEnd"]?.boolean == true && mode == .faithful
        for number in 0..<Int(count) {
            output += [UInt8](repeating: UInt8(ascii: "9"), count: NACHARecord.length)
            if !(isOpen && number == Int(count) - 1) { output += end.bytes }
        }
    }

    private func lineEnd(_ layout: DocumentView?, _ path: String) throws(Fault) -> NACHALine.End {
        guard mode == .faithful, let text = layout?["lineEnd"]?.text else { return .lineFeed }
        guard let end = NACHALine.End(rawValue: text) else {
            throw Self.fault(path + "/layout/lineEnd", "A line end is LF, CRLF or none.")
        }
        return end
    }

    /// The bytes of a text; a line end in it would make two records of one.
    private func bytes(_ view: DocumentView?, path: String) throws(Fault) -> [UInt8] {
        let bytes = try ByteText.bytes(view, path: path)
        guard !bytes.contains(0x0A) else { throw Self.fault(path, "The value holds a line end.") }
        return bytes
    }

    private static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
