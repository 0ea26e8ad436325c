/// A country of ISO 3166-1, by its code of two letters.
package struct Country: Sendable, Hashable {
    /// Two capital letters.
    package let code: String

    /// Finds a country; nil if ISO 3166-1 has no such code.
    package init?(code: String) {
        guard let index = LetterCode.number(code.utf8.span, letters: 2), Self.table[index] else { return nil }
        self.code = code
    }

    /// Every code, sorted.
    package static let codes: [String] = list.split(whereSeparator: \.isWhitespace).map(String.init)

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

    private static let list = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
        BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
        ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
        HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
        LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
        NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
        SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
        UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """
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
