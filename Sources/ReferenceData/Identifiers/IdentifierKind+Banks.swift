extension IdentifierKind {
    /// Business identifier code.
    package static let bic = IdentifierKind("bic", "Business identifier code of a bank (ISO 9362).") {
        text throws(IdentifierReason) in
        switch BIC.check(text.text) {
        case .length: throw .length("There are \(text.count) characters; 8 or 11 are expected.")
        case .characters: throw .characters("Letters and digits are expected, with two letters for the country.")
        case .country: throw .part("country", "The fifth and sixth letter are no country.")
        case nil: break
        }
        var parts = [
            IdentifierPart("party", text.text(0..<4)), IdentifierPart("country", text.text(4..<6)),
            IdentifierPart("partySuffix", text.text(6..<8)),
        ]
        if text.count == 11 { parts.append(IdentifierPart("branch", text.text(8..<11))) }
        // The eighth character says who is connected: 0 a test, 1 one that only receives, 2 one that pays for others.
        switch text.bytes[7] {
        case UInt8(ascii: "0"): parts.append(IdentifierPart("use", "test"))
        case UInt8(ascii: "1"): parts.append(IdentifierPart("use", "passive"))
        case UInt8(ascii: "2"): parts.append(IdentifierPart("use", "reverseBilling"))
        default: parts.append(IdentifierPart("use", "live"))
        }
        return IdentifierReading(normalForm: text.text, parts: parts)
    }

    /// Legal entity identifier.
    package static let lei = IdentifierKind("lei", "Legal entity identifier (ISO 17442).") {
        text throws(IdentifierReason) in
        try text.expectLength(20)
        try text.expectAlphanumeric(0..<18)
        try text.expectDigits(18..<20)
        guard CheckDigits.modulo97(text.bytes) == 1 else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("issuer", text.text(0..<4)), IdentifierPart("entity", text.text(4..<18)),
                IdentifierPart("checkDigits", text.text(18..<20)),
            ]
        )
    }

    /// Structured creditor reference.
    package static let iso11649 = IdentifierKind("iso11649", "Structured creditor reference (ISO 11649), RF…") {
        text throws(IdentifierReason) in
        try text.expectLength(5...25)
        guard text.text(0..<2) == "RF" else { throw .part("prefix", "It does not begin with RF.") }
        try text.expectDigits(2..<4)
        try text.expectAlphanumeric()
        guard CheckDigits.modulo97(text.bytes[4...] + text.bytes[..<4]) == 1 else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("checkDigits", text.text(2..<4)), IdentifierPart("reference", text.text(4..<text.count)),
            ]
        )
    }

    /// Routing number of the American Bankers Association.
    package static let aba = IdentifierKind("aba", "Routing number of a bank in the United States (ABA).") {
        text throws(IdentifierReason) in
        try text.expectLength(9)
        try text.expectDigits()
        let district = text.value(0) * 10 + text.value(1)
        let isDistrict = [0...12, 21...32, 61...72, 80...80].contains { $0.contains(district) }
        guard isDistrict else {
            throw .part("district", "The first two digits are no district of the Federal Reserve.")
        }
        guard CheckDigits.weightedSum(text.bytes, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0 else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("district", text.text(0..<4)), IdentifierPart("bank", text.text(4..<8)),
                IdentifierPart("checkDigit", text.text(8..<9)),
            ]
        )
    }

    /// Number of a bank's branch in the Chinese payment system.
    package static let cnaps = IdentifierKind("cnaps", "Bank code of the Chinese payment system CNAPS.") {
        text throws(IdentifierReason) in
        try text.expectLength(12)
        try text.expectDigits()
        guard CheckDigits.isHybrid(text.bytes, modulus: 10) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("bank", text.text(0..<3)), IdentifierPart("area", text.text(3..<7)),
                IdentifierPart("branch", text.text(7..<11)), IdentifierPart("checkDigit", text.text(11..<12)),
            ]
        )
    }

    /// Number of a payment card.
    package static let pan = IdentifierKind("pan", "Number of a payment card (ISO/IEC 7812-1).") {
        text throws(IdentifierReason) in
        try text.expectLength(12...19)
        try text.expectDigits()
        guard CheckDigits.isLuhn(text.bytes) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("issuer", text.text(0..<6)),
                IdentifierPart("account", text.text(6..<text.count - 1)),
                IdentifierPart("checkDigit", text.text(text.count - 1..<text.count)),
            ]
        )
    }
}
