import Canonical

/// Fields that consist of tags with values.
extension ISO8583MessageWriter {
    /// A tag of the document, with its value.
    private struct Entry {
        var name: String
        var occurrence: Int
        var view: DocumentView
        /// Whether it comes from the member `more`, where values are bytes.
        var isRaw = false
        var isWritten = false
    }

    func tags(
        _ composite: Int,
        _ view: DocumentView,
        path: String,
        label: String,
        depth: Int
    ) throws(Fault) -> [UInt8] {
        guard depth <= ISO8583MessageReader.tagDepthMax + 1 else { throw fault(path, "Tags are nested too deep.") }
        var entries = try self.entries(view, composite, path)
        var bytes: [UInt8] = []
        for index in try order(&entries, label) {
            bytes += try write(entries[index], composite, path: path, label: label, depth: depth)
        }
        bytes += zeros(fact(.paddingAfter, of: label))
        if let rest = view["rest"] {
            guard mode == .faithful else {
                throw fault("\(path)/rest", "Bytes that were not understood are not written.")
            }
            bytes += try hexBytes(rest, "\(path)/rest")
        }
        return bytes
    }

    private func entries(_ view: DocumentView, _ composite: Int, _ path: String) throws(Fault) -> [Entry] {
        guard view.kind == .object else { throw fault(path, "An object with the tags is expected.") }
        var entries: [Entry] = []
        var again: [Entry] = []
        for member in view.children where member.name != "rest" {
            if member.name == "more" {
                again = try repeated(member, path)
            } else if member.kind == .list {
                for (number, item) in member.children.enumerated() {
                    entries.append(Entry(name: member.name, occurrence: number + 1, view: item))
                }
            } else {
                entries.append(Entry(name: member.name, occurrence: 1, view: member))
            }
        }
        for var entry in again {
            entry.occurrence = 1 + entries.count { $0.name == entry.name }
            entries.append(entry)
        }
        return entries
    }

    private func repeated(_ more: DocumentView, _ path: String) throws(Fault) -> [Entry] {
        guard mode == .faithful else { throw fault("\(path)/more", "A tag may not occur again.") }
        var entries: [Entry] = []
        for item in more.children {
            guard let name = item["tag"]?.text, let value = item["value"] else {
                throw fault("\(path)/more", "A tag that occurs again has the members tag and value.")
            }
            entries.append(Entry(name: name, occurrence: 0, view: value, isRaw: true))
        }
        return entries
    }

    /// The entries in the order in which they are written: that of the layout first, then that of the document.
    private func order(_ entries: inout [Entry], _ label: String) throws(Fault) -> [Int] {
        guard let told = fact(.order, of: label) else { return Array(entries.indices) }
        var order: [Int] = []
        for name in told.split(separator: ",") {
            guard let next = entries.firstIndex(where: { !$0.isWritten && $0.name == name }) else { continue }
            entries[next].isWritten = true
            order.append(next)
        }
        return order + entries.indices.filter { !entries[$0].isWritten }
    }

    private func write(
        _ entry: Entry,
        _ composite: Int,
        path: String,
        label: String,
        depth: Int
    ) throws(Fault) -> [UInt8] {
        let definition = program.composites[composite]
        let label = "\(label).\(entry.name)" + (entry.occurrence > 1 ? "#\(entry.occurrence)" : "")
        return definition.style == .tlv
            ? try data(entry, composite, path: path, label: label, depth: depth)
            : try tagged(entry, definition, path: path, label: label)
    }

    // MARK: - BER-TLV

    private func data(
        _ entry: Entry,
        _ composite: Int,
        path: String,
        label: String,
        depth: Int
    ) throws(Fault) -> [UInt8] {
        guard let tag = ISO8583Tag(name: entry.name) else {
            throw fault(path, "A tag is named by up to four bytes in upper-case hexadecimal digits.")
        }
        let step = program.composites[composite].tags[UInt64(tag.number)] ?? -1
        let path = step >= 0 ? "\(path)/\(entry.name)" : path
        let content: [UInt8]
        if entry.isRaw || step < 0 && entry.view.kind == .text {
            content = try hexBytes(entry.view, path)
        } else if step >= 0, !isTLV(step) {
            content = try self.content(step, entry.view, path: path, label: label).bytes
        } else {
            let inner = step >= 0 ? program.steps[step].composite : composite
            content = try tags(inner, entry.view, path: path, label: label, depth: depth + 1)
        }
        return zeros(fact(.padding, of: label)) + tag.bytes
            + berLength(content.count, fact(.lengthBytes, of: label)) + content
    }

    private func isTLV(_ step: Int) -> Bool {
        let composite = program.steps[step].composite
        return composite >= 0 && program.composites[composite].style == .tlv
    }

    private func zeros(_ count: String?) -> [UInt8] {
        [UInt8](repeating: 0, count: min(max(0, count.flatMap { Int($0) } ?? 0), 999_999))
    }

    /// The length of a data object in as few bytes as it needs, or in as many as the layout tells.
    private func berLength(_ count: Int, _ told: String?) -> [UInt8] {
        let least = ISO8583MessageReader.berLengthSize(count)
        let size = max(least, min(told.flatMap { Int($0) } ?? least, 5))
        guard size > 1 else { return [UInt8(count)] }
        return [0x80 | UInt8(size - 1)]
            + (1..<size).map { UInt8(truncatingIfNeeded: count >> (8 * (size - 1 - $0))) }
    }

    // MARK: - Tags of a fixed length

    private func tagged(
        _ entry: Entry,
        _ composite: ISO8583Composite,
        path: String,
        label: String
    ) throws(Fault) -> [UInt8] {
        let known = entry.name.utf8.count <= 8 ? composite.tags[ISO8583Compiler.key(entry.name.utf8)] : nil
        let tag = try tagBytes(entry.name, composite, path)
        let path = known == nil ? path : "\(path)/\(entry.name)"
        if entry.isRaw { return tag + (try hexBytes(entry.view, path)) }
        guard let step = known ?? (composite.unknown >= 0 ? composite.unknown : nil) else {
            throw fault(path, "The field has a tag that is not specified.")
        }
        return tag + (try write(step, entry.view, path: path, label: label))
    }

    private func tagBytes(_ name: String, _ composite: ISO8583Composite, _ path: String) throws(Fault) -> [UInt8] {
        let scalars = Array(name.unicodeScalars)
        guard scalars.count == composite.tagLength, scalars.allSatisfy({ $0.value <= 0xFF }) else {
            throw fault(path, "A tag has \(composite.tagLength) characters.")
        }
        let characters = scalars.map { UInt8($0.value) }
        switch composite.tagEncoding {
        case .bcd, .bcdLeft:
            guard let bytes = ISO8583Digits.bytes(hex: characters) else { throw fault(path, "A tag is digits.") }
            return bytes
        case .ebcdic: return characters.map { program.codePage.bytes[Int($0)] }
        case .ascii, .binary, .hex, .hexEBCDIC: return characters
        }
    }
}
