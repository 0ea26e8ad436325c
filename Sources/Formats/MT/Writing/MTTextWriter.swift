import Canonical

/// Writes block 4 as text: the fields in the order of the message's table.
struct MTTextWriter {
    private let library: MTLibrary
    private let document: Document
    private var fieldWriter: MTFieldWriter
    /// The lists of fields that have no place in the table and keep their position.
    private static let positioned = ["copy", "unplaced"]
    /// The fields: tag, colon and value, without the colon in front.
    private var fields: [[UInt8]] = []
    /// Whether the text is a body without blocks, which ends otherwise.
    private let isBare: Bool

    init(_ library: MTLibrary, _ document: Document, isBare: Bool = false) {
        self.library = library
        self.document = document
        self.isBare = isBare
        fieldWriter = MTFieldWriter(document)
    }

    /// The fields of block 4, without the colon in front of the tag; line ends are line feeds.
    mutating func fields(of block: Int, _ kind: MTMessageKind, path: String) throws(Fault) -> [[UInt8]] {
        guard document.nodes[block].kind == .object else { throw MTFault.document("Block 4 is an object.", path) }
        fields = []
        if let program = kind.program {
            try writeSequence(0, program, block, path: path)
            for name in Self.positioned {
                guard let list = document.member(name, of: block) else { continue }
                try writeUnplaced(list, kind, path: "\(path)/\(name)")
            }
        } else {
            guard let list = document.member("fields", of: block), document.nodes[block].count == 1 else {
                throw MTFault.document("Block 4 of a message without a table has the member fields alone.", path)
            }
            try writeItems(list, kind, depth: 0, path: "\(path)/fields")
        }
        return fields
    }

    /// Fields, and blocks of them between 16R and 16S.
    private mutating func writeItems(_ list: Int, _ kind: MTMessageKind, depth: Int, path: String) throws(Fault) {
        guard depth <= MTMessageParser.blockDepthMax else {
            throw MTFault.document("Blocks lie at most \(MTMessageParser.blockDepthMax) deep in each other.", path)
        }
        for (number, item) in try items(list, path).enumerated() {
            let path = "\(path)/\(number)"
            guard let block = document.member("block", of: item) else {
                fields.append(try tagged(item, kind.fields, others: 1, path: path))
                continue
            }
            guard let inner = document.member("fields", of: item), document.nodes[item].count == 2,
                document.nodes[block].kind == .text
            else { throw MTFault.document("A block has its code and the member fields alone.", path) }
            let code = document.bytes[document.nodes[block].textRange]
            try checkValue(code, "\(path)/block")
            fields.append(Array("16R:".utf8) + code)
            try writeItems(inner, kind, depth: depth + 1, path: "\(path)/fields")
            fields.append(Array("16S:".utf8) + code)
        }
    }

    private func items(_ list: Int, _ path: String) throws(Fault) -> [Int] {
        guard document.nodes[list].kind == .list else { throw MTFault.document("This is a list.", path) }
        return document.children(at: list)
    }

    // MARK: - Sequences

    private mutating func writeSequence(
        _ number: Int,
        _ program: MTMessageProgram,
        _ object: Int,
        path: String
    ) throws(Fault) {
        guard document.nodes[object].kind == .object else { throw MTFault.document("A sequence is an object.", path) }
        let sequence = program.tree.sequences[number]
        if let block = sequence.definition.block { fields.append(Array("16R:\(block)".utf8)) }
        var members = number == 0 ? Self.positioned.count { document.member($0, of: object) != nil } : 0
        for item in sequence.items {
            switch item {
            case .entry(let number):
                guard let entry = program.tree.entries[number].definition,
                    let member = document.member(entry.name, of: object)
                else { continue }
                members += 1
                try write(entry, member, program, path: "\(path)/\(entry.name)")
            case .sequence(let number):
                let inner = program.tree.sequences[number]
                guard let member = document.member(inner.definition.name, of: object) else { continue }
                members += 1
                try write(number, inner, member, program, path: "\(path)/\(inner.definition.name)")
            }
        }
        if let block = sequence.definition.block { fields.append(Array("16S:\(block)".utf8)) }
        guard members == document.nodes[object].count else {
            throw MTFault.document(
                "The message type has no such member here.",
                try unknown(object, sequence, program, path)
            )
        }
    }

    /// The path of the first member that is no entry of the sequence.
    private func unknown(
        _ object: Int,
        _ sequence: MTMessageTree.Sequence,
        _ program: MTMessageProgram,
        _ path: String
    ) throws(Fault) -> String {
        let known = sequence.items.compactMap { item in
            switch item {
            case .entry(let number): program.tree.entries[number].definition?.name
            case .sequence(let number): program.tree.sequences[number].definition.name
            }
        }
        for child in document.children(at: object) where !known.contains(document.name(at: child)) {
            return "\(path)/\(document.name(at: child))"
        }
        return path
    }

    private mutating func write(
        _ number: Int,
        _ sequence: MTMessageTree.Sequence,
        _ member: Int,
        _ program: MTMessageProgram,
        path: String
    ) throws(Fault) {
        guard sequence.isList else { return try writeSequence(number, program, member, path: path) }
        for (position, item) in try items(member, path).enumerated() {
            try writeSequence(number, program, item, path: "\(path)/\(position)")
        }
    }

    private mutating func write(
        _ entry: MTEntryDefinition,
        _ member: Int,
        _ program: MTMessageProgram,
        path: String
    ) throws(Fault) {
        guard entry.isList else {
            fields.append(try field(entry, member, program, path: path))
            return
        }
        for (position, item) in try items(member, path).enumerated() {
            fields.append(try field(entry, item, program, path: "\(path)/\(position)"))
        }
    }

    private mutating func field(
        _ entry: MTEntryDefinition,
        _ object: Int,
        _ program: MTMessageProgram,
        path: String
    ) throws(Fault) -> [UInt8] {
        guard entry.hasOption else {
            guard let tag = MTTag(entry.tag) else { throw MTFault.document("The tag cannot be written.", path) }
            return try value(tag, object, program.fields, others: 0, path: path)
        }
        let option = document.textBytes("option", of: object) ?? []
        let letter = option.first.map { Int($0) - 0x40 } ?? 0
        guard option.count <= 1, (option.isEmpty && letter == 0) || (1...26).contains(letter) else {
            throw MTFault.document("An option is a capital letter.", "\(path)/option")
        }
        let tag = MTTag(number: entry.number, letter: letter)
        return try value(tag, object, program.fields, others: option.isEmpty ? 0 : 1, path: path)
    }

    // MARK: - Fields

    /// Fields with their place among all: in front of what stands there.
    private mutating func writeUnplaced(_ list: Int, _ kind: MTMessageKind, path: String) throws(Fault) {
        var output: [[UInt8]] = []
        var rest = fields[...]
        for (number, item) in try items(list, path).enumerated() {
            let field = try tagged(item, kind.fields, others: 2, path: "\(path)/\(number)")
            guard let member = document.member("position", of: item), let position = document.integer(at: member) else {
                throw MTFault.document("The position is a whole number.", "\(path)/\(number)/position")
            }
            // The list is in order: what stands before the position has been written, or comes next.
            let before = rest.prefix(max(0, position - output.count))
            output += before
            rest = rest.dropFirst(before.count)
            output.append(field)
        }
        fields = output + rest
    }

    private mutating func tagged(
        _ object: Int,
        _ fields: [Int16],
        others: Int,
        path: String
    ) throws(Fault) -> [UInt8] {
        guard document.nodes[object].kind == .object, let text = document.textBytes("tag", of: object),
            let tag = MTTag(String(decoding: text, as: UTF8.self))
        else { throw MTFault.document("A tag is two digits, and a capital letter for the option.", "\(path)/tag") }
        return try value(tag, object, fields, others: others, path: path)
    }

    /// A field, which must not hold what would be read as another.
    private mutating func value(
        _ tag: MTTag,
        _ object: Int,
        _ fields: [Int16],
        others: Int,
        path: String
    ) throws(Fault) -> [UInt8] {
        let output = try anyValue(tag, object, fields, others: others, path: path)
        try checkValue(output[(tag.bytes.count + 1)...], path)
        return output
    }

    /// A field from its components, or from the text that it was kept as.
    mutating func anyValue(
        _ tag: MTTag,
        _ object: Int,
        _ fields: [Int16],
        others: Int,
        path: String
    ) throws(Fault) -> [UInt8] {
        guard document.nodes[object].kind == .object else { throw MTFault.document("A field is an object.", path) }
        var output = tag.bytes + [UInt8(ascii: ":")]
        if let text = document.textBytes("text", of: object) {
            // A field without its format is written as it was, whatever components could be told apart.
            output += text
        } else if try !appendComponents(tag, object, fields, others: others, into: &output) {
            throw MTFault.document("The field's components do not make up its format.", path)
        } else if let after = document.textBytes("after", of: object) {
            output += after
        }
        return output
    }

    private mutating func appendComponents(
        _ tag: MTTag,
        _ object: Int,
        _ fields: [Int16],
        others: Int,
        into output: inout [UInt8]
    ) throws(Fault) -> Bool {
        let index = tag.key < fields.count ? fields[tag.key] : -1
        guard index >= 0 else { return false }
        let forms = library.fields.fields[Int(index)].definition.forms
        let dialect = document.member("dialect", of: object).flatMap { document.integer(at: $0) }
        let after = document.member("after", of: object)
        let count = document.nodes[object].count - others - (dialect == nil ? 0 : 1) - (after == nil ? 0 : 1)
        if let dialect {
            guard forms.indices.contains(dialect) else { return false }
            return fieldWriter.write(forms[dialect], object, members: count, into: &output)
        }
        return fieldWriter.write(forms[0], object, members: count, into: &output)
    }

    /// A line of a value must not look like a tag, or the value would become two fields.
    private func checkValue(_ value: ArraySlice<UInt8>, _ path: String) throws(Fault) {
        // Between two fields of no meaning, of which the second must be found where it stands.
        let mark: [UInt8] = [0x0A, UInt8(ascii: ":"), 0x39, 0x39, UInt8(ascii: ":")]
        let bytes = mark + value + mark
        var scan = MTScan()
        scan.reset(at: 0)
        MTScanner.scanText(bytes.span, from: 0, isBare: isBare, into: &scan)
        guard scan.fields.count == 2, scan.fields[1].start == bytes.count else {
            throw MTFault.document("A line of the value would be read as a field or as the end of the message.", path)
        }
    }
}
