import Canonical

/// Tables, their counters, and the choice among alternatives.
extension RecordEncoder {
    mutating func beginTable(_ step: CopybookStep, at pc: Int) throws(Fault) -> Int {
        let list = node(step)
        guard list < 0 || document.nodes[list].kind == .list else {
            throw CopybookFault.document(path(step), "A list is expected for a field that OCCURS.")
        }
        let given = list < 0 ? nil : document.nodes[list].count
        var count = step.max
        if step.reference >= 0 { count = try countOfElements(step, given: given) }
        if let given {
            guard given <= count, given == count || limit < Int.max else {
                throw CopybookFault.document(
                    path(step),
                    "The list has \(given) elements, and the record has \(count) of them.",
                    step.reference >= 0 ? "Make the list and its counter agree." : "Give as many as OCCURS says."
                )
            }
        }
        let isFixed = step.reference < 0 || !program.options.isVariableOccurs
        let end = isFixed ? cursor + step.length * step.max : -1
        guard count > 0 else {
            if end >= 0 { cursor = end }
            return step.target
        }
        let element = (given ?? 0) > 0 ? list + 1 : -1
        tables.append(Table(list: list, element: element, remaining: count - 1, index: 0, end: end))
        return pc
    }

    mutating func endTable(_ step: CopybookStep, at pc: Int) -> Int {
        let last = tables.count - 1
        if tables[last].remaining > 0, cursor < limit || tables[last].element >= 0 {
            tables[last].remaining -= 1
            tables[last].index += 1
            if tables[last].element >= 0 {
                let next = document.nodes[tables[last].element].end(at: tables[last].element)
                let end = document.nodes[tables[last].list].end(at: tables[last].list)
                tables[last].element = next < end ? next : -1
            }
            return step.target
        }
        if tables[last].end >= 0 { cursor = tables[last].end }
        tables.removeLast()
        return pc
    }

    /// The count that the counter's bytes give; where the document has no counter, the list's own count is written there.
    mutating func countOfElements(_ step: CopybookStep, given: Int?) throws(Fault) -> Int {
        let start = watches[step.reference]
        let counter = program.steps[program.watched[step.reference]]
        guard start >= 0, start + counter.length <= output.count else {
            return given.map { min($0, step.max) } ?? step.min
        }
        if let given, owners[start] == 0, program.counts[step.item] == nil {
            let text = String(given)
            guard case .bytes(let bytes) = writer.bytes(counter, text.utf8.span) else {
                throw CopybookFault.document(path(step), "The list has more elements than its counter can count.")
            }
            for index in bytes.indices { output[start + index] = bytes[index] }
            own(start..<start + bytes.count, by: program.watched[step.reference] + 1)
        }
        let bytes = output.span.extracting(start..<start + counter.length)
        var scratch: [UInt8] = []
        let count = TableCount.read(counter, bytes, program.counts[step.item], reader, &scratch)
        if isStrict {
            guard let count, count >= step.min, count <= step.max else {
                throw CopybookFault.document(path(step), "The counter is not from \(step.min) to \(step.max).")
            }
        }
        return min(max(count ?? step.min, step.min), step.max)
    }

    mutating func isChosen(_ step: CopybookStep) -> Bool {
        guard step.reference >= 0 else { return true }
        let rule = program.rules[step.reference]
        let field = program.steps[program.watched[rule.watch]]
        let start = watches[rule.watch]
        let isRecord = program.items[step.item].parent == nil
        guard !isRecord, start >= 0, start + field.length <= output.count, owners[start] != 0 else {
            let name = Array(program.items[step.item].memberName.utf8)
            guard let object = objects.last, object >= 0 else { return false }
            return document.index(ofMember: name.span, in: object) != nil
        }
        let bytes = output.span.extracting(start..<start + field.length)
        var scratch: [UInt8] = []
        return RuleValue.holds(rule, field, bytes, reader, &scratch)
    }
}
