import Canonical

/// Compiles the items of a copybook into steps.
struct CopybookCompiler {
    let items: [CopybookItem]
    let roots: [Int]
    let options: CopybookOptions
    let storage: CopybookStorage
    let names: DocumentNames
    private(set) var steps: [CopybookStep] = []
    private(set) var edited: [EditedNumber] = []
    private(set) var domains: [CopybookDomain] = []
    private(set) var rules: [CopybookRule] = []
    private(set) var counts: [Int: CopybookCounts] = [:]
    private(set) var watched: [Int] = []
    private(set) var tableCount = 0
    private(set) var regionCount = 0
    private(set) var length = 0
    /// The watches by item.
    private var watches: [Int: Int] = [:]
    /// The rules by the item of their alternative.
    private var rulesByItem: [Int: Int] = [:]
    /// What fields hold so far, as ranges of the record.
    private var held: [Range<Int>] = []
    /// Of that, what earlier alternatives hold of the region that is compiled.
    private var covered = CoveredRanges()
    private var isAlternative = false

    init(_ parser: CopybookParser, _ options: CopybookOptions) throws(Fault) {
        items = parser.items
        roots = parser.roots
        self.options = options
        storage = try CopybookStorage(items, roots: roots, lengthMax: options.recordBytesMax)
        names = DocumentNames(items.map(\.memberName) + LayoutNames.texts)
        length = roots.map { storage.total($0) }.max() ?? 0
        try watchCounters()
        try takeRules()
        compileRoots()
    }

    // MARK: - What is watched

    private mutating func watch(_ item: Int) -> Int {
        if let watch = watches[item] { return watch }
        watches[item] = watched.count
        watched.append(0)
        return watched.count - 1
    }

    private mutating func watchCounters() throws(Fault) {
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
    private func field(named name: String, before index: Int) -> Int? {
        items[..<index].lastIndex { $0.name == name && !$0.isGroup }
    }

    private mutating func takeRules() throws(Fault) {
        for entry in options.segmentMap {
            guard let field = options.segmentField else { continue }
            try takeRule(for: entry.name, field: field, values: entry.values, option: "segment-map")
        }
        for entry in options.alternatives {
            try takeRule(for: entry.name, field: entry.field, values: entry.values, option: "alternatives")
        }
    }

    private mutating func takeRule(for name: String, field: String, values: [String], option: String) throws(Fault) {
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
        DecimalText.append(digits.magnitude, isNegative: digits.isNegative, scale: step.scale, into: &text)
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

    private func isInTable(_ item: Int) -> Bool {
        var next: Int? = item
        while let index = next {
            if items[index].occurs != nil { return true }
            next = items[index].parent
        }
        return false
    }

    // MARK: - Steps

    private mutating func compileRoots() {
        // Several records of one file share its record area (ISO/IEC 1989, 13.4.5): each redefines the others.
        if roots.count == 1, rulesByItem[roots[0]] == nil {
            compile(roots[0])
        } else {
            compileRegion(roots)
        }
    }

    private mutating func compile(_ index: Int) {
        let item = items[index]
        if storage.slackBefore[index] > 0 { appendFiller(index, length: storage.slackBefore[index], isSlack: true) }
        guard let occurs = item.occurs else {
            compileElement(index, name: names.name(item.memberName))
            return
        }
        let table = steps.count
        let heldBefore = held.count
        var step = CopybookStep(action: .beginTable, name: names.name(item.memberName), item: index, slot: tableCount)
        tableCount += 1
        (step.min, step.max, step.length) = (occurs.min, occurs.max, storage.lengths[index])
        step.lengthMin = leastLength(index)
        if let counter = occurs.counter, let field = field(named: counter, before: index) {
            step.reference = watches[field] ?? -1
        }
        steps.append(step)
        let total = storage.offsets[index]..<storage.offsets[index] + storage.total(index)
        let outer = covered
        covered = outer.contains(total) ? .all : CoveredRanges()
        compileElement(index, name: .none)
        if storage.slackWithin[index] > 0 { appendFiller(index, length: storage.slackWithin[index], isSlack: true) }
        covered = outer
        var end = CopybookStep(action: .endTable, length: step.length, item: index, target: table + 1, slot: step.slot)
        end.lengthMin = step.lengthMin
        steps.append(end)
        steps[table].target = steps.count
        // The elements hold the table's bytes if the first holds its own, and their number is fixed.
        let element = total.lowerBound..<total.lowerBound + storage.lengths[index]
        let isHeld = occurs.counter == nil && CoveredRanges(Array(held[heldBefore...])).contains(element)
        held.removeLast(held.count - heldBefore)
        if isHeld { held.append(total) }
    }

    private mutating func compileElement(_ index: Int, name: DocumentName) {
        guard items[index].isGroup else {
            compileField(index, name: name)
            return
        }
        let begin = steps.count
        var group = CopybookStep(action: .beginGroup, name: name, length: storage.lengths[index], item: index)
        group.lengthMin = leastLength(index)
        steps.append(group)
        var siblings = items[index].children[...]
        while let first = siblings.popFirst() {
            var region = [first]
            while let next = siblings.first, items[next].redefines != nil {
                region.append(next)
                siblings.removeFirst()
            }
            if region.count == 1, rulesByItem[first] == nil { compile(first) } else { compileRegion(region) }
        }
        steps.append(CopybookStep(action: .endGroup, item: index, target: begin))
        steps[begin].target = steps.count
    }

    private mutating func compileRegion(_ alternatives: [Int]) {
        let slot = regionCount
        regionCount += 1
        steps.append(CopybookStep(action: .beginRegion, item: alternatives[0], slot: slot))
        let (outer, outerIsAlternative) = (covered, isAlternative)
        let isDynamic = alternatives.contains { hasVariableTable($0) }
        isAlternative = isAlternative || alternatives.count { rulesByItem[$0] == nil } > 1
        let heldBefore = held.count
        for alternative in alternatives {
            let rule = rulesByItem[alternative]
            let begin = steps.count
            let heldByOthers = held.count
            steps.append(
                CopybookStep(action: .beginAlternative, item: alternative, slot: slot, reference: rule ?? -1)
            )
            covered = isDynamic ? outer : outer.adding(Array(held[heldBefore...]))
            compile(alternative)
            steps.append(CopybookStep(action: .endAlternative, item: alternative, slot: slot))
            steps[begin].target = steps.count
            if rule != nil || isDynamic { held.removeLast(held.count - heldByOthers) }
        }
        (covered, isAlternative) = (outer, outerIsAlternative)
        let length = alternatives.map { storage.slackBefore[$0] + storage.total($0) }.max() ?? 0
        steps.append(
            CopybookStep(action: .endRegion, length: isDynamic ? -1 : length, item: alternatives[0], slot: slot)
        )
    }

    /// The bytes of one occurrence if all tables in it are as small as they can be.
    private func leastLength(_ index: Int) -> Int {
        guard hasVariableTable(below: index) else { return storage.lengths[index] }
        var length = 0
        for child in items[index].children where items[child].redefines == nil {
            let occurs = items[child].occurs
            let count = occurs?.counter == nil ? occurs?.max ?? 1 : occurs?.min ?? 0
            length += leastLength(child) * count
        }
        return length
    }

    private func hasVariableTable(below index: Int) -> Bool {
        options.isVariableOccurs && items[index].children.contains { hasVariableTable($0) }
    }

    private func hasVariableTable(_ index: Int) -> Bool {
        guard options.isVariableOccurs else { return false }
        return items[index].occurs?.counter != nil || items[index].children.contains { hasVariableTable($0) }
    }

    // MARK: - Fields

    private mutating func compileField(_ index: Int, name: DocumentName) {
        let item = items[index]
        guard item.name != nil || options.showsFillers else {
            appendFiller(index, length: storage.lengths[index] - storage.slackWithin[index], isSlack: false)
            return
        }
        var step = CopybookStep(action: .field, name: name, item: index)
        describe(index, &step)
        if let picture = item.picture, picture.category == .editedNumber {
            step.edited = edited.count
            edited.append(EditedNumber(picture, isComma: options.isDecimalComma))
        }
        if !item.conditions.isEmpty {
            step.domain = domains.count
            domains.append(CopybookDomain(item.conditions, step: step))
        }
        let range = storage.offsets[index]..<storage.offsets[index] + step.length
        step.isCovered = covered.contains(range)
        step.isAlternative = isAlternative
        held.append(range)
        if let watch = watches[index] {
            step.watch = watch
            watched[watch] = steps.count
        }
        steps.append(step)
    }

    private mutating func appendFiller(_ index: Int, length: Int, isSlack: Bool) {
        var step = CopybookStep(action: .filler, item: index)
        if isSlack { step.kind = .opaque } else { describe(index, &step) }
        step.length = length
        let start = isSlack ? storage.offsets[index] - length : storage.offsets[index]
        step.isCovered = covered.contains(start..<start + length)
        step.isAlternative = isAlternative
        steps.append(step)
    }

    /// Says how a field's bytes are read.
    private func describe(_ index: Int, _ step: inout CopybookStep) {
        let item = items[index]
        step.length = storage.lengths[index] - storage.slackWithin[index]
        step.isJustified = item.isJustified
        step.isBlankWhenZero = item.isBlankWhenZero
        guard let picture = item.picture else {
            step.kind = item.usage == .address ? .opaque : .float
            return
        }
        (step.digits, step.scale, step.isSigned) = (picture.digits, picture.scale, picture.isSigned)
        switch picture.category {
        case .text: step.kind = .text
        case .doubleByte: step.kind = .doubleByte
        case .national: step.kind = item.usage == .doubleByte ? .doubleByte : .national
        case .editedNumber: step.kind = .edited
        case .number: describeNumber(item, &step)
        }
    }

    private func describeNumber(_ item: CopybookItem, _ step: inout CopybookStep) {
        switch item.usage {
        case .packed: step.kind = .packed
        case .packedUnsigned:
            step.kind = .packedUnsigned
            step.isSigned = false
        case .binary, .native, .littleEndian:
            step.kind = .binary
            step.isNative = item.usage == .native || options.isBinaryRangeFull
            step.isLittleEndian =
                item.usage == .littleEndian || item.usage == .native && options.isNativeLittleEndian
        case .float, .double: step.kind = .float
        default:
            step.kind = .zoned
            step.sign = item.sign ?? CopybookItem.Sign()
        }
    }
}
