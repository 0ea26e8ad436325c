import Canonical

/// Reads the entries of a copybook into items: which belongs to which, and what each one's clauses say.
///
/// Bounds: ``itemsMax`` entries; levels rise from 01 to 49, so nesting ends by itself.
struct CopybookParser {
    static let itemsMax = 100_000

    private(set) var items: [CopybookItem] = []
    /// The records: the entries of level 01, or of level 77 where there is no other, by index.
    private(set) var roots: [Int] = []
    private var open: [Int] = []
    private let isDecimalComma: Bool

    /// Reads the tokens of all the definition's files.
    ///
    /// - Throws: `configuration.invalid`, with file, line and column.
    init(_ tokens: [CopybookToken], isDecimalComma: Bool) throws(Fault) {
        self.isDecimalComma = isDecimalComma
        var rest = tokens[...]
        while let token = rest.first {
            if Self.skipsWord(token) {
                rest = rest.dropFirst()
                continue
            }
            var end = rest.startIndex
            while end < rest.endIndex, rest[end].kind != .stop { end += 1 }
            let entry = rest[rest.startIndex..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            if let first = entry.first, !Self.skipsEntry(first, entry) { try takeEntry(entry) }
        }
        // An item of level 77 is storage of the program's own, and no part of a record that stands beside it.
        let records = roots.filter { items[$0].level != 77 }
        if !records.isEmpty { roots = records }
        guard !roots.isEmpty else {
            throw CopybookFault.setting(
                "The copybook has no record.",
                "Give a file with at least one entry such as: 01 NAME PIC X(80)."
            )
        }
        try CopybookNames.assign(&items, roots: roots)
    }

    private static func skipsWord(_ token: CopybookToken) -> Bool {
        ["EJECT", "SKIP1", "SKIP2", "SKIP3"].contains { token.isWord($0) } || token.kind == .stop
    }

    /// Whether an entry is around the data descriptions: a division, a section, a file's description.
    private static func skipsEntry(_ first: CopybookToken, _ entry: ArraySlice<CopybookToken>) -> Bool {
        if first.isWord("FD") || first.isWord("SD") { return true }
        return entry.dropFirst().first.map { $0.isWord("DIVISION") || $0.isWord("SECTION") } ?? false
    }

    private mutating func takeEntry(_ entry: ArraySlice<CopybookToken>) throws(Fault) {
        let first = entry[entry.startIndex]
        guard first.kind == .word, let level = Int(first.text),
            (1...49).contains(level) || [66, 77, 88].contains(level)
        else {
            throw CopybookFault.definition(
                first.place,
                "An entry begins with a level number.",
                "Use 01 to 49, 66, 77 or 88, and end the entry before by a full stop."
            )
        }
        guard items.count < Self.itemsMax else {
            throw CopybookFault.definition(first.place, "The copybook has more than \(Self.itemsMax) entries.")
        }
        var clauses = CopybookClauses(entry.dropFirst(), level: level, at: first.place, isDecimalComma: isDecimalComma)
        switch level {
        case 66: try takeRenames(try clauses.renames())
        case 88: try takeCondition(try clauses.condition(), at: first.place)
        default: try append(try clauses.item())
        }
    }

    private mutating func takeCondition(_ condition: CopybookItem.Condition, at place: CopybookPlace) throws(Fault) {
        guard let last = items.indices.last else {
            throw CopybookFault.definition(place, "A condition name belongs behind a field.", "Move it there.")
        }
        items[last].conditions.append(condition)
    }

    /// A level 66 only gives fields another name; both must exist.
    private func takeRenames(_ renames: (from: CopybookToken, through: CopybookToken?)) throws(Fault) {
        for word in [renames.from, renames.through].compactMap({ $0 }) {
            guard items.contains(where: { $0.name == word.text }) else {
                throw CopybookFault.definition(
                    word.place,
                    "RENAMES names \(word.text), which is no field before it.",
                    "Correct the name."
                )
            }
        }
    }

    private mutating func append(_ item: CopybookItem) throws(Fault) {
        var item = item
        let isRoot = item.level == 1 || item.level == 77
        while let last = open.last, isRoot || items[last].level >= item.level { open.removeLast() }
        let index = items.count
        if let parent = open.last {
            guard items[parent].picture == nil else {
                throw CopybookFault.definition(
                    item.place,
                    "The field above has a picture and cannot hold fields.",
                    "Check the level numbers."
                )
            }
            item.parent = parent
            item.usage = item.usage ?? items[parent].usage
            item.sign = item.sign ?? items[parent].sign
            items[parent].children.append(index)
        } else {
            roots.append(index)
        }
        items.append(item)
        open.append(index)
    }
}
