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

    /// Tells of a record that is kept as bytes because its segment field has a value that stands for no segment.
    ///
    /// A warning: the bytes come back, but nothing has read them.
    mutating func reportSegment(_ record: Span<UInt8>, _ place: Place, _ findings: inout Findings) {
        guard let field = program.segmentField, !program.segments.isEmpty,
            field.offset + field.step.length <= record.count, segment(record) == nil
        else { return }
        var place = place
        place.byteOffset = place.byteOffset.map { $0 + field.offset }
        place.field = program.items[field.step.item].memberName
        let message =
            "The segment field has a value that the option segment-map does not have: the segment is not read."
        findings.add(.warning, "copybook.segment-unknown", at: place, message)
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
