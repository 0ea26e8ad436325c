import Canonical

/// Compiles the items of a copybook into steps.
struct CopybookCompiler {
    let items: [CopybookItem]
    let roots: [Int]
    let options: CopybookOptions
    let storage: CopybookStorage
    let names: DocumentNames
    var steps: [CopybookStep] = []
    var edited: [EditedNumber] = []
    var domains: [CopybookDomain] = []
    var rules: [CopybookRule] = []
    var counts: [Int: CopybookCounts] = [:]
    var watched: [Int] = []
    var tableCount = 0
    var regionCount = 0
    var length = 0
    /// The watches by item.
    var watches: [Int: Int] = [:]
    /// The rules by the item of their alternative.
    var rulesByItem: [Int: Int] = [:]
    /// What fields hold so far, as ranges of the record.
    var held: [Range<Int>] = []
    /// Of that, what earlier alternatives hold of the region that is compiled.
    var covered = CoveredRanges()
    var isAlternative = false

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

    mutating func compileRoots() {
        // Several records of one file share its record area (ISO/IEC 1989, 13.4.5): each redefines the others.
        if roots.count == 1, rulesByItem[roots[0]] == nil {
            compile(roots[0])
        } else {
            compileRegion(roots)
        }
    }

    mutating func compile(_ index: Int) {
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

    mutating func compileElement(_ index: Int, name: DocumentName) {
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

    mutating func compileRegion(_ alternatives: [Int]) {
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
    func leastLength(_ index: Int) -> Int {
        guard hasVariableTable(below: index) else { return storage.lengths[index] }
        var length = 0
        for child in items[index].children where items[child].redefines == nil {
            let occurs = items[child].occurs
            let count = occurs?.counter == nil ? occurs?.max ?? 1 : occurs?.min ?? 0
            length += leastLength(child) * count
        }
        return length
    }

    func hasVariableTable(below index: Int) -> Bool {
        options.isVariableOccurs && items[index].children.contains { hasVariableTable($0) }
    }

    func hasVariableTable(_ index: Int) -> Bool {
        guard options.isVariableOccurs else { return false }
        return items[index].occurs?.counter != nil || items[index].children.contains { hasVariableTable($0) }
    }
}
