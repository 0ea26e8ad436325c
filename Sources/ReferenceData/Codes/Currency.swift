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

    /// Whether three bytes are the code of a currency.
    package static func isCode(utf8 code: Span<UInt8>) -> Bool {
        LetterCode.number(code, letters: 3).map { table[$0] != absent } ?? false
    }

    /// The decimals of the minor unit of a currency; nil where it has none or there is no such currency.
    package static func minorUnits(ofCode code: Span<UInt8>) -> Int? {
        guard let index = LetterCode.number(code, letters: 3), table[index] >= 0 else { return nil }
        return Int(table[index])
    }

    /// The code of three digits.
    package var numericCode: String { CurrencyTable.numericCodes[code] ?? "" }

    /// Finds a currency by its code of three digits; where a new currency took over another's digits, the new one.
    package init?(numericCode: String) {
        guard let code = CurrencyTable.numericCodes.filter({ $0.value == numericCode }).map(\.key).max() else {
            return nil
        }
        self.init(code: code)
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

    /// The codes of three digits.
    static let numericCodes: [String: String] = Dictionary(
        uniqueKeysWithValues: words(numeric).map { (String($0.prefix(3)), String($0.suffix(3))) }
    )

    private static let zero = """
        BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
        """
    private static let two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
        CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
        GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD
        MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
        PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
        TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL
        """
    private static let three = """
        BHD IQD JOD KWD LYD OMR TND
        """
    private static let four = "CLF UYW"
    private static let none = """
        XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX
        """
    private static let numeric = """
        AED784 AFN971 ALL008 AMD051 ANG532 AOA973 ARS032 AUD036 AWG533 AZN944 BAM977 BBD052 BDT050 BGN975 BHD048
        BIF108 BMD060 BND096 BOB068 BOV984 BRL986 BSD044 BTN064 BWP072 BYN933 BZD084 CAD124 CDF976 CHE947 CHF756
        CHW948 CLF990 CLP152 CNY156 COP170 COU970 CRC188 CUC931 CUP192 CVE132 CZK203 DJF262 DKK208 DOP214 DZD012
        EGP818 ERN232 ETB230 EUR978 FJD242 FKP238 GBP826 GEL981 GHS936 GIP292 GMD270 GNF324 GTQ320 GYD328 HKD344
        HNL340 HRK191 HTG332 HUF348 IDR360 ILS376 INR356 IQD368 IRR364 ISK352 JMD388 JOD400 JPY392 KES404 KGS417
        KHR116 KMF174 KPW408 KRW410 KWD414 KYD136 KZT398 LAK418 LBP422 LKR144 LRD430 LSL426 LYD434 MAD504 MDL498
        MGA969 MKD807 MMK104 MNT496 MOP446 MRU929 MUR480 MVR462 MWK454 MXN484 MXV979 MYR458 MZN943 NAD516 NGN566
        NIO558 NOK578 NPR524 NZD554 OMR512 PAB590 PEN604 PGK598 PHP608 PKR586 PLN985 PYG600 QAR634 RON946 RSD941
        RUB643 RWF646 SAR682 SBD090 SCR690 SDG938 SEK752 SGD702 SHP654 SLE925 SLL694 SOS706 SRD968 SSP728 STN930
        SVC222 SYP760 SZL748 THB764 TJS972 TMT934 TND788 TOP776 TRY949 TTD780 TWD901 TZS834 UAH980 UGX800 USD840
        USN997 UYI940 UYU858 UYW927 UZS860 VED926 VES928 VND704 VUV548 WST882 XAD396 XAF950 XAG961 XAU959 XBA955
        XBB956 XBC957 XBD958 XCD951 XCG532 XDR960 XOF952 XPD964 XPF953 XPT962 XSU994 XTS963 XUA965 XXX999 YER886
        ZAR710 ZMW967 ZWG924 ZWL932
        """
}
