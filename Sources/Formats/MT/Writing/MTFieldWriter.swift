import Canonical

/// Writes a field's value from its components; line ends are line feeds here.
struct MTFieldWriter {
    private let document: Document
    /// How many members have been written, each counted once.
    private var used = 0
    private var components: [MTComponentSpecification] = []

    init(_ document: Document) {
        self.document = document
    }

    /// Appends the value in that form; false, with the output as it was, if the object does not have its components.
    ///
    /// The count is how many members the object has beside those that are no components.
    mutating func write(
        _ form: MTFieldDefinition.Form,
        _ object: Int,
        members count: Int,
        into output: inout [UInt8]
    ) -> Bool {
        let start = output.count
        components = form.components
        used = 0
        var next = 0
        if write(form.notation, object, start: start, &next, into: &output), used == count { return true }
        output.removeLast(output.count - start)
        return false
    }

    private mutating func write(
        _ items: [MTNotation],
        _ object: Int,
        start: Int,
        _ next: inout Int,
        into output: inout [UInt8]
    ) -> Bool {
        for item in items {
            guard write(item, object, start: start, &next, into: &output) else { return false }
        }
        return true
    }

    private mutating func write(
        _ item: MTNotation,
        _ object: Int,
        start: Int,
        _ next: inout Int,
        into output: inout [UInt8]
    ) -> Bool {
        switch item {
        case .literal(let text): output += text.utf8
        case .lineEnd:
            if output.count > start { output.append(0x0A) }
        case .run, .decimal, .codes:
            let component = components[next]
            next += 1
            if !component.isKept, case .codes(let codes) = item, let code = codes.first {
                output += code.utf8
                return true
            }
            guard let index = document.member(component.name, of: object), document.nodes[index].kind == .text else {
                return false
            }
            used += 1
            output += document.bytes[document.nodes[index].textRange]
        case .lines:
            let component = components[next]
            next += 1
            guard let index = document.member(component.name, of: object) else { return false }
            used += 1
            return writeLines(index, component.kind, into: &output)
        case .group(let items, _):
            let group = components[next]
            next += 1
            return writeGroup(group, items, object, into: &output)
        case .optional(let items):
            let count = items.reduce(0) { $0 + $1.componentCount }
            guard hasAny(next..<(next + count), object) else {
                next += count
                return true
            }
            return write(items, object, start: start, &next, into: &output)
        case .choice(let forms): return writeChoice(forms, object, start: start, &next, into: &output)
        }
        return true
    }

    private func hasAny(_ range: Range<Int>, _ object: Int) -> Bool {
        components[range].contains { $0.isKept && document.member($0.name, of: object) != nil }
    }

    /// The first form that uses all members that any of the forms has.
    private mutating func writeChoice(
        _ forms: [[MTNotation]],
        _ object: Int,
        start: Int,
        _ next: inout Int,
        into output: inout [UInt8]
    ) -> Bool {
        let counts = forms.map { $0.reduce(0) { $0 + $1.componentCount } }
        let all = next..<(next + counts.reduce(0, +))
        let present = Set(components[all].filter { document.member($0.name, of: object) != nil }.map(\.name))
        let (outputCount, usedCount) = (output.count, used)
        var first = next
        for (form, count) in zip(forms, counts) {
            var position = first
            first += count
            if write(form, object, start: start, &position, into: &output), used - usedCount == present.count {
                next = all.upperBound
                return true
            }
            output.removeLast(output.count - outputCount)
            used = usedCount
        }
        return false
    }

    private mutating func writeGroup(
        _ group: MTComponentSpecification,
        _ items: [MTNotation],
        _ object: Int,
        into output: inout [UInt8]
    ) -> Bool {
        guard let list = document.member(group.name, of: object), document.nodes[list].kind == .list else {
            return false
        }
        let outer = components
        let outerUsed = used
        components = group.inner
        defer { (components, used) = (outer, outerUsed + 1) }
        for (number, line) in document.children(at: list).enumerated() {
            if number > 0 { output.append(0x0A) }
            var next = 0
            used = 0
            guard write(items, line, start: output.count, &next, into: &output),
                document.nodes[line].kind == .object, used == document.nodes[line].count
            else { return false }
        }
        return true
    }

    // MARK: - Lines

    private func writeLines(_ index: Int, _ kind: MTComponentKind, into output: inout [UInt8]) -> Bool {
        switch kind {
        case .codewords: writeCodeWords(index, into: &output)
        case .subtags: writeSubTags(index, into: &output)
        default: writeList(index, into: &output)
        }
    }

    private func writeList(_ list: Int, separator: [UInt8] = [0x0A], into output: inout [UInt8]) -> Bool {
        guard document.nodes[list].kind == .list else { return false }
        for (number, line) in document.children(at: list).enumerated() {
            guard document.nodes[line].kind == .text else { return false }
            if number > 0 { output += separator }
            output += document.bytes[document.nodes[line].textRange]
        }
        return true
    }

    /// `/CODE/text`, and `//` before each further line of a code.
    private func writeCodeWords(_ list: Int, into output: inout [UInt8]) -> Bool {
        guard document.nodes[list].kind == .list else { return false }
        for (number, item) in document.children(at: list).enumerated() {
            if number > 0 { output.append(0x0A) }
            let code = document.textBytes("code", of: item)
            if let code { output += [UInt8(ascii: "/")] + code + [UInt8(ascii: "/")] }
            guard let lines = document.member("lines", of: item) else {
                if code == nil { return false }
                continue
            }
            let separator: [UInt8] = code == nil ? [0x0A] : Array("\n//".utf8)
            guard writeList(lines, separator: separator, into: &output) else { return false }
        }
        return true
    }

    /// The parts one after the other, cut into lines where they were cut, else after 65 characters.
    private func writeSubTags(_ object: Int, into output: inout [UInt8]) -> Bool {
        if let lines = document.member("lines", of: object) { return writeList(lines, into: &output) }
        guard let style = document.textBytes("style", of: object), style.count == 1,
            let parts = document.member("parts", of: object)
        else { return false }
        var text = document.textBytes("before", of: object).map(Array.init) ?? []
        text += document.textBytes("transactionCode", of: object) ?? []
        for part in document.children(at: parts) {
            guard let code = document.textBytes("code", of: part), let value = document.textBytes("text", of: part)
            else {
                return false
            }
            switch style.first {
            case UInt8(ascii: "/"): text += style + code + style
            case UInt8(ascii: "+"): text += code + style
            default: text += style + code
            }
            text += value
        }
        let lengths = document.member("lineLengths", of: object).map { document.integers(in: $0) }
        appendCut(text, lengths, into: &output)
        return true
    }

    private func appendCut(_ text: [UInt8], _ lengths: [Int]?, into output: inout [UInt8]) {
        var start = 0
        for length in lengths ?? [] where length >= 0 && length <= text.count - start {
            output += text[start..<(start + length)]
            output.append(0x0A)
            start += length
        }
        while lengths == nil, text.count - start > 65 {
            var end = start + 65
            while end > start + 1, text[end] & 0xC0 == 0x80 { end -= 1 }
            output += text[start..<end]
            output.append(0x0A)
            start = end
        }
        output += text[start...]
    }
}
