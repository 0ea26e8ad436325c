extension IdentifierKind {
    /// What stands in an ISIN in place of a country: international securities, substitutes, the European Union and others.
    private static let isinPrefixes: Set = ["XS", "XA", "XB", "XC", "XD", "XF", "XK", "XT", "XV", "EU", "QS", "QT"]

    /// International securities identification number.
    package static let isin = IdentifierKind("isin", "International securities identification number (ISO 6166).") {
        text throws(IdentifierReason) in
        try text.expectLength(12)
        try text.expectLetters(0..<2)
        try text.expectAlphanumeric(2..<11)
        try text.expectDigits(11..<12)
        let country = text.text(0..<2)
        guard Country(code: country) != nil || isinPrefixes.contains(country) else {
            throw .part("country", "The first two letters are no country.")
        }
        let digits = text.bytes.flatMap { Array(String(CheckDigits.value($0)).utf8) }
        guard CheckDigits.isLuhn(digits) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("country", country), IdentifierPart("security", text.text(2..<11)),
                IdentifierPart("checkDigit", text.text(11..<12)),
            ]
        )
    }

    /// Number of a security in North America.
    package static let cusip = IdentifierKind("cusip", "Number of a security in the United States and Canada (CUSIP).")
    {
        text throws(IdentifierReason) in
        try text.expectLength(9)
        let others = Array("*@#".utf8)
        for index in 0..<8 where !others.contains(text.bytes[index]) { try text.expectAlphanumeric(index..<index + 1) }
        try text.expectDigits(8..<9)
        var sum = 0
        for index in 0..<8 {
            let value = others.firstIndex(of: text.bytes[index]).map { $0 + 36 } ?? text.value(index)
            let product = value * (index % 2 + 1)
            sum += product / 10 + product % 10
        }
        guard (10 - sum % 10) % 10 == text.value(8) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("issuer", text.text(0..<6)), IdentifierPart("issue", text.text(6..<8)),
                IdentifierPart("checkDigit", text.text(8..<9)),
            ]
        )
    }

    /// Number of a security at the London Stock Exchange.
    package static let sedol = IdentifierKind("sedol", "Number of a security of the London Stock Exchange (SEDOL).") {
        text throws(IdentifierReason) in
        try text.expectLength(7)
        try text.expectAlphanumeric(0..<6)
        try text.expectDigits(6..<7)
        try expectNoVowels(text)
        // Numbers of the old kind are digits throughout; those since 2004 begin with a letter.
        if text.isDigit(0) { try text.expectDigits() }
        guard CheckDigits.weightedSum(text.bytes, [1, 3, 1, 7, 3, 9, 1]) % 10 == 0 else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [IdentifierPart("security", text.text(0..<6)), IdentifierPart("checkDigit", text.text(6..<7))]
        )
    }

    /// Financial instrument global identifier.
    package static let figi = IdentifierKind("figi", "Financial instrument global identifier (ANSI X9.145).") {
        text throws(IdentifierReason) in
        try text.expectLength(12)
        try text.expectLetters(0..<3)
        try text.expectAlphanumeric(3..<11)
        try text.expectDigits(11..<12)
        try expectNoVowels(text)
        guard text.text(2..<3) == "G" else { throw .characters("The third character is not G.") }
        guard !["BS", "BM", "GG", "GB", "GH", "KY", "VG"].contains(text.text(0..<2)) else {
            throw .part("issuer", "The first two letters are reserved, since ISINs begin with them.")
        }
        var sum = 0
        for index in 0..<11 {
            let product = text.value(index) * (index % 2 + 1)
            sum += product / 10 + product % 10
        }
        guard (10 - sum % 10) % 10 == text.value(11) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("issuer", text.text(0..<2)), IdentifierPart("instrument", text.text(3..<11)),
                IdentifierPart("checkDigit", text.text(11..<12)),
            ]
        )
    }

    private static func expectNoVowels(_ text: IdentifierText) throws(IdentifierReason) {
        for index in 0..<text.count where Array("AEIOU".utf8).contains(text.bytes[index]) {
            throw .characters("Character \(index + 1) is a vowel.")
        }
    }

    /// Categories and their groups (ISO 10962:2021).
    private static let cfiGroups: [String: (name: String, groups: String)] = [
        "E": ("equities", "SPCFLDYM"), "C": ("collectiveInvestments", "IHBEFPSM"), "D": ("debt", "BCWTSENGAYDM"),
        "R": ("entitlements", "ASPWFDM"), "O": ("listedOptions", "CPM"), "F": ("futures", "FC"),
        "S": ("swaps", "RTECFM"), "H": ("otherOptions", "RTECFM"), "I": ("spot", "FT"), "J": ("forwards", "ECFRT"),
        "K": ("strategies", "RTECFYM"), "L": ("financing", "LRS"), "T": ("reference", "CTRIBDM"), "M": ("other", "CM"),
    ]

    /// Classification of a financial instrument; the category and the group are checked, attributes only as letters.
    package static let cfi = IdentifierKind("cfi", "Classification of a financial instrument (ISO 10962).") {
        text throws(IdentifierReason) in
        try text.expectLength(6)
        try text.expectLetters(0..<6)
        guard let category = cfiGroups[text.text(0..<1)] else {
            throw .part("category", "There is no such category of instruments.")
        }
        guard category.groups.contains(text.text(1..<2)) else {
            throw .part("group", "The category has no such group of instruments.")
        }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("category", category.name), IdentifierPart("group", text.text(1..<2)),
                IdentifierPart("attributes", text.text(2..<6)),
            ]
        )
    }
}
