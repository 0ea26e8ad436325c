import Canonical
import Formats

extension CorpusSets {
    /// Cobrix's cases: every expected row against the record decoded, and every record written again from JSON alone.
    ///
    /// Spark's own columns (row ids, file ids, segment ids) are not compared.
    package static let cobrix = CorpusSet("cobrix") { folder in
        var result = CorpusResult()
        for testCase in CopybookCase.all {
            try CopybookCorpus(folder: folder, testCase: testCase).run(into: &result)
        }
        return result
    }
}

/// One case: reads its data, compares its rows, writes it back.
struct CopybookCorpus {
    let folder: CorpusFolder
    let testCase: CopybookCase

    func run(into result: inout CorpusResult) throws {
        let format = try FormatKind.copybook.format(
            FormatSettings(
                options: testCase.options,
                definition: [
                    DefinitionFile(name: testCase.copybook, bytes: try folder.bytes("cobrix/\(testCase.copybook)"))
                ],
                library: CheckoutLibrary()
            )
        )
        let data = try folder.bytes("cobrix/\(testCase.data)")
        let documents = try format.decodeAll(data).documents
        compareRows(documents, try expectedRows(), into: &result)
        let copies = try documents.map { try Document(json: $0.jsonBytes()) }
        let isSame = try format.encodeAll(copies).bytes == data
        result.enter("\(testCase.expected), written again", difference: isSame ? nil : "other bytes than were read")
    }

    /// The expected rows, which are ISO-8859-1: one JSON object per line, or objects one after the other.
    private func expectedRows() throws -> [DocumentValue] {
        let bytes = try folder.bytes("cobrix/\(testCase.expected)")
        let text = testCase.isExpectedUTF8 ? bytes : bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
        var rows: [DocumentValue] = []
        var row: [UInt8] = []
        for line in text.split(separator: 0x0A) {
            row += line
            if line.last == 0x7D && (line.first == 0x7D || line.count > 1 && line.first == 0x7B) {
                rows.append(try DocumentValue(json: row))
                row = []
            }
        }
        return rows
    }

    private func compareRows(_ documents: [Document], _ rows: [DocumentValue], into result: inout CorpusResult) {
        if rows.isEmpty || rows.count > documents.count {
            result.fail(testCase.expected, "\(documents.count) records for \(rows.count) rows")
        }
        for (number, row) in rows.enumerated() where number < documents.count {
            let root = documents[number].value.object?.members.first
            let record = root?.value ?? .null
            let value = testCase.keepsRoot ? DocumentValue(dictionaryLiteral: (root?.name ?? "", record)) : record
            result.enter(
                "\(testCase.expected), row \(number)",
                difference: CopybookRow(comparesPrintable: testCase.comparesPrintable).difference(value, row, path: ""),
                explanation: testCase.explanations[number]
            )
        }
    }
}

/// Compares a record with a row of Spark: names with underscores, numbers by value, null as absent.
struct CopybookRow {
    let comparesPrintable: Bool

    private static let sparkColumns: Set<String> = ["File_Id", "Record_Id", "Record_Byte_Length", "Seg_Id0", "Seg_Id1"]

    /// What differs, in words, without values.
    func difference(_ value: DocumentValue, _ row: DocumentValue, path: String) -> String? {
        switch (value, row) {
        case (.object(let object), .object(let expected)): return difference(object, expected, path: path)
        case (.list(let items), .list(let expected)):
            guard items.count == expected.count else {
                return "\(path): \(items.count) elements, not \(expected.count)"
            }
            for (index, pair) in zip(items, expected).enumerated() {
                if let seen = difference(pair.0, pair.1, path: "\(path)/\(index)") { return seen }
            }
            return nil
        case (.text(let text), .number(let number)):
            return Number(text)?.isEqual(to: number) ?? false ? nil : "\(path): another number"
        case (.text(let text), .text(let expected)): return isSame(text, expected) ? nil : "\(path): another text"
        default: return "\(path): another kind of value"
        }
    }

    private func isSame(_ text: String, _ expected: String) -> Bool {
        text == expected || comparesPrintable && printable(text) == printable(expected)
    }

    private func printable(_ text: String) -> [Unicode.Scalar] {
        var scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        while scalars.last == " " { scalars.removeLast() }
        return Array(scalars.drop { $0 == " " })
    }

    private func difference(_ object: DocumentObject, _ row: DocumentObject, path: String) -> String? {
        var expected = row.members.filter { !Self.sparkColumns.contains($0.name) }
        for member in object.members where member.value != .null {
            let name = String(member.name.map { $0 == "-" ? "_" : $0 })
            guard let index = expected.firstIndex(where: { $0.name == name }) else {
                // Spark leaves out what is null; an object of nulls is null.
                if isEmpty(member.value) { continue }
                return "\(path)/\(name): a value where none is expected"
            }
            if let seen = difference(member.value, expected.remove(at: index).value, path: "\(path)/\(name)") {
                return seen
            }
        }
        return expected.first.map { "\(path)/\($0.name): no value where one is expected" }
    }

    private func isEmpty(_ value: DocumentValue) -> Bool {
        guard let object = value.object else { return value == .null }
        return object.members.allSatisfy { isEmpty($0.value) }
    }
}
