import ReferenceData

/// The words of address lines.
enum AddressText {
    static func tidy(_ line: String) -> String {
        var output: [UInt8] = []
        _ = Spaces.tidy(line.utf8.span, into: &output)
        return output.string
    }

    static func isCountryCode(_ text: String) -> Bool { Country.isCode(utf8: text.utf8.span) }

    /// The country that a text is the code (two or three capital letters) or the name of.
    static func country(_ text: String) -> String? {
        if isCountryCode(text) { return text }
        if text.utf8.count == 3, let country = Country(anyCode: text), country.alpha3 == text { return country.code }
        return CountryNames.code(of: text.uppercased())
    }

    /// The lines as they are, or in two lines of 70 characters where that holds all of them; else as they are.
    static func joined(_ lines: [String]) -> [String] {
        guard lines.count > PostalAddress.hybridLinesMax,
            let rule = LineRule(
                lines: PostalAddress.hybridLinesMax,
                of: PostalAddress.lineLengthMax,
                starts: .any,
                fullLineContinues: false
            )
        else { return lines }
        var list = LineList()
        let text = lines.joined(separator: ", ")
        let split = Lines.split(text.utf8.span, rule, into: &list)
        return split.rest == nil && split.change.broken == 0 ? list.texts : lines
    }

    static func hasLetter(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.isIdeographic }
    }

    /// Whether a text can be the name of a town: letters, no digits, and no word that says street or house.
    static func canBeTown(_ text: String) -> Bool {
        guard hasLetter(text), !hasDigit(text) else { return false }
        let words = text.uppercased().split { $0 == " " || $0 == "." || $0 == "," || $0 == "-" }
        return !words.contains { word in
            noTownWords.contains(String(word)) || noTownEndings.contains { word.count > $0.count && word.hasSuffix($0) }
        }
    }

    private static let noTownWords: Set<String> = [
        "AVENUE", "AVE", "AVENIDA", "BLDG", "BOULEVARD", "BOX", "BUILDING", "CALLE", "CENTRE", "CENTER", "COURT",
        "DRIVE",
        "ESTATE", "FLOOR", "HOUSE", "LANE", "PARK", "PIAZZA", "PLACE", "PLAZA", "RD", "ROAD", "RUE", "RUA", "SQUARE",
        "STREET", "SUITE", "TOWER", "TOWERS", "UL", "ULICA", "VIA",
    ]
    private static let noTownEndings = ["ALLEE", "GASSE", "PLATZ", "STRASSE", "STR", "STRAAT", "GATAN", "VEJ"]

    static func hasDigit(_ text: some StringProtocol) -> Bool { text.utf8.contains(where: \.isDigit) }

    static func isDigits(_ text: some StringProtocol, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy(\.isDigit)
    }

    static func isCapitals(_ text: some StringProtocol, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
}
