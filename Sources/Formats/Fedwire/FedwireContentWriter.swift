import Canonical

/// Writes the elements of one tag.
struct FedwireContentWriter {
    let mode: WriteMode

    private static let layout = KnownMembers(texts: ["ends", "after"])

    /// Appends the content of a tag that the table has.
    ///
    /// - Throws: where a value does not fit its element, or one that is missing or short would move those behind it.
    func write(
        _ content: DocumentView,
        _ tag: FedwireTag,
        _ path: String,
        into output: inout [UInt8]
    ) throws(Fault) {
        let ends = try ends(of: content, path)
        let last = tag.elements.lastIndex { content[$0.name] != nil } ?? -1
        let text = try ByteText.bytes(content["text"], path: path + "/text")
        var number = 0
        for (index, element) in tag.elements.prefix(last + 1).enumerated() {
            let path = "\(path)/\(element.name)"
            let value = try ByteText.bytes(content[element.name], path: path)
            // Nothing stands behind the last element that could be moved.
            let isLast = index == last && text.isEmpty
            try check(element, value, isLast: isLast, path)
            output += value
            guard element.isVariable else { continue }
            let end = number < ends.count ? ends[number] : UInt8(ascii: "*")
            number += 1
            switch end {
            case UInt8(ascii: "_"):
                output += [UInt8](repeating: 0x20, count: max(0, element.length - value.count))
            case UInt8(ascii: ".") where isLast: break
            default: output.append(UInt8(ascii: "*"))
            }
        }
        guard text.isEmpty || mode == .faithful && last == tag.elements.count - 1 else {
            throw .unwritable(path + "/text", "Only behind all elements of the tag there can be more.")
        }
        output += text
    }

    /// What stands behind a tag, where that is not what stands behind each.
    func after(_ content: DocumentView, _ path: String) throws(Fault) -> [UInt8]? {
        guard mode == .faithful, let after = content["layout"]?["after"] else { return nil }
        return try Self.blanks(after, path + "/layout/after")
    }

    /// How the variable elements end, one letter each.
    private func ends(of content: DocumentView, _ path: String) throws(Fault) -> [UInt8] {
        guard let layout = content["layout"] else { return [] }
        try Self.layout.check(layout, path: path + "/layout")
        let ends = Array((layout["ends"]?.text ?? "").utf8)
        guard ends.allSatisfy({ "*_.".utf8.contains($0) }) else {
            throw .unwritable(path + "/layout/ends", "An element ends with `*`, `_` or `.`.")
        }
        return mode == .faithful ? ends : []
    }

    /// Bytes that stand between tags: line ends, and before a message blanks too.
    static func blanks(_ view: DocumentView?, _ path: String, isBefore: Bool = false) throws(Fault) -> [UInt8] {
        let bytes = try ByteText.bytes(view, path: path)
        guard bytes.allSatisfy({ $0 == 0x0A || $0 == 0x0D || isBefore && ($0 == 0x20 || $0 == 0x09) }) else {
            throw .unwritable(path, "Between tags there can be line ends only.")
        }
        return bytes
    }

    private func check(
        _ element: FedwireElement,
        _ value: [UInt8],
        isLast: Bool,
        _ path: String
    ) throws(Fault) {
        guard value.count <= element.length else {
            throw .unwritable(path, "The value has \(value.count) bytes; the element has \(element.length).")
        }
        guard !element.isVariable || !value.contains(UInt8(ascii: "*")) else {
            throw .unwritable(path, "An asterisk would end the element.")
        }
        guard element.isVariable || value.count == element.length || mode == .faithful && isLast else {
            throw .unwritable(path, "The element has to have \(element.length) bytes.")
        }
        guard mode == .strict else { return }
        guard value.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .unwritable(path, "The element takes printable ASCII only.")
        }
        guard element.kind == .text || value.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .unwritable(path, "The element takes digits only.")
        }
        guard element.values.isEmpty || element.values.contains(value) else {
            throw .unwritable(path, "The element has none of the values that it may have.")
        }
    }
}
