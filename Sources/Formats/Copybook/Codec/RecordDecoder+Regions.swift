import Canonical

/// Regions: bytes that several alternatives redefine.
extension RecordDecoder {
    mutating func beginRegion(_ step: CopybookStep) {
        regionStarts[step.slot] = cursor
        regionEnds[step.slot] = cursor
        shortBefore[step.slot] = isShort
        isAnyWhole[step.slot] = false
    }

    mutating func beginAlternative(_ step: CopybookStep, at pc: Int, _ record: Span<UInt8>) -> Int {
        cursor = regionStarts[step.slot]
        isShort = shortBefore[step.slot]
        if step.reference < 0 { return pc }
        return isChosen(program.rules[step.reference], step, record) ? pc : step.target
    }

    private mutating func isChosen(_ rule: CopybookRule, _ step: CopybookStep, _ record: Span<UInt8>) -> Bool {
        let field = program.steps[program.watched[rule.watch]]
        var start = watches[rule.watch]
        // The field of a record that is itself the alternative is not read yet.
        if program.items[step.item].parent == nil { start = program.storageOffset(of: field.item) }
        guard start >= 0, start + field.length <= limit else { return false }
        return RuleValue.holds(rule, field, record.extracting(start..<start + field.length), reader, &scratch)
    }

    mutating func endAlternative(_ step: CopybookStep) {
        regionEnds[step.slot] = max(regionEnds[step.slot], cursor)
        if !isShort { isAnyWhole[step.slot] = true }
    }

    mutating func endRegion(_ step: CopybookStep) {
        if regionEnds[step.slot] == regionStarts[step.slot], regionStarts[step.slot] < limit { isRegionUnread = true }
        cursor = step.length >= 0 ? regionStarts[step.slot] + step.length : regionEnds[step.slot]
        // One alternative that fits is enough.
        isShort = shortBefore[step.slot] || !isAnyWhole[step.slot] && regionEnds[step.slot] > limit
    }
}
