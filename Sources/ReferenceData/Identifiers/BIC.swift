/// Business identifier codes (ISO 9362): structure and country.
package enum BIC {
    /// What is wrong with a code that is no BIC.
    package enum Defect: String, Sendable, Hashable, CaseIterable {
        /// Neither 8 nor 11 characters.
        case length
        /// Other characters than capital letters and digits, or no letters for the country.
        case characters
        /// Fifth and sixth character are no country.
        case country
    }

    /// Checks a BIC of 8 or 11 characters; whether it is assigned to anybody is for a directory to say.
    ///
    /// - Parameter text: the code.
    /// - Returns: what is wrong first, or nil for a BIC.
    package static func check(_ text: String) -> Defect? { check(utf8: text.utf8.span) }

    /// Checks the bytes of a BIC; see ``check(_:)``.
    package static func check(utf8 bytes: Span<UInt8>) -> Defect? {
        guard bytes.count == 8 || bytes.count == 11 else { return .length }
        for index in bytes.indices {
            let isLetter = (0x41...0x5A).contains(bytes[index])
            let isDigit = (0x30...0x39).contains(bytes[index])
            guard isLetter || (isDigit && index != 4 && index != 5) else { return .characters }
        }
        // Well formed by chance: translators write it where there is no agent, and it would pass as Romanian.
        guard !isNotProvided(bytes) else { return .country }
        return Country.isBankCountry(bytes, at: 4) ? nil : .country
    }

    private static let notProvided = Array("NOTPROVIDED".utf8)

    private static func isNotProvided(_ bytes: Span<UInt8>) -> Bool {
        bytes.count == notProvided.count && bytes.indices.allSatisfy { bytes[$0] == notProvided[$0] }
    }
}
