extension IdentifierKind {
    /// Any digits with a Luhn digit.
    package static let luhn = checked("luhn", "Digits with a check digit by Luhn (ISO/IEC 7812-1).") {
        CheckDigits.isLuhn($0)
    }
    /// Any digits with a check digit of Verhoeff's.
    package static let verhoeff = checked("verhoeff", "Digits with a check digit by Verhoeff.") {
        CheckDigits.isVerhoeff($0)
    }
    /// Any digits with a check digit of Damm's.
    package static let damm = checked("damm", "Digits with a check digit by Damm.") { CheckDigits.isDamm($0) }
    /// Any digits with a check digit by ISO 7064 MOD 11-2.
    package static let mod11And2 = checked("mod11-2", "Digits with a check digit or X (ISO 7064 MOD 11-2).", extra: "X")
    {
        CheckDigits.isPure($0, modulus: 11, extra: UInt8(ascii: "X"))
    }
    /// Any digits with a check digit by ISO 7064 MOD 11,10.
    package static let mod11And10 = checked("mod11-10", "Digits with a check digit (ISO 7064 MOD 11,10).") {
        CheckDigits.isHybrid($0, modulus: 10)
    }
    /// Any characters with a check character by ISO 7064 MOD 37-2.
    package static let mod37And2 = checked(
        "mod37-2",
        "Letters and digits with a check character or * (ISO 7064 MOD 37-2).",
        letters: true,
        extra: "*"
    ) { CheckDigits.isPure($0, modulus: 37, extra: UInt8(ascii: "*")) }
    /// Any characters with a check character by ISO 7064 MOD 37,36.
    package static let mod37And36 = checked(
        "mod37-36",
        "Letters and digits with a check character (ISO 7064 MOD 37,36).",
        letters: true
    ) { CheckDigits.isHybrid($0, modulus: 36) }
    /// Any characters with two check digits by ISO 7064 MOD 97-10.
    package static let mod97And10 = checked(
        "mod97-10",
        "Letters and digits with two check digits (ISO 7064 MOD 97-10).",
        letters: true
    ) { CheckDigits.modulo97($0) == 1 }

    /// A kind of which nothing is known but its check digits.
    private static func checked(
        _ name: String,
        _ summary: String,
        letters: Bool = false,
        extra: Unicode.Scalar? = nil,
        fits: @escaping @Sendable ([UInt8]) -> Bool
    ) -> IdentifierKind {
        IdentifierKind(name, summary) { text throws(IdentifierReason) in
            try text.expectLength(2...IdentifierText.charactersMax)
            let last = text.count - 1
            let isExtra = extra.map { UInt32(text.bytes[last]) == $0.value } ?? false
            let range = 0..<(isExtra ? last : text.count)
            if letters { try text.expectAlphanumeric(range) } else { try text.expectDigits(range) }
            guard fits(text.bytes) else { throw .checkDigits }
            return IdentifierReading(normalForm: text.text, parts: [])
        }
    }
}
