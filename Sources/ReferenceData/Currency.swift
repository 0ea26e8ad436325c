/// A currency of ISO 4217 and its number of decimals.
package struct Currency: Sendable, Hashable {
    /// Three capital letters.
    package let code: String
    /// The decimals of the minor unit; nil for metals, funds and test codes, which have none.
    package let minorUnits: Int?

    /// Finds a currency; nil if ISO 4217 has no such code.
    package init?(code: String) {
        guard let index = Self.index(of: code), Self.table[index] != Self.absent else { return nil }
        self.code = code
        let units = Self.table[index]
        minorUnits = units == Self.withoutMinorUnit ? nil : Int(units)
    }

    /// Every code, sorted.
    package static let codes: [String] = (CurrencyTable.listed).sorted()

    private static let absent: Int8 = -2
    private static let withoutMinorUnit: Int8 = -1

    /// The minor units by code, three letters as a number in base 26.
    private static let table: [Int8] = {
        var table = [Int8](repeating: absent, count: 26 * 26 * 26)
        for (units, codes) in CurrencyTable.codesByMinorUnits {
            for code in codes {
                if let index = index(of: code) { table[index] = units ?? withoutMinorUnit }
            }
        }
        return table
    }()

    private static func index(of code: String) -> Int? {
        LetterCode.number(code.utf8.span, letters: 3)
    }
}

/// ISO 4217, list one, by minor unit.
///
/// Codes withdrawn since 2023 stay, because late messages carry them.
private enum CurrencyTable {
    static let codesByMinorUnits: [(Int8?, [String])] = [
        (0, words(zero)), (2, words(two)), (3, words(three)), (4, words(four)), (nil, words(none)),
    ]

    static let listed: [String] = codesByMinorUnits.flatMap(\.1)

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let zero = """
        BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
        """
    private static let two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
        CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
        GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD
        MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
        PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
        TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL
        """
    private static let three = """
        BHD IQD JOD KWD LYD OMR TND
        """
    private static let four = "CLF UYW"
    private static let none = """
        XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX
        """
}
