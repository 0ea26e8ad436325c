import Canonical

/// Reads the clauses of one entry.
struct CopybookClauses {
    /// Greatest length of a data name in bytes.
    static let nameBytesMax = 255

    var words: ArraySlice<CopybookToken>
    let level: Int
    let place: CopybookPlace
    let isDecimalComma: Bool

    init(_ words: ArraySlice<CopybookToken>, level: Int, at place: CopybookPlace, isDecimalComma: Bool) {
        self.words = words
        self.level = level
        self.place = place
        self.isDecimalComma = isDecimalComma
    }

    // MARK: - Entries

    /// Levels 01 to 49 and 77.
    mutating func item() throws(Fault) -> CopybookItem {
        var item = CopybookItem(level: level, place: place)
        if let first = words.first, first.kind == .word, !Self.clauseWords.contains(first.text) {
            guard first.text.utf8.count <= Self.nameBytesMax else {
                throw CopybookFault.definition(first.place, "The name is too long.", "COBOL's have 30 characters.")
            }
            words.removeFirst()
            item.name = first.text == "FILLER" ? nil : first.text
        }
        while let word = words.popFirst() { try takeClause(word, into: &item) }
        return item
    }

    /// `88 NAME VALUES ARE a, b THRU c`.
    mutating func condition() throws(Fault) -> CopybookItem.Condition {
        guard let name = words.popFirst(), name.kind == .word, let value = words.popFirst(),
            ["VALUE", "VALUES"].contains(value.text)
        else {
            throw CopybookFault.definition(place, "A condition name has a name and VALUE.", "Write 88 NAME VALUE 'A'.")
        }
        return CopybookItem.Condition(name: name.text, values: try values())
    }

    /// `66 NAME RENAMES a THRU b`.
    mutating func renames() throws(Fault) -> (from: CopybookToken, through: CopybookToken?) {
        guard words.popFirst() != nil, let renames = words.popFirst(), renames.isWord("RENAMES"),
            let from = words.popFirst()
        else {
            throw CopybookFault.definition(place, "A level 66 has RENAMES.", "Write 66 NAME RENAMES A THRU B.")
        }
        skipQualifiers()
        guard let thru = words.popFirst() else { return (from, nil) }
        guard Self.thru.contains(thru.text), let through = words.popFirst() else {
            throw CopybookFault.definition(thru.place, "Only THRU follows here.", "Write 66 NAME RENAMES A THRU B.")
        }
        return (from, through)
    }

    // MARK: - Clauses

    static let thru = ["THRU", "THROUGH"]

    /// The words with which a clause may begin, so that an entry without a name is known.
    static let clauseWords: Set<String> = Set(usages.keys)
        .union([
            "PIC", "PICTURE", "USAGE", "REDEFINES", "OCCURS", "VALUE", "VALUES", "SIGN", "LEADING", "TRAILING", "SYNC",
            "SYNCHRONIZED", "JUST", "JUSTIFIED", "BLANK", "GLOBAL", "EXTERNAL",
        ])

    static let usages: [String: CopybookItem.Usage] = [
        "DISPLAY": .display, "COMP": .binary, "COMPUTATIONAL": .binary, "COMP-4": .binary, "BINARY": .binary,
        "COMPUTATIONAL-4": .binary, "COMP-5": .native, "COMPUTATIONAL-5": .native, "COMP-9": .littleEndian,
        "COMPUTATIONAL-9": .littleEndian, "COMP-3": .packed, "COMPUTATIONAL-3": .packed, "PACKED-DECIMAL": .packed,
        "COMP-6": .packedUnsigned, "COMPUTATIONAL-6": .packedUnsigned, "COMP-3U": .packedUnsigned,
        "COMPUTATIONAL-3U": .packedUnsigned, "COMP-1": .float, "COMPUTATIONAL-1": .float, "COMP-2": .double,
        "COMPUTATIONAL-2": .double, "DISPLAY-1": .doubleByte, "NATIONAL": .national, "INDEX": .address,
        "POINTER": .address, "FUNCTION-POINTER": .address, "PROCEDURE-POINTER": .address,
    ]

    mutating func takeClause(_ word: CopybookToken, into item: inout CopybookItem) throws(Fault) {
        if let usage = Self.usages[word.text] {
            item.usage = usage
            skip(["NATIVE"])
            return
        }
        switch word.text {
        case "PIC", "PICTURE":
            skip(["IS"])
            let text = try next("a picture")
            item.picture = try Picture(text.text, isComma: isDecimalComma, at: text.place)
        case "USAGE": try takeUsage(into: &item)
        case "REDEFINES": item.redefines = try next("a field's name").text
        case "OCCURS": item.occurs = try occurs()
        case "SIGN":
            skip(["IS"])
            takeSign(try next("LEADING or TRAILING"), into: &item)
        case "LEADING", "TRAILING": takeSign(word, into: &item)
        case "SYNC", "SYNCHRONIZED":
            item.isSynchronized = true
            skip(["LEFT", "RIGHT"])
        case "JUST", "JUSTIFIED":
            item.isJustified = true
            skip(["RIGHT"])
        case "BLANK":
            skip(["WHEN", "ZERO", "ZEROS", "ZEROES"])
            item.isBlankWhenZero = true
        case "VALUE", "VALUES": _ = try values()
        case "GLOBAL", "EXTERNAL", "IS": break
        default:
            throw CopybookFault.definition(
                word.place,
                "This word is no clause of a data description that this reads.",
                "Check its spelling, and that the entry before ends by a full stop."
            )
        }
    }

    mutating func takeUsage(into item: inout CopybookItem) throws(Fault) {
        skip(["IS"])
        let word = try next("a usage")
        guard let usage = Self.usages[word.text] else {
            throw CopybookFault.definition(
                word.place,
                "This usage is not known.",
                "Known are DISPLAY, BINARY, COMP, COMP-1 to COMP-6, COMP-9, PACKED-DECIMAL, DISPLAY-1, NATIONAL and INDEX."
            )
        }
        item.usage = usage
        skip(["NATIVE"])
    }

    mutating func takeSign(_ word: CopybookToken, into item: inout CopybookItem) {
        var sign = CopybookItem.Sign(isLeading: word.text == "LEADING")
        if words.first?.isWord("SEPARATE") ?? false {
            sign.isSeparate = true
            words.removeFirst()
            skip(["CHARACTER"])
        }
        item.sign = sign
    }

    /// `OCCURS n [TO m] [TIMES] [DEPENDING ON x] [ASCENDING KEY …] [INDEXED BY …]`.
    mutating func occurs() throws(Fault) -> CopybookItem.Occurs {
        let first = try number()
        var occurs = CopybookItem.Occurs(min: first, max: first)
        if words.first?.isWord("TO") ?? false {
            words.removeFirst()
            occurs.max = try number()
        }
        skip(["TIMES"])
        while let word = words.first {
            switch word.text {
            case "DEPENDING":
                words.removeFirst()
                skip(["ON"])
                occurs.counter = try next("a field's name").text
                skipQualifiers()
                // OCCURS 80 DEPENDING ON N, without TO, means at most 80 (as IBM's compilers read it).
                if occurs.min == occurs.max { occurs.min = 0 }
            case "ASCENDING", "DESCENDING", "INDEXED":
                words.removeFirst()
                skip(["KEY", "IS", "BY"])
                while let name = words.first, name.kind == .word, !isClause(name) { words.removeFirst() }
            default:
                return try checked(occurs)
            }
        }
        return try checked(occurs)
    }

    func isClause(_ word: CopybookToken) -> Bool {
        Self.clauseWords.contains(word.text) || ["DEPENDING", "ASCENDING", "DESCENDING", "INDEXED"].contains(word.text)
    }

    func checked(_ occurs: CopybookItem.Occurs) throws(Fault) -> CopybookItem.Occurs {
        guard occurs.max > 0, occurs.min <= occurs.max else {
            throw CopybookFault.definition(place, "OCCURS has no room for an element.", "Write OCCURS 1 TO 10 TIMES.")
        }
        return occurs
    }
}
