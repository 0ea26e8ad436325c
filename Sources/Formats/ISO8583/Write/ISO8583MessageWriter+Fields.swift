import Canonical

/// Fields with their lengths.
extension ISO8583MessageWriter {
    /// All fields of the document, in the order of their numbers.
    func fields() throws(Fault) -> [(number: Int, bytes: [UInt8])] {
        var fields: [(number: Int, bytes: [UInt8])] = []
        var size = 0
        for member in try members(of: root["fields"], "/fields") {
            let number = try fieldNumber(member.name, "/fields")
            let step = program.fields[number]
            guard step >= 0 else { throw fault("/fields/\(number)", "The specification does not have this field.") }
            let bytes = try write(step, member, path: "/fields/\(number)", label: program.numbers[number])
            fields.append((number, bytes))
            size += bytes.count
            try checkSize(size, "/fields/\(number)")
        }
        for member in try members(of: root["undecoded"], "/undecoded") {
            let number = try fieldNumber(member.name, "/undecoded")
            let step = program.fields[number]
            guard step >= 0, !fields.contains(where: { $0.number == number }) else {
                throw fault("/undecoded/\(number)", "The specification does not have this field, or it is there twice.")
            }
            let bytes = try hexBytes(member, "/undecoded/\(number)")
            let units = program.steps[step].countsWireBytes ? bytes.count : bytes.count / 2
            let path = "/undecoded/\(number)"
            fields.append((number, try prefix(step, units, path: path, label: String(number)) + bytes))
        }
        return fields.sorted { $0.number < $1.number }
    }

    func members(of view: DocumentView?, _ path: String) throws(Fault) -> [DocumentView] {
        guard let view else { return [] }
        guard view.kind == .object else { throw fault(path, "An object is expected.") }
        return Array(view.children)
    }

    /// Writes a field with its length.
    func write(_ index: Int, _ view: DocumentView, path: String, label: String) throws(Fault) -> [UInt8] {
        let step = program.steps[index]
        let content = try self.content(index, view, path: path, label: label)
        guard !step.isFixed else {
            let isDivided = step.composite >= 0 && program.styles[step.composite] != .cut
            guard isDivided ? content.bytes.count == step.wireCount(step.lengthMax) : content.units == step.lengthMax
            else {
                throw fault(path, "The field has a fixed length of \(step.lengthMax), and the value another one.")
            }
            return content.bytes
        }
        return try prefix(index, content.units, path: path, label: label) + content.bytes
    }

    /// Writes what is in a field; the units are what its length counts.
    func content(
        _ index: Int,
        _ view: DocumentView,
        path: String,
        label: String
    ) throws(Fault) -> (bytes: [UInt8], units: Int) {
        let step = program.steps[index]
        guard step.composite >= 0 else { return try value(index, try text(view, path), path: path, label: label) }
        let composite = program.composites[step.composite]
        guard view.kind == .object else { throw fault(path, "An object with the subfields is expected.") }
        let inner: [UInt8]
        switch composite.style {
        case .cut: return try value(index, try joined(composite, view, path), path: path, label: label)
        case .parts: inner = try parts(composite, view, path: path, label: label)
        case .bits: inner = try bits(composite, view, path: path, label: label)
        case .tagged, .tlv: inner = try tags(step.composite, view, path: path, label: label, depth: 1)
        }
        let bytes = hexText(inner, step.encoding, letterCase: fact(.letterCase, of: label))
        return (bytes, units(of: bytes, inner, step, label))
    }

    /// What the length of subfields counts: bytes or, where they are digits two a byte, digits.
    private func units(of bytes: [UInt8], _ inner: [UInt8], _ step: ISO8583Step, _ label: String) -> Int {
        if step.countsWireBytes { return bytes.count }
        guard step.encoding.isBCD else { return inner.count }
        let told = fact(.length, of: label).flatMap { Int($0) } ?? -1
        return (0...999_999).contains(told) && step.wireCount(told) == bytes.count ? told : bytes.count * 2
    }

    /// The length in front of a field.
    private func prefix(_ index: Int, _ units: Int, path: String, label: String) throws(Fault) -> [UInt8] {
        let step = program.steps[index]
        if step.isFixed || step.prefix == .ber { return [] }
        let prefix = ISO8583Prefix(step.prefix, size: step.prefixSize)
        guard units <= prefix.lengthMax, mode == .faithful || units <= step.lengthMax else {
            throw fault(path, "The value is longer than the field may be (\(step.lengthMax)).")
        }
        var rest = units
        var bytes: [UInt8] = []
        for _ in 0..<step.prefixSize {
            switch step.prefix {
            case .ascii, .ebcdic, .none, .ber:
                bytes.append(UInt8(rest % 10) + (step.prefix == .ascii ? 0x30 : 0xF0))
                rest /= 10
            case .bcd:
                bytes.append(UInt8(rest / 10 % 10) << 4 | UInt8(rest % 10))
                rest /= 100
            case .binary:
                bytes.append(UInt8(rest & 0xFF))
                rest >>= 8
            case .hex:
                bytes.append(ISO8583Digits.hexDigit(UInt8(rest & 0xF)))
                rest >>= 4
            }
        }
        bytes.reverse()
        return step.prefix == .hex ? Self.cased(bytes, fact(.lengthCase, of: label)) : bytes
    }

    /// Positional subfields, of which only the last ones may be missing.
    private func parts(
        _ composite: ISO8583Composite,
        _ view: DocumentView,
        path: String,
        label: String
    ) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        var written = 0
        var isMissing = false
        for part in composite.parts {
            let name = String(decoding: program.nameBytes(part), as: UTF8.self)
            guard let member = view[name] else {
                isMissing = true
                continue
            }
            guard !isMissing else { throw fault("\(path)/\(name)", "A subfield before this one is missing.") }
            bytes += try write(part, member, path: "\(path)/\(name)", label: "\(label).\(name)")
            written += 1
        }
        if let rest = view["rest"] {
            guard mode == .faithful else {
                throw fault("\(path)/rest", "Bytes that were not understood are not written.")
            }
            bytes += try hexBytes(rest, "\(path)/rest")
            written += 1
        }
        guard written == view.count else { throw fault(path, "The field has a subfield that is not specified.") }
        return bytes
    }

    /// The text whose pieces stand in the document.
    private func joined(
        _ composite: ISO8583Composite,
        _ view: DocumentView,
        _ path: String
    ) throws(Fault) -> ArraySlice<UInt8> {
        var text: [UInt8] = []
        var pieces = 0
        var isShort = false
        for (name, length) in composite.cuts {
            let bytes = program.names.bytes[Int(name.start)..<Int(name.start) + Int(name.length)]
            let piecePath = "\(path)/\(String(decoding: bytes, as: UTF8.self))"
            guard let index = view.document.index(ofMember: Array(bytes).span, in: view.index) else {
                isShort = true
                continue
            }
            let piece = try self.text(DocumentView(document: view.document, index: index), piecePath)
            let count = piece.count { $0 & 0xC0 != 0x80 }
            guard !isShort, count <= length else {
                throw fault(piecePath, "The pieces of the field do not fit together.")
            }
            isShort = count < length
            pieces += 1
            text += piece
        }
        if let rest = view["rest"] {
            guard mode == .faithful, !isShort else { throw fault("\(path)/rest", "The rest does not fit.") }
            text += try self.text(rest, "\(path)/rest")
            pieces += 1
        }
        guard pieces == view.count else { throw fault(path, "The field has a piece that is not specified.") }
        return text[...]
    }

    func text(_ view: DocumentView, _ path: String) throws(Fault) -> ArraySlice<UInt8> {
        guard view.kind == .text else { throw fault(path, "A text is expected.") }
        return view.document.bytes[view.node.textRange]
    }
}
