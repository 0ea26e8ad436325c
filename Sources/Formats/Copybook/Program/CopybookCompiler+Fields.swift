import Canonical

/// Fields and bytes without a name.
extension CopybookCompiler {
    mutating func compileField(_ index: Int, name: DocumentName) {
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

    mutating func appendFiller(_ index: Int, length: Int, isSlack: Bool) {
        var step = CopybookStep(action: .filler, item: index)
        step.isSlack = isSlack
        if isSlack { step.kind = .opaque } else { describe(index, &step) }
        step.length = length
        let start = isSlack ? storage.offsets[index] - length : storage.offsets[index]
        step.isCovered = covered.contains(start..<start + length)
        step.isAlternative = isAlternative
        steps.append(step)
    }

    /// Says how a field's bytes are read.
    func describe(_ index: Int, _ step: inout CopybookStep) {
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

    func describeNumber(_ item: CopybookItem, _ step: inout CopybookStep) {
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
