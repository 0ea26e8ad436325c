import Canonical

/// Writes Fedwire messages: the tags in the order of the document's members.
///
/// Faithful writing pads and ends elements as they were read. Strict writing ends each variable element with an
/// asterisk, puts nothing between tags, and refuses what does not fit.
struct FedwireWriter: FormatWriter {
    private let table: FedwireTable
    private let mode: WriteMode

    init(table: FedwireTable, mode: WriteMode) {
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
            try writeMessage(document.root, into: &output)
        } catch {
            output.removeLast(output.count - mark)
            throw error
        }
    }

    private func writeMessage(_ root: DocumentView, into output: inout [UInt8]) throws(Fault) {
        guard root.kind == .object else { throw Self.fault("", "A message is an object of tags.") }
        let layout = mode == .faithful ? root["layout"] : nil
        let lineEnd = try ByteText.bytes(layout?["lineEnd"], path: "/layout/lineEnd")
        output += try ByteText.bytes(layout?["before"], path: "/layout/before")
        guard mode == .faithful || root["repeats"] == nil else { throw Self.fault("/repeats", "A tag stands once.") }
        var repeats = Array(try Self.repeats(of: root).reversed())
        var position = 0
        for member in root.children where !["layout", "repeats"].contains(member.name) {
            while let next = repeats.last, next.position <= position {
                try write(next.content, tag: next.tag, path: next.path, lineEnd, into: &output)
                repeats.removeLast()
                position += 1
            }
            try write(member, tag: member.name, path: "/\(member.name)", lineEnd, into: &output)
            position += 1
        }
        for item in repeats.reversed() {
            try write(item.content, tag: item.tag, path: item.path, lineEnd, into: &output)
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
        guard let list = root["repeats"] else { return [] }
        var repeats: [Repeat] = []
        for (index, item) in list.children.enumerated() {
            let path = "/repeats/\(index)"
            guard let position = item["position"]?.number?.coefficient,
                (0..<Int128(FedwireScan.tagsMax)).contains(position)
            else { throw fault(path + "/position", "A number from 0 to \(FedwireScan.tagsMax - 1) is expected.") }
            repeats.append(Repeat(position: Int(position), tag: item["tag"]?.text ?? "", path: path, content: item))
        }
        return repeats
    }

    private func write(
        _ content: DocumentView,
        tag name: String,
        path: String,
        _ lineEnd: [UInt8],
        into output: inout [UInt8]
    ) throws(Fault) {
        guard name.utf8.count == 4, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(name) else {
            throw Self.fault(path, "A tag is four digits.")
        }
        output += Array("{\(name)}".utf8)
        let layout = mode == .faithful ? content["layout"] : nil
        if let tag = table[number] {
            let ends = Array((layout?["ends"]?.text ?? "").utf8)
            try write(content, tag, ends, path, into: &output)
        } else if mode == .strict {
            throw Self.fault(path, "There is no tag of this number.")
        }
        if mode == .faithful { output += try ByteText.bytes(content["text"], path: path + "/text") }
        if let after = layout?["after"] {
            output += try ByteText.bytes(after, path: path + "/layout/after")
        } else {
            output += lineEnd
        }
    }

    private func write(
        _ content: DocumentView,
        _ tag: FedwireTag,
        _ ends: [UInt8],
        _ path: String,
        into output: inout [UInt8]
    ) throws(Fault) {
        for member in content.children where !["text", "layout", "tag", "position"].contains(member.name) {
            guard tag.elements.contains(where: { $0.name == member.name }) else {
                throw Self.fault("\(path)/\(member.name)", "The tag has no such element.")
            }
        }
        guard let last = tag.elements.lastIndex(where: { content[$0.name] != nil }) else { return }
        var number = 0
        for element in tag.elements[...last] {
            let path = "\(path)/\(element.name)"
            let value = try ByteText.bytes(content[element.name], path: path)
            try check(element, value, path)
            output += value
            guard element.isVariable else { continue }
            let end = number < ends.count ? ends[number] : UInt8(ascii: "*")
            number += 1
            switch end {
            case UInt8(ascii: "_"):
                output += [UInt8](repeating: 0x20, count: max(0, element.length - value.count))
            case UInt8(ascii: "."): break
            default: output.append(UInt8(ascii: "*"))
            }
        }
    }

    private func check(_ element: FedwireElement, _ value: [UInt8], _ path: String) throws(Fault) {
        guard value.count <= element.length else {
            throw Self.fault(path, "The value has \(value.count) bytes; the element has \(element.length).")
        }
        guard !element.isVariable || !value.contains(UInt8(ascii: "*")) else {
            throw Self.fault(path, "An asterisk would end the element.")
        }
        guard mode == .strict else { return }
        guard element.isVariable || value.count == element.length else {
            throw Self.fault(path, "The element has to have \(element.length) bytes.")
        }
        guard value.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Self.fault(path, "The element takes printable ASCII only.")
        }
        guard element.kind == .text || value.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Self.fault(path, "The element takes digits only.")
        }
        guard element.values.isEmpty || element.values.contains(value) else {
            throw Self.fault(path, "The element has none of the values that it may have.")
        }
    }

    private static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
