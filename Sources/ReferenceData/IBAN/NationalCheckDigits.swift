/// The check digits inside of national account numbers, for the countries whose rules are public.
///
/// Sources: ECBS TR 201 and the countries' central banks, as the IBAN registry cites them. Countries that are not here
/// have none, leave them to each bank (Germany, Sweden, Denmark), or keep the rules to themselves.
enum NationalCheckDigits {
    /// Whether the national part's check digits fit; nil where the country has no rule that is checked.
    static func fit(_ bban: [UInt8], of country: String) -> Bool? {
        switch country {
        case "BE", "ES", "FR", "GF", "GP", "MQ", "RE", "PF", "TF", "YT", "NC", "PM", "WF", "BL", "MF", "MC", "MR", "BI",
            "DJ",
            "IT", "SM", "TN", "NO", "EE", "PL", "AL":
            guard let (digits, range) = expected(bban, of: country) else { return false }
            return Array(bban[range]) == digits
        case "BA", "ME", "MK", "PT", "RS", "SI", "TL", "XK": return CheckDigits.modulo97(bban) == 1
        case "FI", "AX": return CheckDigits.isLuhn(bban)
        case "HU": return isHungarian(bban[0..<8]) && isHungarian(bban[8..<24])
        case "CZ", "SK":
            return CheckDigits.weightedSum(bban[4..<10], [10, 5, 8, 4, 2, 1]) % 11 == 0
                && CheckDigits.weightedSum(bban[10..<20], [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0
        case "HR":
            return CheckDigits.isHybrid(Array(bban[0..<7]), modulus: 10)
                && CheckDigits.isHybrid(Array(bban[7..<17]), modulus: 10)
        case "NL": return isDutch(bban[4..<14])
        case "IS": return isIcelandic(bban[12..<22])
        default: return nil
        }
    }

    /// The check digits that the rest gives, and where they stand, for countries that keep them apart.
    ///
    /// - Returns: nil where the country does not keep them apart, or where the rest gives none.
    static func expected(_ bban: [UInt8], of country: String) -> ([UInt8], Range<Int>)? {
        switch country {
        case "BE":
            let remainder = CheckDigits.modulo97(bban[0..<10])
            return (twoDigits(remainder == 0 ? 97 : remainder), 10..<12)
        case "ES":
            let first = spanish(bban[0..<8], [4, 8, 5, 10, 9, 7, 3, 6])
            let second = spanish(bban[10..<20], [1, 2, 4, 8, 5, 10, 9, 7, 3, 6])
            return (twoDigits(first * 10 + second), 8..<10)
        case "FR", "GF", "GP", "MQ", "RE", "PF", "TF", "YT", "NC", "PM", "WF", "BL", "MF", "MC", "MR", "BI", "DJ":
            return (french(bban), 21..<23)
        case "IT", "SM": return ([italian(bban[1..<23])], 0..<1)
        case "TN": return (twoDigits(97 - CheckDigits.modulo97(bban[0..<18] + Array("00".utf8))), 18..<20)
        case "PT", "SI", "RS", "ME", "MK", "BA", "XK", "TL":
            let range = bban.count - 2..<bban.count
            return (twoDigits(98 - CheckDigits.modulo97(bban[..<range.lowerBound] + Array("00".utf8))), range)
        case "NO": return norwegian(bban).map { ([$0], 10..<11) }
        case "EE": return ([estonian(bban[2..<15])], 15..<16)
        case "PL": return ([complement10(CheckDigits.weightedSum(bban[0..<7], [3, 9, 7, 1, 3, 9, 7]))], 7..<8)
        case "AL": return ([complement10(CheckDigits.weightedSum(bban[0..<7], [9, 7, 3, 1, 9, 7, 3]))], 7..<8)
        default: return nil
        }
    }

    // MARK: - Countries

    private static func spanish(_ digits: ArraySlice<UInt8>, _ weights: [Int]) -> Int {
        let digit = 11 - CheckDigits.weightedSum(digits, weights) % 11
        return digit == 11 ? 0 : digit == 10 ? 1 : digit
    }

    /// The key of a French account (RIB): letters count 1 to 9 over and over, from S on beginning with 2.
    private static func french(_ bban: [UInt8]) -> [UInt8] {
        var remainder = 0
        for byte in bban[0..<21] {
            remainder = (remainder * 10 + frenchValue(byte)) % 97
        }
        return twoDigits(97 - remainder * 100 % 97)
    }

    private static func frenchValue(_ byte: UInt8) -> Int {
        let value = CheckDigits.value(byte)
        switch value {
        case ..<10: return value
        case ..<28: return (value - 10) % 9 + 1
        default: return value - 28 + 2
        }
    }

    /// The control letter of an Italian account (CIN): odd places by a table, even ones by their value.
    private static func italian(_ characters: ArraySlice<UInt8>) -> UInt8 {
        let odd = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
        ]
        var sum = 0
        for (place, byte) in characters.enumerated() {
            let value = CheckDigits.value(byte)
            let rank = value < 10 ? value : value - 10
            sum += place.isMultiple(of: 2) ? odd[rank] : rank
        }
        return UInt8(ascii: "A") + UInt8(sum % 26)
    }

    private static func norwegian(_ bban: [UInt8]) -> UInt8? {
        // Numbers with 00 after the bank are checked without the bank.
        let isShort = bban[4] == 0x30 && bban[5] == 0x30
        let digits = isShort ? bban[6..<10] : bban[0..<10]
        let digit = 11 - CheckDigits.weightedSum(digits, isShort ? [5, 4, 3, 2] : [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return digit == 10 ? nil : 0x30 + UInt8(digit % 11)
    }

    private static func estonian(_ digits: ArraySlice<UInt8>) -> UInt8 {
        complement10(CheckDigits.weightedSum(digits.reversed(), [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7]))
    }

    private static func isHungarian(_ digits: ArraySlice<UInt8>) -> Bool {
        let weights = [9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3]
        return digits.last == complement10(CheckDigits.weightedSum(digits.dropLast(), weights))
    }

    /// The eleven test; accounts of the former Postbank, which begin with three zeros, have no check.
    private static func isDutch(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.prefix(3).allSatisfy { $0 == 0x30 }
            || CheckDigits.weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// The holder's registration number (kennitala), whose ninth digit is the check.
    private static func isIcelandic(_ holder: ArraySlice<UInt8>) -> Bool {
        let digit = 11 - CheckDigits.weightedSum(holder.prefix(8), [3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return CheckDigits.value(holder[holder.startIndex + 8]) == digit % 11
    }

    // MARK: - Digits

    private static func twoDigits(_ value: Int) -> [UInt8] {
        [0x30 + UInt8(value / 10 % 10), 0x30 + UInt8(value % 10)]
    }

    private static func complement10(_ sum: Int) -> UInt8 {
        0x30 + UInt8((10 - sum % 10) % 10)
    }
}
