extension IdentifierKind {
    /// International bank account number, with all that is known of the national part.
    ///
    /// Stricter than ``IBAN/check(_:)``, which messages are read by: the characters of the national part and its own
    /// check digits are looked at too. Countries that use such numbers without being in the registry are taken.
    package static let iban = IdentifierKind("iban", "International bank account number (ISO 13616-1).") {
        text throws(IdentifierReason) in
        try text.expectLength(5...34)
        try text.expectAlphanumeric()
        try text.expectLetters(0..<2)
        try text.expectDigits(2..<4)
        guard let structure = IBANStructure.of(text.text(0..<2)) else {
            throw .part("country", "The country has no IBANs.")
        }
        try text.expectLength(structure.length)
        let bban = Array(text.bytes[4...])
        for (index, characters) in structure.characters.enumerated() where !characters.take(bban[index]) {
            throw .part("structure", "Character \(index + 5) is not as the country's numbers have it.")
        }
        // 00, 01 and 99 can come out right, but no IBAN is made with them: valid check digits are 02 to 98.
        let checkDigits = text.value(2) * 10 + text.value(3)
        guard (2...98).contains(checkDigits), CheckDigits.modulo97(bban + text.bytes[..<4]) == 1 else {
            throw .checkDigits
        }
        let nationalFit = NationalCheckDigits.fit(bban, of: structure.country)
        guard nationalFit != false else {
            throw .part("national-check-digits", "The check digits of the national account number do not fit.")
        }
        return IdentifierReading(normalForm: text.text, parts: parts(text, structure, nationalFit != nil))
    }

    private static func parts(
        _ text: IdentifierText,
        _ structure: IBANStructure,
        _ isNationallyChecked: Bool
    ) -> [IdentifierPart] {
        var parts = [
            IdentifierPart("country", structure.country), IdentifierPart("checkDigits", text.text(2..<4)),
        ]
        for part in structure.parts {
            let range = part.range.lowerBound + 4..<part.range.upperBound + 4
            parts.append(IdentifierPart(part.kind.name, text.text(range)))
        }
        parts.append(IdentifierPart("nationalCheck", isNationallyChecked ? "fits" : "none"))
        parts.append(IdentifierPart("registry", structure.isRegistered ? "registered" : "notRegistered"))
        return parts
    }
}
