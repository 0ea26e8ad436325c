/// A country of ISO 3166-1, by its code of two letters.
package struct Country: Sendable, Hashable {
    /// Two capital letters.
    package let code: String

    /// Finds a country; nil if ISO 3166-1 has no such code.
    package init?(code: String) {
        guard let index = LetterCode.number(code.utf8.span, letters: 2), Self.table[index] else { return nil }
        self.code = code
    }

    /// Whether two bytes are the code of a country of ISO 3166-1.
    package static func isCode(utf8 code: Span<UInt8>) -> Bool {
        LetterCode.number(code, letters: 2).map { table[$0] } ?? false
    }

    /// Finds a country by any of its codes: two letters, three letters or three digits.
    package init?(anyCode text: String) {
        guard
            let row = CountryTable.rows.first(where: { $0.alpha2 == text || $0.alpha3 == text || $0.numeric == text })
        else { return nil }
        code = row.alpha2
    }

    /// The code of three letters.
    package var alpha3: String { row?.alpha3 ?? "" }
    /// The code of three digits.
    package var numericCode: String { row?.numeric ?? "" }

    private var row: CountryTable.Row? { CountryTable.rows.first { $0.alpha2 == code } }

    /// Every code, sorted.
    package static let codes: [String] = CountryTable.rows.map(\.alpha2)

    /// Whether the two letters from an offset are a country, or Kosovo (`XK`), which ISO 3166-1 leaves to its users and
    /// which BICs and IBANs have.
    static func isBankCountry(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset + 2 <= text.count, let index = LetterCode.number(text.extracting(offset..<offset + 2), letters: 2)
        else { return false }
        return table[index] || index == kosovo
    }

    private static let kosovo = 23 * 26 + 10

    private static let table: [Bool] = {
        var table = [Bool](repeating: false, count: 26 * 26)
        for code in codes {
            if let index = LetterCode.number(code.utf8.span, letters: 2) { table[index] = true }
        }
        return table
    }()
}

/// Codes of capital letters as numbers in base 26, for look-up in an array.
enum LetterCode {
    static func number(_ text: Span<UInt8>, letters: Int) -> Int? {
        guard text.count == letters else { return nil }
        var number = 0
        for index in text.indices {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[index]) else { return nil }
            number = number * 26 + Int(text[index] - UInt8(ascii: "A"))
        }
        return number
    }
}
