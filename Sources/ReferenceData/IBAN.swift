/// International bank account numbers (ISO 13616-1): length by country and check digits.
package enum IBAN {
    /// What is wrong with an account number that is no IBAN.
    package enum Defect: String, Sendable, Hashable, CaseIterable {
        /// Other characters than capital letters and digits, or check digits that are none.
        case characters
        /// The country has no IBANs in the registry.
        case country
        /// Longer or shorter than the country's IBANs are.
        case length
        /// The check digits do not fit (ISO 7064, MOD 97-10).
        case checkDigits
    }

    /// Checks an IBAN as it travels electronically: capital letters and digits without spaces.
    ///
    /// - Parameter text: the account number.
    /// - Returns: what is wrong first, or nil for an IBAN.
    package static func check(_ text: String) -> Defect? {
        let bytes = text.utf8.span
        guard bytes.count > 4, hasPlainCharacters(bytes) else { return .characters }
        guard let country = LetterCode.number(bytes.extracting(0..<2), letters: 2), lengths[country] > 0 else {
            return .country
        }
        guard bytes.count == Int(lengths[country]) else { return .length }
        // 00, 01 and 99 can come out right, but no IBAN is made with them: valid check digits are 02 to 98.
        let checkDigits = Int(bytes[2] - 0x30) * 10 + Int(bytes[3] - 0x30)
        return (2...98).contains(checkDigits) && remainder(bytes) == 1 ? nil : .checkDigits
    }

    private static func hasPlainCharacters(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let isDigit = (0x30...0x39).contains(bytes[index])
            let isLetter = (0x41...0x5A).contains(bytes[index])
            guard index < 2 ? isLetter : index < 4 ? isDigit : isDigit || isLetter else { return false }
        }
        return true
    }

    /// The number modulo 97, its first four characters moved to the end and letters written as 10 to 35.
    private static func remainder(_ bytes: Span<UInt8>) -> Int {
        var remainder = 0
        for offset in 0..<bytes.count {
            let position = offset + 4 < bytes.count ? offset + 4 : offset + 4 - bytes.count
            let byte = bytes[position]
            remainder = byte >= 0x41 ? remainder * 100 + Int(byte) - 0x41 + 10 : remainder * 10 + Int(byte) - 0x30
            if remainder > 1_000_000_000 { remainder %= 97 }
        }
        return remainder % 97
    }

    /// The length by country, two letters as a number in base 26; 0 where there are none.
    private static let lengths: [UInt8] = {
        var lengths = [UInt8](repeating: 0, count: 26 * 26)
        for entry in registry.split(whereSeparator: \.isWhitespace) {
            let code = String(entry.prefix(2))
            guard let index = LetterCode.number(code.utf8.span, letters: 2) else { continue }
            lengths[index] = UInt8(entry.dropFirst(2)) ?? 0
        }
        return lengths
    }()

    /// Country and length (SWIFT IBAN Registry; French territories and Crown dependencies by their own codes).
    private static let registry = """
        AD24 AE23 AL28 AT20 AX18 AZ28 BA20 BE16 BG22 BH22 BI27 BL27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27
        DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GF27 GG22 GI23 GL18 GP27 GR27 GT28 HR21 HU28
        IE22 IL23 IM22 IQ23 IS26 IT27 JE22 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22
        MF27 MK19 MN20 MQ27 MR27 MT31 MU30 NC27 NI28 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27
        RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TF27 TL23 TN24 TR26 UA29 VA22 VG24
        WF27 XK20 YT27
        """
}
