import Canonical

extension MappingRun {
    /// How deep values are looked into, which a stack of 512 KiB allows; what is deeper fits no described shape.
    static let depthMax = 256

    /// The first value within a value that breaks a rule; nil where all of it fits.
    func misfit(_ index: Int, _ number: Int32) -> Int? {
        var omission = LayoutOmission()
        return misfit(index, number, depth: 0, &omission)
    }

    /// The same, where layout may be left out: what is, in the order in which it stands.
    func misfit(_ index: Int, _ number: Int32, depth: Int, _ omission: inout LayoutOmission) -> Int? {
        let rule = shapes.rules[Int(number)]
        guard !rule.kinds.contains(.any) else { return nil }
        guard depth < Self.depthMax else { return index }
        let cell = call.store.cells[index]
        switch cell.kind {
        case .absent: return nil
        case .null: return rule.kinds.contains(.null) ? nil : index
        case .no, .yes: return rule.kinds.contains(.boolean) ? nil : index
        case .number: return rule.kinds.contains(.number) ? nil : index
        case .text:
            for number in rule.texts where isFollowed(cell, number) { return nil }
            return index
        case .list, .selection: return listMisfit(index, rule, depth, &omission)
        case .object: return objectMisfit(index, rule, depth, &omission)
        }
    }

    private func listMisfit(_ index: Int, _ rule: ShapeRule, _ depth: Int, _ omission: inout LayoutOmission) -> Int? {
        var found: Int? = index
        let omitted = omission.cells.count
        for number in rule.lists {
            omission.cells.removeLast(omission.cells.count - omitted)
            let list = shapes.lists[Int(number)]
            var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: index)))
            var count = 0
            found = nil
            while found == nil, let element = call.next(&elements) {
                count += 1
                found = misfit(Int(element.index), list.item, depth: depth + 1, &omission)
            }
            if found == nil, count < list.countMin || count > list.countMax { found = index }
            if found == nil { return nil }
        }
        return found
    }

    private func objectMisfit(
        _ index: Int,
        _ rule: ShapeRule,
        _ depth: Int,
        _ omission: inout LayoutOmission
    ) -> Int? {
        var found: Int? = index
        let omitted = omission.cells.count
        for number in rule.objects {
            omission.cells.removeLast(omission.cells.count - omitted)
            found = misfit(index, shapes.objects[Int(number)], depth, &omission)
            if found == nil { return nil }
        }
        return found
    }

    private func misfit(
        _ object: Int,
        _ rule: ObjectRule,
        _ depth: Int,
        _ omission: inout LayoutOmission
    ) -> Int? {
        var missing = rule.required
        var index = object + 1
        let end = Int(call.store.cells[object].extent)
        while index < end {
            let cell = call.store.cells[index]
            guard let member = rule.members[cell.name] ?? rule.others else {
                guard omission.isAllowed, shapes.layoutNames.contains(cell.name) else { return index }
                omission.cells.append(index)
                index = cell.end(at: index)
                continue
            }
            if let found = misfit(index, member, depth: depth + 1, &omission) { return found }
            if let place = missing.firstIndex(of: cell.name) { missing.remove(at: place) }
            index = cell.end(at: index)
        }
        return missing.isEmpty ? nil : object
    }
}
