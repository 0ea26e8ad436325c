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
    package static func check(_ text: String) -> Defect? { check(utf8: text.utf8.span) }

    /// Checks the bytes of an IBAN; see ``check(_:)``.
    package static func check(utf8 bytes: Span<UInt8>) -> Defect? {
        guard bytes.count > 4, hasPlainCharacters(bytes) else { return .characters }
        guard let country = LetterCode.number(bytes.extracting(0..<2), letters: 2), lengths[country] > 0 else {
            return .country
        }
        guard bytes.count == Int(lengths[country]) else { return .length }
        // 00, 01 and 99 can come out right, but no IBAN is made with them: valid check digits are 02 to 98.
        let checkDigits = Int(bytes[2] - 0x30) * 10 + Int(bytes[3] - 0x30)
        return (2...98).contains(checkDigits) && remainder(bytes) == 1 ? nil : .checkDigits
    }

    /// The characters of a country's national account numbers, such as `8n10n`: eighteen digits; nil where there are none.
    package static func structure(of country: String) -> String? {
        IBANStructure.of(country)?.notation
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

    /// The length by country, two letters as a number in base 26; 0 where the registry has none.
    private static let lengths: [UInt8] = {
        var lengths = [UInt8](repeating: 0, count: 26 * 26)
        for structure in IBANStructure.all where structure.isRegistered {
            guard let index = LetterCode.number(structure.country.utf8.span, letters: 2) else { continue }
            lengths[index] = UInt8(structure.length)
        }
        return lengths
    }()
}
