import Canonical

/// Fields that consist of tags with values.
extension ISO8583MessageWriter {
    /// A tag of the document, with its value.
    private struct Entry {
        var name: String
        /// Which one of its kind it is, those of the member `more` coming last.
        var occurrence: Int
        var view: DocumentView
        /// Whether it comes from the member `more`, where values are bytes.
        var isRaw = false
    }

    /// All tags of a group, of which there may be as many as a reader takes.
    private struct Entries {
        private(set) var all: [Entry] = []
        /// The numbers of the entries by tag, in the order of the document.
        private(set) var numbers: [String: [Int]] = [:]

        /// Adds a tag; false if there are too many.
        mutating func append(_ name: String, _ view: DocumentView, isRaw: Bool = false) -> Bool {
            guard all.count < ISO8583MessageReader.tagsMax else { return false }
            let occurrence = 1 + (numbers[name]?.count ?? 0)
            numbers[name, default: []].append(all.count)
            all.append(Entry(name: name, occurrence: occurrence, view: view, isRaw: isRaw))
            return true
        }
    }

    func tags(
        _ composite: Int,
        _ view: DocumentView,
        path: String,
        label: String,
        depth: Int
    ) throws(Fault) -> [UInt8] {
        guard depth <= ISO8583MessageReader.tagDepthMax + 1 else { throw fault(path, "Tags are nested too deep.") }
        let entries = try self.entries(view, path)
        var bytes: [UInt8] = []
        for index in order(entries, label) {
            bytes += try write(entries.all[index], composite, path: path, label: label, depth: depth)
            try checkSize(bytes.count, path)
        }
        bytes += try zeros(fact(.paddingAfter, of: label), path)
        try checkSize(bytes.count, path)
        if let rest = view["rest"] {
            guard mode == .faithful else {
                throw fault("\(path)/rest", "Bytes that were not understood are not written.")
            }
            bytes += try hexBytes(rest, "\(path)/rest")
        }
        return bytes
    }

    private func entries(_ view: DocumentView, _ path: String) throws(Fault) -> Entries {
        guard view.kind == .object else { throw fault(path, "An object with the tags is expected.") }
        var entries = Entries()
        for member in view.children where member.name != "rest" && member.name != "more" {
            if member.kind == .list {
                for item in member.children { try append(member.name, item, to: &entries, path) }
            } else {
                try append(member.name, member, to: &entries, path)
            }
        }
        guard let more = view["more"] else { return entries }
        guard mode == .faithful else { throw fault("\(path)/more", "A tag may not occur again.") }
        for item in more.children {
            guard let name = item["tag"]?.text, let value = item["value"] else {
                throw fault("\(path)/more", "A tag that occurs again has the members tag and value.")
            }
            try append(name, value, isRaw: true, to: &entries, "\(path)/more")
        }
        return entries
    }

    private func append(
        _ name: String,
        _ view: DocumentView,
        isRaw: Bool = false,
        to entries: inout Entries,
        _ path: String
    ) throws(Fault) {
        guard !entries.append(name, view, isRaw: isRaw) else { return }
        var fault = fault(path, "There are more than \(ISO8583MessageReader.tagsMax) tags.")
        fault.code = .formatLimit
        throw fault
    }

    /// The entries in the order in which they are written: that of the layout first, then that of the document.
    private func order(_ entries: Entries, _ label: String) -> [Int] {
        guard let told = fact(.order, of: label) else { return Array(entries.all.indices) }
        var order: [Int] = []
        var isWritten = [Bool](repeating: false, count: entries.all.count)
        var written: [String: Int] = [:]
        for name in told.split(separator: ",") {
            let name = String(name)
            let count = written[name, default: 0]
            guard let numbers = entries.numbers[name], count < numbers.count else { continue }
            written[name] = count + 1
            isWritten[numbers[count]] = true
            order.append(numbers[count])
        }
        return order + entries.all.indices.filter { !isWritten[$0] }
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
        let step = program.composites[composite].tags[UInt64(tag.number)]
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
        return try zeros(fact(.padding, of: label), path) + tag.bytes
            + berLength(content.count, fact(.lengthBytes, of: label)) + content
    }

    private func isTLV(_ step: Int) -> Bool {
        let composite = program.steps[step].composite
        return composite >= 0 && program.composites[composite].style == .tlv
    }

    private func zeros(_ count: String?, _ path: String) throws(Fault) -> [UInt8] {
        let count = max(0, count.flatMap { Int($0) } ?? 0)
        try checkSize(count, path)
        return [UInt8](repeating: 0, count: count)
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
        guard let tag = composite.tag.bytes(of: entry.name, program.codePage) else {
            throw fault(path, "A tag has \(composite.tag.length) characters of its encoding.")
        }
        let known = composite.tags[tag.reduce(0) { $0 << 8 | UInt64($1) }]
        let path = known < 0 ? path : "\(path)/\(entry.name)"
        if entry.isRaw { return tag + (try hexBytes(entry.view, path)) }
        let step = known < 0 ? composite.unknown : known
        guard step >= 0 else { throw fault(path, "The field has a tag that is not specified.") }
        return tag + (try write(step, entry.view, path: path, label: label))
    }
}
