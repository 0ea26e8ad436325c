import Canonical

/// Reads the clauses of one entry.
struct CopybookClauses {
    /// Greatest length of a data name in bytes.
    static let nameBytesMax = 255

    private var words: ArraySlice<CopybookToken>
    private let level: Int
    private let place: CopybookPlace
    private let isDecimalComma: Bool

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

    private static let thru = ["THRU", "THROUGH"]

    /// The words with which a clause may begin, so that an entry without a name is known.
    private static let clauseWords: Set<String> = Set(usages.keys)
        .union([
            "PIC", "PICTURE", "USAGE", "REDEFINES", "OCCURS", "VALUE", "VALUES", "SIGN", "LEADING", "TRAILING", "SYNC",
            "SYNCHRONIZED", "JUST", "JUSTIFIED", "BLANK", "GLOBAL", "EXTERNAL",
        ])

    private static let usages: [String: CopybookItem.Usage] = [
        "DISPLAY": .display, "COMP": .binary, "COMPUTATIONAL": .binary, "COMP-4": .binary, "BINARY": .binary,
        "COMPUTATIONAL-4": .binary, "COMP-5": .native, "COMPUTATIONAL-5": .native, "COMP-9": .littleEndian,
        "COMPUTATIONAL-9": .littleEndian, "COMP-3": .packed, "COMPUTATIONAL-3": .packed, "PACKED-DECIMAL": .packed,
        "COMP-6": .packedUnsigned, "COMPUTATIONAL-6": .packedUnsigned, "COMP-3U": .packedUnsigned,
        "COMPUTATIONAL-3U": .packedUnsigned, "COMP-1": .float, "COMPUTATIONAL-1": .float, "COMP-2": .double,
        "COMPUTATIONAL-2": .double, "DISPLAY-1": .doubleByte, "NATIONAL": .national, "INDEX": .address,
        "POINTER": .address, "FUNCTION-POINTER": .address, "PROCEDURE-POINTER": .address,
    ]

    private mutating func takeClause(_ word: CopybookToken, into item: inout CopybookItem) throws(Fault) {
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

    private mutating func takeUsage(into item: inout CopybookItem) throws(Fault) {
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

    private mutating func takeSign(_ word: CopybookToken, into item: inout CopybookItem) {
        var sign = CopybookItem.Sign(isLeading: word.text == "LEADING")
        if words.first?.isWord("SEPARATE") ?? false {
            sign.isSeparate = true
            words.removeFirst()
            skip(["CHARACTER"])
        }
        item.sign = sign
    }

    /// `OCCURS n [TO m] [TIMES] [DEPENDING ON x] [ASCENDING KEY …] [INDEXED BY …]`.
    private mutating func occurs() throws(Fault) -> CopybookItem.Occurs {
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

    private func isClause(_ word: CopybookToken) -> Bool {
        Self.clauseWords.contains(word.text) || ["DEPENDING", "ASCENDING", "DESCENDING", "INDEXED"].contains(word.text)
    }

    private func checked(_ occurs: CopybookItem.Occurs) throws(Fault) -> CopybookItem.Occurs {
        guard occurs.max > 0, occurs.min <= occurs.max else {
            throw CopybookFault.definition(place, "OCCURS has no room for an element.", "Write OCCURS 1 TO 10 TIMES.")
        }
        return occurs
    }

    // MARK: - Words

    private mutating func next(_ what: String) throws(Fault) -> CopybookToken {
        guard let word = words.popFirst(), word.kind == .word else {
            throw CopybookFault.definition(place, "The entry ends before \(what).", "Complete its clauses.")
        }
        return word
    }

    private mutating func number() throws(Fault) -> Int {
        let word = try next("a number")
        guard let number = Int(word.text), (0...Picture.lengthMax).contains(number) else {
            throw CopybookFault.definition(
                word.place,
                "A number from 0 to \(Picture.lengthMax) is expected.",
                "Put the number in place of the word."
            )
        }
        return number
    }

    private mutating func skip(_ optional: [String]) {
        while let word = words.first, word.kind == .word, optional.contains(word.text) { words.removeFirst() }
    }

    /// `OF GROUP IN RECORD`: names here are looked up from the inside out.
    private mutating func skipQualifiers() {
        while let word = words.first, word.isWord("OF") || word.isWord("IN") { words = words.dropFirst(2) }
    }

    // MARK: - Values

    private mutating func values() throws(Fault) -> [(from: CopybookLiteral, to: CopybookLiteral?)] {
        skip(["IS", "ARE", "ALL"])
        var values: [(from: CopybookLiteral, to: CopybookLiteral?)] = []
        while let word = words.first, let literal = literal(word) {
            words.removeFirst()
            skip(["ALL"])
            var range: CopybookLiteral?
            if let thru = words.first, Self.thru.contains(thru.text) {
                words.removeFirst()
                guard let end = words.popFirst(), let last = self.literal(end) else {
                    throw CopybookFault.definition(thru.place, "THRU has no value behind it.", "Write 1 THRU 9.")
                }
                range = last
            }
            values.append((literal, range))
        }
        guard !values.isEmpty else {
            throw CopybookFault.definition(place, "VALUE has no value that this reads.", "Write VALUE 'A' or VALUE 1.")
        }
        return values
    }

    private func literal(_ word: CopybookToken) -> CopybookLiteral? {
        switch word.kind {
        case .literal: return .text(word.text)
        case .hexadecimal: return Hexadecimal.bytes(word.text.utf8.span).map { .bytes($0) }
        case .stop, .pseudoText: return nil
        case .word: break
        }
        switch word.text {
        case "SPACE", "SPACES": return .filled(0x20)
        case "ZERO", "ZEROS", "ZEROES": return .zero
        case "LOW-VALUE", "LOW-VALUES", "NULL", "NULLS": return .lowValues
        case "HIGH-VALUE", "HIGH-VALUES": return .highValues
        case "QUOTE", "QUOTES": return .filled(0x22)
        default:
            let text = isDecimalComma ? word.text.split(separator: ",").joined(separator: ".") : word.text
            let digits = text.first == "+" ? String(text.dropFirst()) : text
            let whole =
                digits.hasPrefix(".") ? "0" + digits : digits.hasPrefix("-.") ? "-0" + digits.dropFirst() : digits
            return isNumber(whole) ? .number(whole) : nil
        }
    }

    /// Numbers of COBOL may have leading zeros.
    private func isNumber(_ text: String) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        return digits.first != "." && digits.last != "." && digits.count { $0 == "." } <= 1 && !digits.isEmpty
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
}
