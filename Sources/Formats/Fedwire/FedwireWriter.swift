import Canonical

/// Writes Fedwire messages: the tags in the order of the document's members.
///
/// Faithful writing pads and ends elements as they were read. Strict writing ends each variable element with an
/// asterisk, puts nothing between tags, and refuses what reading would find an error in: a tag that is missing or
/// empty, an element that is missing or has another value than it may have.
struct FedwireWriter: FormatWriter {
    private let table: FedwireTable
    private let content: FedwireContentWriter
    private let mode: WriteMode

    init(table: FedwireTable, mode: WriteMode) {
        self.table = table
        self.mode = mode
        content = FedwireContentWriter(mode: mode)
    }

    mutating func write(
        _ document: Document,
        into output: inout [UInt8],
        findings: inout Findings
    ) throws(Fault) {
        try output.appendWhole { output throws(Fault) in
            let start = output.count
            try writeMessage(document.root, into: &output)
            if mode == .strict { try check(Array(output[start...]), &findings) }
        }
    }

    /// Reads what was written: an error in it is a fault of the document.
    private func check(_ bytes: [UInt8], _ findings: inout Findings) throws(Fault) {
        var own = Findings()
        var reader = FedwireReader(table: table)
        _ = try reader.read(bytes.span, isLast: true, findings: &own)
        guard let error = own.all.first(where: { $0.severity == .error }) else {
            for finding in own.all { findings.add(finding) }
            return
        }
        throw .unwritable(error.place.field.map { "/\($0)" } ?? "", error.message)
    }

    private static let layout = KnownMembers(texts: ["before", "lineEnd"])

    private func writeMessage(_ root: DocumentView, into output: inout [UInt8]) throws(Fault) {
        guard root.kind == .object, root.count > 0 else { throw .unwritable("", "A message is an object of tags.") }
        if let layout = root["layout"] { try Self.layout.check(layout, path: "/layout") }
        let layout = mode == .faithful ? root["layout"] : nil
        let lineEnd = try FedwireContentWriter.blanks(layout?["lineEnd"], "/layout/lineEnd")
        output += try FedwireContentWriter.blanks(layout?["before"], "/layout/before", isBefore: true)
        guard mode == .faithful || root["repeats"] == nil else { throw .unwritable("/repeats", "A tag stands once.") }
        var repeats = Array(try Self.repeats(of: root).reversed())
        var position = 0
        for member in root.children where !["layout", "repeats"].contains(member.name) {
            while let next = repeats.last, next.position <= position {
                try write(next.content, tag: next.tag, path: next.path, lineEnd, into: &output, isRepeat: true)
                repeats.removeLast()
                position += 1
            }
            try write(member, tag: member.name, path: "/\(member.name)", lineEnd, into: &output)
            position += 1
        }
        for item in repeats.reversed() {
            try write(item.content, tag: item.tag, path: item.path, lineEnd, into: &output, isRepeat: true)
        }
    }

    /// A tag that stands a second time, and its place among all tags of the message.
    private struct Repeat {
        let position: Int
        let tag: String
        let path: String
        let content: DocumentView
    }

    private static func repeats(of root: DocumentView) throws(Fault) -> [Repeat] {
        var repeats: [Repeat] = []
        for (path, item) in try root.items("repeats", "") {
            guard let position = item["position"], let tag = item["tag"] else {
                throw .unwritable(path, "A tag that stands again has its number and its position.")
            }
            repeats.append(
                Repeat(
                    position: try position.requiredCount(path + "/position", max: FedwireScan.tagsMax - 1),
                    tag: try tag.requiredText(path + "/tag"),
                    path: path,
                    content: item
                )
            )
        }
        return repeats
    }

    private static let unknownTag = KnownMembers(texts: ["text"], ["layout": .object])
    private static let unknownLayout = KnownMembers(texts: ["after"])

    private func write(
        _ view: DocumentView,
        tag name: String,
        path: String,
        _ lineEnd: [UInt8],
        into output: inout [UInt8],
        isRepeat: Bool = false
    ) throws(Fault) {
        guard name.utf8.count == 4, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(name) else {
            throw .unwritable(path, "A tag is four digits.")
        }
        output += Array("{\(name)}".utf8)
        let tag = table[number]
        let known = tag?.known ?? Self.unknownTag
        try (isRepeat ? known.adding(["tag": .text, "position": .number]) : known).check(view, path: path)
        if let tag {
            try content.write(view, tag, path, into: &output)
        } else if mode == .strict {
            throw .unwritable(path, "There is no tag of this number.")
        } else {
            if let layout = view["layout"] { try Self.unknownLayout.check(layout, path: path + "/layout") }
            output += try ByteText.bytes(view["text"], path: path + "/text")
        }
        output += try content.after(view, path) ?? lineEnd
    }
}
