import Canonical

/// Fields: each has its value's bytes, and reads as that value what fields written before it hold.
extension RecordEncoder {
    mutating func writeField(_ step: CopybookStep, number: Int) throws(Fault) {
        let node = node(step)
        let start = cursor
        cursor += step.length
        if step.watch >= 0 { watches[step.watch] = start }
        guard start < limit else {
            guard node < 0 else {
                throw CopybookFault.document(
                    path(step),
                    "The field lies behind the end of the record, whose length the layout gives.",
                    "Remove the layout's recordLength, or the field."
                )
            }
            return
        }
        try fillGap(to: start, step)
        guard node >= 0 else {
            place(FieldFill(step, reader.page).bytes, at: start, owner: 0)
            return
        }
        let kind = document.nodes[node].kind
        guard kind == .text || kind == .number || kind == .null else {
            throw CopybookFault.document(path(step), "A text is expected for a field.")
        }
        let value = kind == .null ? nil : document.nodes[node].textRange
        try write(step, number, value, at: start)
    }

    mutating func write(_ step: CopybookStep, _ number: Int, _ value: Range<Int>?, at start: Int) throws(Fault) {
        let range = start..<min(start + step.length, limit)
        let known = range.lowerBound..<min(range.upperBound, output.count)
        let isHeld = known == range && !known.contains { owners[$0] == 0 }
        // A null says nothing about bytes that another field holds.
        if isHeld, value == nil { return }
        if !isHeld {
            let bytes = try bytes(step, value, length: range.count)
            merge(bytes, at: start, owner: number)
        }
        guard reads(step, range, as: value) else { throw disagreement(step, range, number) }
    }

    /// The bytes of a value, with its layout facts where they fit it.
    func bytes(_ step: CopybookStep, _ value: Range<Int>?, length: Int) throws(Fault) -> [UInt8] {
        let text = value.map { Array(document.bytes[$0]) }
        let written = text.map { writer.bytes(step, $0.span) } ?? nullBytes(step)
        var plain: [UInt8]?
        if case .bytes(let bytes) = written { plain = bytes }
        if !isStrict, !facts.isEmpty, let fact = facts[path(step)],
            let bytes = writer.bytes(step, text, fact, plain: plain), bytes.count >= length
        {
            let cut = Array(bytes.prefix(length))
            if reads(step, cut.span, as: value) { return cut }
        }
        guard let plain else {
            guard case .refused(let reason) = written else { return [] }
            throw CopybookFault.document(
                path(step),
                "The value \(reason)",
                "Correct the value; nothing is cut off silently."
            )
        }
        return Array(plain.prefix(length))
    }

    func nullBytes(_ step: CopybookStep) -> FieldBytes {
        switch step.kind {
        case .text, .doubleByte, .national:
            return reader.options.readsLowValuesAsNull
                ? .bytes([UInt8](repeating: 0, count: step.length)) : .refused("is null, and the field has no null.")
        case .zoned where !isStrict && !step.isBlankWhenZero, .edited where !isStrict && !step.isBlankWhenZero:
            return .bytes([UInt8](repeating: reader.page.blank, count: step.length))
        default: return .refused("is null, and a number of this usage has no null.")
        }
    }

    /// Whether bytes of the record read as the value.
    func reads(_ step: CopybookStep, _ range: Range<Int>, as value: Range<Int>?) -> Bool {
        reads(step, output.span.extracting(range), as: value)
    }

    func reads(_ step: CopybookStep, _ bytes: Span<UInt8>, as value: Range<Int>?) -> Bool {
        var text: [UInt8] = []
        let reading = reader.read(step, bytes, into: &text)
        guard let value else { return reading.isNull }
        return !reading.isNull && ValueComparison.isSame(step, text.span, document.bytes.span.extracting(value), reader)
    }

    func disagreement(_ step: CopybookStep, _ range: Range<Int>, _ number: Int) -> Fault {
        let other = range.lazy.map { owners[$0] }.first { $0 != 0 && $0 != Int32(number) }
        guard let other else {
            return CopybookFault.document(
                path(step),
                "The value cannot be read back from the field's \(range.count) bytes as it is.",
                "Correct the value; nothing is cut off silently."
            )
        }
        let name = program.items[program.steps[Int(other) - 1].item].memberName
        return CopybookFault.document(
            path(step),
            "The value disagrees with that of \(name), which has the same bytes.",
            "Change both, or remove the one that is not meant."
        )
    }
}
