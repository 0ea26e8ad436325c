import Canonical

/// Where each item lies: its offset in the record (tables at their greatest size) and the bytes of one occurrence.
///
/// SYNCHRONIZED fields begin at their boundary (2 or 4 bytes for binary numbers, 4 for COMP-1, 8 for COMP-2), with slack
/// bytes before them, and a table's element with such fields is filled up so that all elements are alike (IBM Enterprise
/// COBOL Language Reference, "SYNCHRONIZED clause").
struct CopybookStorage {
    private(set) var offsets: [Int]
    private(set) var lengths: [Int]
    /// Slack bytes before an item.
    private(set) var slackBefore: [Int]
    /// Slack bytes at the end of each element of a table.
    private(set) var slackWithin: [Int]
    private let items: [CopybookItem]
    private let lengthMax: Int

    init(_ items: [CopybookItem], roots: [Int], lengthMax: Int) throws(Fault) {
        self.items = items
        self.lengthMax = lengthMax
        offsets = [Int](repeating: 0, count: items.count)
        lengths = offsets
        slackBefore = offsets
        slackWithin = offsets
        for root in roots { _ = try place(root, at: 0) }
    }

    /// The bytes of all occurrences of an item.
    func total(_ item: Int) -> Int { lengths[item] * (items[item].occurs?.max ?? 1) }

    /// Places an item and what is below; returns the offset behind it.
    private mutating func place(_ index: Int, at offset: Int) throws(Fault) -> Int {
        let item = items[index]
        var start = offset
        if item.isSynchronized, !item.isGroup {
            let boundary = try boundary(item)
            slackBefore[index] = (boundary - start % boundary) % boundary
            start += slackBefore[index]
        }
        offsets[index] = start
        var end = start
        if item.isGroup {
            end = try placeChildren(of: index, at: start)
        } else {
            end = start + (try CopybookStorage.length(of: item))
        }
        if item.occurs != nil {
            let boundary = try boundary(below: index)
            slackWithin[index] = (boundary - (end - start) % boundary) % boundary
            end += slackWithin[index]
        }
        lengths[index] = end - start
        let (bytes, isOver) = lengths[index].multipliedReportingOverflow(by: item.occurs?.max ?? 1)
        guard !isOver, bytes <= lengthMax, start <= lengthMax - bytes else {
            throw CopybookFault.definition(
                item.place,
                "The record is longer than \(lengthMax) bytes here.",
                "Check OCCURS and the lengths, or raise the limit on the size of messages."
            )
        }
        return start + bytes
    }

    private mutating func placeChildren(of parent: Int, at offset: Int) throws(Fault) -> Int {
        var end = offset
        var regionNames: Set<String> = []
        var regionStart = offset
        for child in items[parent].children {
            if let base = items[child].redefines {
                guard regionNames.contains(base) else {
                    throw CopybookFault.definition(
                        items[child].place,
                        "REDEFINES names \(base), which is not the field before it in its group.",
                        "Put the entry behind the field that it redefines."
                    )
                }
                end = max(end, try place(child, at: regionStart))
            } else {
                regionNames = []
                regionStart = end
                end = try place(child, at: end)
            }
            if let name = items[child].name { regionNames.insert(name) }
        }
        return end
    }

    private func boundary(below index: Int) throws(Fault) -> Int {
        let item = items[index]
        if !item.isGroup { return item.isSynchronized ? try boundary(item) : 1 }
        var boundary = 1
        for child in item.children { boundary = max(boundary, try self.boundary(below: child)) }
        return boundary
    }

    private func boundary(_ item: CopybookItem) throws(Fault) -> Int {
        switch item.usage {
        case .binary, .native, .littleEndian: try CopybookStorage.length(of: item) == 2 ? 2 : 4
        case .float, .address: 4
        case .double: 8
        default: 1
        }
    }

    /// The bytes of a field without its occurrences.
    static func length(of item: CopybookItem) throws(Fault) -> Int {
        switch item.usage {
        case .float, .double, .address:
            let isPlain = item.picture == nil || (item.usage != .address && item.picture?.category == .number)
            guard isPlain else {
                throw CopybookFault.definition(item.place, "A field of this usage has no such picture.", "Remove PIC.")
            }
            return item.usage == .double ? 8 : 4
        default: break
        }
        guard let picture = item.picture else {
            throw CopybookFault.definition(
                item.place,
                "The entry has neither a picture nor fields below it.",
                "Add PIC, or check the level numbers below."
            )
        }
        switch (picture.category, item.usage) {
        case (.doubleByte, _), (.national, _): return picture.length * 2
        case (.number, .binary), (.number, .native), (.number, .littleEndian):
            guard picture.digits <= 18 else {
                throw CopybookFault.definition(
                    item.place,
                    "A binary number has at most 18 digits.",
                    "Shorten the picture."
                )
            }
            return BinaryNumber.length(digits: picture.digits)
        case (.number, .packed): return PackedDecimal.length(digits: picture.digits, hasSign: true)
        case (.number, .packedUnsigned): return PackedDecimal.length(digits: picture.digits, hasSign: false)
        case (.number, .national):
            throw CopybookFault.definition(item.place, "Numbers in national characters are not read.", "Use PIC N.")
        case (.number, _): return picture.length + (picture.isSigned && item.sign?.isSeparate ?? false ? 1 : 0)
        default: return picture.length
        }
    }
}
