import Canonical

/// Segments: which record lies below which.
extension CopybookFileReader {
    /// The name of the group or record that the segment field stands for.
    mutating func segment(_ record: Span<UInt8>) -> String? {
        guard let field = program.segmentField else { return nil }
        let end = field.offset + field.step.length
        guard end <= record.count else { return nil }
        let bytes = record.extracting(field.offset..<end)
        for (name, rule) in program.segments where RuleValue.holds(rule, field.step, bytes, decoder.reader, &scratch) {
            return name
        }
        return nil
    }

    /// Closes open records until one is reached that the segment may be below; false if there is none.
    mutating func closeUp(to segment: String?) -> Bool {
        guard let segment, childCount < CopybookOptions.childrenMax, builder.count < options.valuesMax,
            builder.bytes.count < options.recordBytesMax,
            let parent = open.lastIndex(where: { $0.children.contains(segment) })
        else { return false }
        while open.count > parent + 1 { closeRecord() }
        return true
    }

    mutating func closeRecord() {
        if let record = open.popLast() {
            if !record.hasList { builder.begin(.list, program.layoutNames.children) }
            builder.end()
            builder.end()
        }
    }

    mutating func finishDocument(consumed: Int) -> ReadStep {
        while !open.isEmpty { closeRecord() }
        childCount = 0
        return .document(builder.finish(), consumed: consumed)
    }
}
