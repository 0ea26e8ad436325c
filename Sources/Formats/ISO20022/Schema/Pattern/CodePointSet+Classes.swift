/// The named classes of XML Schema part 2, appendix F.1.1.
extension CodePointSet {
    /// White space, `\s`.
    static let space = CodePointSet([0x09...0x0A, 0x0D...0x0D, 0x20...0x20])
    /// Any character but a line end, `.`.
    static let dot = CodePointSet([0x0A...0x0A, 0x0D...0x0D]).complement
    /// Decimal digits of all scripts, `\d`.
    static let digit = CodePointSet { $0.properties.generalCategory == .decimalNumber }
    /// What is no punctuation, separator or other, `\w`.
    static let word = CodePointSet { Self.isWord($0.properties.generalCategory) }

    /// What a name may begin with, `\i`: NameStartChar of XML 1.0, fifth edition.
    static let nameStart = CodePointSet([
        0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
        0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
        0xFDF0...0xFFFD, 0x10000...0xEFFFF,
    ])

    /// What a name may go on with, `\c`: NameChar of XML 1.0, fifth edition.
    static let nameCharacter = nameStart.union(
        CodePointSet([0x2D...0x2E, 0x30...0x39, 0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040])
    )

    /// The class of a letter behind a backslash; nil if there is none.
    init?(escape letter: Unicode.Scalar) {
        switch letter {
        case "s": self = .space
        case "S": self = CodePointSet.space.complement
        case "d": self = .digit
        case "D": self = CodePointSet.digit.complement
        case "w": self = .word
        case "W": self = CodePointSet.word.complement
        case "i": self = .nameStart
        case "I": self = CodePointSet.nameStart.complement
        case "c": self = .nameCharacter
        case "C": self = CodePointSet.nameCharacter.complement
        default: return nil
        }
    }

    /// The class of `\p{…}`: a general category such as `Lu`, a group of them such as `L`, or a block such as
    /// `IsBasicLatin`; nil if the name is none of those known.
    init?(property name: String) {
        if let block = Self.blocks[name] {
            self = CodePointSet([block])
            return
        }
        let isGroup = name.utf8.count == 1
        guard Self.categories.values.contains(where: { isGroup ? $0.hasPrefix(name) : $0 == name }) else { return nil }
        self.init { scalar in
            guard let code = Self.categories[scalar.properties.generalCategory] else { return false }
            return isGroup ? code.hasPrefix(name) : code == name
        }
    }

    private init(where isMember: (Unicode.Scalar) -> Bool) {
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for code in 0...Self.last + 1 {
            let belongs = Unicode.Scalar(code).map(isMember) ?? false
            if belongs, start == nil { start = code }
            if !belongs, let first = start {
                ranges.append(first...code - 1)
                start = nil
            }
        }
        self.init(ranges)
    }

    private static func isWord(_ category: Unicode.GeneralCategory) -> Bool {
        guard let code = categories[category] else { return false }
        return !code.hasPrefix("P") && !code.hasPrefix("Z") && !code.hasPrefix("C")
    }

    private static let categories: [Unicode.GeneralCategory: String] = [
        .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt", .modifierLetter: "Lm",
        .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc", .enclosingMark: "Me", .decimalNumber: "Nd",
        .letterNumber: "Nl", .otherNumber: "No", .connectorPunctuation: "Pc", .dashPunctuation: "Pd",
        .openPunctuation: "Ps", .closePunctuation: "Pe", .initialPunctuation: "Pi", .finalPunctuation: "Pf",
        .otherPunctuation: "Po", .spaceSeparator: "Zs", .lineSeparator: "Zl", .paragraphSeparator: "Zp",
        .mathSymbol: "Sm", .currencySymbol: "Sc", .modifierSymbol: "Sk", .otherSymbol: "So", .control: "Cc",
        .format: "Cf", .privateUse: "Co", .unassigned: "Cn",
    ]

    private static let blocks: [String: ClosedRange<UInt32>] = [
        "IsBasicLatin": 0x0...0x7F, "IsLatin-1Supplement": 0x80...0xFF, "IsLatinExtended-A": 0x100...0x17F,
        "IsLatinExtended-B": 0x180...0x24F, "IsGreek": 0x370...0x3FF, "IsCyrillic": 0x400...0x4FF,
        "IsHebrew": 0x590...0x5FF, "IsArabic": 0x600...0x6FF, "IsGeneralPunctuation": 0x2000...0x206F,
        "IsCurrencySymbols": 0x20A0...0x20CF, "IsCJKSymbolsandPunctuation": 0x3000...0x303F,
        "IsHiragana": 0x3040...0x309F, "IsKatakana": 0x30A0...0x30FF,
        "IsCJKUnifiedIdeographsExtensionA": 0x3400...0x4DBF,
        "IsCJKUnifiedIdeographs": 0x4E00...0x9FFF, "IsHangulSyllables": 0xAC00...0xD7A3,
        "IsCJKCompatibilityIdeographs": 0xF900...0xFAFF, "IsHalfwidthandFullwidthForms": 0xFF00...0xFFEF,
    ]
}
