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
        var parsed: [(header: [String], line: Int, fields: [(words: [String], line: Int)])] = []
        for (line, words) in Self.lines(of: file) {
            if words[0] == "record" {
                parsed.append((words, line, []))
            } else if parsed.isEmpty {
                throw Self.fault(file, line, "A field stands before the first record.")
            } else {
                parsed[parsed.count - 1].fields.append((words, line))
            }
        }
        names = DocumentNames(Members.all + parsed.flatMap { $0.fields.map { $0.words[0] } })
        members = Members(names)
        var records: [NACHARecord] = []
        for entry in parsed {
            guard entry.header.count >= 3 else { throw Self.fault(file, entry.line, "`record NAME TYPE` is expected.") }
            let type = Array(entry.header[2].utf8)
            var fields: [NACHAField] = []
            var next = type.count
            for field in entry.fields {
                let made = try Self.field(field.words, names, file, field.line)
                guard made.start == next else {
                    throw Self.fault(file, field.line, "The field does not follow the one before.")
                }
                next = made.range.upperBound
                fields.append(made)
            }
            guard next == NACHARecord.length else {
                throw Self.fault(file, entry.line, "The fields do not fill 94 bytes.")
            }
            let classes = entry.header.dropFirst(4).map { Array($0.utf8) }
            records.append(NACHARecord(name: entry.header[1], type: type, classes: classes, fields: fields))
        }
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

    private static func lines(of file: DefinitionFile) -> [(line: Int, words: [String])] {
        let text = String(decoding: file.bytes, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { (line: $0 + 1, words: $1.split(separator: " ").map { String($0) }) }
            .filter { !$0.words.isEmpty && !$0.words[0].hasPrefix("#") }
    }

    private static func field(
        _ words: [String],
        _ names: DocumentNames,
        _ file: DefinitionFile,
        _ line: Int
    ) throws(Fault) -> NACHAField {
        guard words.count >= 4, let start = Int(words[1]), let length = Int(words[2]),
            (1...NACHARecord.length).contains(start), (1...NACHARecord.length).contains(length),
            let kind = NACHAField.Kind(rawValue: words[3])
        else { throw fault(file, line, "`NAME START LENGTH KIND` is expected.") }
        var rest = words.dropFirst(4)
        let isOptional = rest.last == "optional"
        if isOptional { rest.removeLast() }
        if let first = rest.first, first != "=" { throw fault(file, line, "Values follow an equals sign.") }
        return NACHAField(
            name: words[0],
            documentName: names.name(words[0]),
            start: start - 1,
            length: length,
            kind: kind,
            values: rest.dropFirst().map { Array($0.utf8) },
            isOptional: isOptional || kind == .blank
        )
    }

    private static func fault(_ file: DefinitionFile, _ line: Int, _ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: line, path: file.name),
            reason: reason
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
