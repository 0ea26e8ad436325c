import Canonical

/// Counters, rules and fixed places: what the steps of a record refer to.
extension CopybookCompiler {
    mutating func watch(_ item: Int) -> Int {
        if let watch = watches[item] { return watch }
        watches[item] = watched.count
        watched.append(0)
        return watched.count - 1
    }

    mutating func watchCounters() throws(Fault) {
        for index in items.indices {
            guard let counter = items[index].occurs?.counter else { continue }
            guard let item = field(named: counter, before: index) else {
                throw CopybookFault.definition(
                    items[index].place,
                    "DEPENDING ON names \(counter), which is no field before the table.",
                    "Correct the name, or put the counter before the table."
                )
            }
            _ = watch(item)
        }
        for entry in options.occursMap {
            guard let table = items.indices.first(where: { items[$0].name == entry.name && items[$0].occurs != nil })
            else {
                throw CopybookFault.setting("The option occurs-map names \(entry.name), which is no table.")
            }
            var counts: [[UInt8]: Int] = [:]
            for (value, count) in entry.counts { counts[Array(value.utf8)] = count }
            self.counts[table] = CopybookCounts(counts: counts)
        }
    }

    /// The field of that name which stands nearest before an item.
    func field(named name: String, before index: Int) -> Int? {
        items[..<index].lastIndex { $0.name == name && !$0.isGroup }
    }

    mutating func takeRules() throws(Fault) {
        for entry in options.segmentMap {
            guard let field = options.segmentField else { continue }
            try takeRule(for: entry.name, field: field, values: entry.values, option: "segment-map")
        }
        for entry in options.alternatives {
            try takeRule(for: entry.name, field: entry.field, values: entry.values, option: "alternatives")
        }
    }

    mutating func takeRule(for name: String, field: String, values: [String], option: String) throws(Fault) {
        guard let item = items.firstIndex(where: { $0.name == name }) else {
            throw CopybookFault.setting("The option \(option) names \(name), which the copybook does not have.")
        }
        // A record decides by its own field, an alternative by one before it.
        let root = items[item].parent == nil
        let found = root ? items[item...].firstIndex { $0.name == field } : self.field(named: field, before: item)
        guard let found, !items[found].isGroup else {
            throw CopybookFault.setting(
                "The option \(option) has a rule by \(field), which is no field that it can use."
            )
        }
        var step = CopybookStep(action: .field)
        describe(found, &step)
        let texts = values.map { Self.documentText($0, step) }
        rules.append(CopybookRule(watch: watch(found), values: texts))
        rulesByItem[item] = rules.count - 1
    }

    /// A value of an option as the field's text in documents.
    static func documentText(_ value: String, _ step: CopybookStep) -> [UInt8] {
        let isNumber = [.zoned, .packed, .packedUnsigned, .binary, .edited].contains(step.kind)
        // A value that is no number never equals one.
        guard isNumber,
            let digits = try? DecimalText.digits(
                value.utf8.span,
                digits: Picture.digitsMax,
                scale: step.scale,
                isSigned: true
            )
        else { return Array(value.utf8) }
        var text: [UInt8] = []
        var number = FieldDigits(digits.digits)
        number.append(to: &text, scale: step.scale, isNegative: digits.isNegative)
        return text
    }

    /// A field at the same place of every record, for an option that needs one.
    func fixedField(named name: String?, option: String) throws(Fault) -> CopybookProgram.FixedField? {
        guard let name else { return nil }
        guard let item = items.firstIndex(where: { $0.name == name && !$0.isGroup }) else {
            throw CopybookFault.setting("The option \(option) names \(name), which is no field of the copybook.")
        }
        let isMoved = items[..<item].contains { $0.occurs?.counter != nil } && options.isVariableOccurs
        guard !isMoved, !isInTable(item) else {
            throw CopybookFault.setting(
                "The option \(option) names \(name), which is not at the same place in every record.",
                "Name a field before the first OCCURS."
            )
        }
        var step = CopybookStep(action: .field, item: item)
        describe(item, &step)
        return CopybookProgram.FixedField(offset: storage.offsets[item], step: step)
    }

    func isInTable(_ item: Int) -> Bool {
        var next: Int? = item
        while let index = next {
            if items[index].occurs != nil { return true }
            next = items[index].parent
        }
        return false
    }
}
