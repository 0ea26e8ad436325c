import Canonical

/// Tables, and how many elements they have.
extension RecordDecoder {
    mutating func beginTable(
        _ step: CopybookStep,
        at pc: Int,
        _ record: Span<UInt8>,
        _ findings: inout Findings
    ) -> Int {
        var count = step.max
        if step.reference >= 0 { count = countOfElements(step, record, &findings) }
        let isFixed = step.reference < 0 || !program.options.isVariableOccurs
        let end = isFixed ? cursor + step.length * step.max : -1
        guard count > 0, !isBehindEnd(step.lengthMin) else {
            if count > 0 { lackingEnd = max(lackingEnd, cursor + step.length) }
            if end >= 0 { cursor = end }
            return step.target
        }
        tables.append(Table(remaining: count - 1, index: 0, end: end))
        return pc
    }

    mutating func endTable(_ step: CopybookStep, at pc: Int) -> Int {
        let last = tables.count - 1
        var table = tables[last]
        if table.remaining > 0, !isBehindEnd(step.lengthMin) {
            table.remaining -= 1
            table.index += 1
            tables[last] = table
            return step.target
        }
        if table.remaining > 0 { lackingEnd = max(lackingEnd, cursor + step.length) }
        if table.end >= 0 { cursor = table.end }
        tables.removeLast()
        return pc
    }

    private mutating func countOfElements(
        _ step: CopybookStep,
        _ record: Span<UInt8>,
        _ findings: inout Findings
    ) -> Int {
        let start = watches[step.reference]
        let counter = program.steps[program.watched[step.reference]]
        guard start >= 0, start + counter.length <= limit else { return step.min }
        let bytes = record.extracting(start..<start + counter.length)
        let count = TableCount.read(counter, bytes, program.counts[step.item], reader, &scratch)
        guard let count, count >= step.min, count <= step.max else {
            findings.add(
                step.isAlternative ? .note : .error,
                "copybook.occurs-count",
                at: place(of: start, path(step), program.items[counter.item].memberName),
                "The table's counter is not from \(step.min) to \(step.max)."
            )
            return min(max(count ?? step.min, step.min), step.max)
        }
        return count
    }
}
