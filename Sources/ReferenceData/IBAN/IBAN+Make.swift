extension IBAN {
    /// Makes an account number from its national parts: pads them with zeros and works out the check digits.
    ///
    /// - Parameters:
    ///   - country: two capital letters.
    ///   - bank: the bank's code; what is longer than that goes on with the branch.
    ///   - branch: the branch's code, where the country has one.
    ///   - account: the account; what the country's structure calls the account, without its check digits.
    /// - Returns: the account number without spaces.
    /// - Throws: ``IdentifierReason`` where a part is too long or has other characters than the country's numbers have.
    package static func make(
        country: String,
        bank: String,
        branch: String = "",
        account: String
    ) throws(IdentifierReason) -> String {
        guard let structure = IBANStructure.of(country) else { throw .part("country", "The country has no IBANs.") }
        var bban = [UInt8](repeating: 0x30, count: structure.characters.count)
        var bank = Array(bank.utf8)
        var branch = Array(branch.utf8)
        if let range = structure.range(of: .bank), bank.count > range.count, branch.isEmpty {
            branch = Array(bank[range.count...])
            bank.removeLast(branch.count)
        }
        try put(bank, .bank, structure, &bban)
        try put(branch, .branch, structure, &bban)
        try put(Array(account.utf8), .account, structure, &bban)
        try expectCharacters(bban, structure)
        if let (digits, range) = NationalCheckDigits.expected(bban, of: country) {
            bban.replaceSubrange(range, with: digits)
        }
        let remainder = CheckDigits.modulo97(bban + Array(country.utf8) + Array("00".utf8))
        let checkDigits = String(98 - remainder)
        return country + (checkDigits.utf8.count == 1 ? "0" : "") + checkDigits + String(decoding: bban, as: UTF8.self)
    }

    private static func put(
        _ text: [UInt8],
        _ kind: IBANStructure.Kind,
        _ structure: IBANStructure,
        _ bban: inout [UInt8]
    ) throws(IdentifierReason) {
        guard !text.isEmpty else { return }
        guard let range = structure.range(of: kind), text.count <= range.count else {
            throw .length("The \(kind.name) has more characters than the country's numbers have.")
        }
        bban.replaceSubrange(range.upperBound - text.count..<range.upperBound, with: text)
    }

    /// Checks the characters, but for the place of a check letter that is not worked out yet.
    private static func expectCharacters(_ bban: [UInt8], _ structure: IBANStructure) throws(IdentifierReason) {
        let open = structure.range(of: .nationalCheckDigits) ?? 0..<0
        for (index, characters) in structure.characters.enumerated() where !open.contains(index) {
            guard characters.take(bban[index]) else {
                throw .characters("Character \(index + 5) is not as the country's numbers have it.")
            }
        }
    }
}

extension IBANStructure.Characters {
    func take(_ byte: UInt8) -> Bool {
        let isDigit = (0x30...0x39).contains(byte)
        let isLetter = (0x41...0x5A).contains(byte)
        return switch self {
        case .digit: isDigit
        case .letter: isLetter
        case .either: isDigit || isLetter
        }
    }
}
