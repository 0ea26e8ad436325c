import Canonical

/// The layouts of all records, read from `schemas/nacha/records.txt` when the format is made.
struct NACHATable: Sendable {
    /// The table's file below `schemas/`.
    static let path = "nacha/records.txt"

    let names: DocumentNames
    let members: Members
    let records: [NACHARecord]

    /// Reads the table.
    ///
    /// - Throws: `configuration.invalid` with the line that is wrong.
    init(_ file: DefinitionFile) throws(Fault) {
        var parts: [(header: DefinitionLine, fields: [DefinitionLine])] = []
        for line in DefinitionLine.lines(of: file) {
            if line.words[0] == "record" {
                parts.append((line, []))
            } else if parts.isEmpty {
                throw line.fault("A field stands before the first record.")
            } else {
                parts[parts.count - 1].fields.append(line)
            }
        }
        names = DocumentNames(Members.all + parts.flatMap { $0.fields.map { $0.words[0] } })
        members = Members(names)
        var records: [NACHARecord] = []
        for part in parts { records.append(try Self.record(part.header, part.fields, names)) }
        // Layouts of certain entry classes come first, so that the first that fits is the right one.
        self.records = records.filter { !$0.classes.isEmpty } + records.filter(\.classes.isEmpty)
    }

    /// The layout of a record by how it begins and by the entry class of its batch.
    func record(_ line: borrowing Span<UInt8>, entryClass: [UInt8]) -> Int? {
        for index in records.indices {
            let record = records[index]
            guard line.count >= record.type.count, Self.begins(line, record.type) else { continue }
            if record.classes.isEmpty || record.classes.contains(entryClass) { return index }
        }
        return nil
    }

    /// The layout by name, for writing.
    func record(named name: String, entryClass: [UInt8]) -> NACHARecord? {
        records.first { $0.name == name && ($0.classes.isEmpty || $0.classes.contains(entryClass)) }
    }

    private static func begins(_ line: borrowing Span<UInt8>, _ type: [UInt8]) -> Bool {
        for index in type.indices where line[index] != type[index] { return false }
        return true
    }

    private static func record(
        _ header: DefinitionLine,
        _ lines: [DefinitionLine],
        _ names: DocumentNames
    ) throws(Fault) -> NACHARecord {
        let words = header.words
        guard words.count >= 3 else { throw header.fault("`record NAME TYPE` is expected.") }
        let type = Array(words[2].utf8)
        var fields: [NACHAField] = []
        var next = type.count
        for line in lines {
            let made = try field(line, names)
            guard made.start == next else { throw line.fault("The field does not follow the one before.") }
            next = made.range.upperBound
            fields.append(made)
        }
        guard next == NACHARecord.length else { throw header.fault("The fields do not fill 94 bytes.") }
        let classes = words.dropFirst(4).map { Array($0.utf8) }
        return NACHARecord(name: words[1], type: type, classes: classes, fields: fields)
    }

    private static func field(_ line: DefinitionLine, _ names: DocumentNames) throws(Fault) -> NACHAField {
        let words = line.words
        guard words.count >= 4, let start = Int(words[1]), let length = Int(words[2]),
            (1...NACHARecord.length).contains(start), (1...NACHARecord.length).contains(length),
            let kind = NACHAField.Kind(rawValue: words[3])
        else { throw line.fault("`NAME START LENGTH KIND` is expected.") }
        let isOptional = words.count > 4 && words.last == "optional"
        return NACHAField(
            name: words[0],
            documentName: names.name(words[0]),
            start: start - 1,
            length: length,
            kind: kind,
            values: try line.values(words.dropFirst(4).dropLast(isOptional ? 1 : 0)),
            isOptional: isOptional || kind == .blank
        )
    }
}

extension NACHATable {
    /// The members that documents have beside the fields of the table.
    struct Members: Sendable {
        static let all = [
            "record", "addenda", "layout", "lineEnd", "length", "excess", "fillRecords", "openEnd", "text",
        ]

        let record: DocumentName
        let addenda: DocumentName
        let layout: DocumentName
        let lineEnd: DocumentName
        let length: DocumentName
        let excess: DocumentName
        let fillRecords: DocumentName
        let openEnd: DocumentName
        let text: DocumentName

        init(_ names: DocumentNames) {
            record = names.name("record")
            addenda = names.name("addenda")
            layout = names.name("layout")
            lineEnd = names.name("lineEnd")
            length = names.name("length")
            excess = names.name("excess")
            fillRecords = names.name("fillRecords")
            openEnd = names.name("openEnd")
            text = names.name("text")
        }
    }
}
