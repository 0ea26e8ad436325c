/// A postal address by its parts, as PostalAddress24 of ISO 20022 has it, and lines for what is not known by part.
package struct PostalAddress: Sendable, Hashable {
    /// Street name.
    package var street: String?
    /// Building number.
    package var buildingNumber: String?
    /// Post office box.
    package var postBox: String?
    /// Post code.
    package var postCode: String?
    /// Town.
    package var town: String?
    /// State or province.
    package var countrySubdivision: String?
    /// Country, two letters of ISO 3166-1.
    package var country: String?
    /// What is known as lines only.
    package var lines: [String]

    /// Makes an address.
    package init(
        street: String? = nil,
        buildingNumber: String? = nil,
        postBox: String? = nil,
        postCode: String? = nil,
        town: String? = nil,
        countrySubdivision: String? = nil,
        country: String? = nil,
        lines: [String] = []
    ) {
        self.street = street
        self.buildingNumber = buildingNumber
        self.postBox = postBox
        self.postCode = postCode
        self.town = town
        self.countrySubdivision = countrySubdivision
        self.country = country
        self.lines = lines
    }

    /// What an address is for the networks.
    package enum Form: String, Sendable, CaseIterable {
        /// Town and country, and no lines.
        case structured
        /// Town and country, and at most two lines of 70 characters.
        case hybrid
        /// Lines without town or country, or too many of them: refused by CBPR+ and SEPA from November 2026.
        case unstructured
    }

    /// The greatest number of lines of a hybrid address.
    package static let hybridLinesMax = 2
    /// The greatest length of a line.
    package static let lineLengthMax = 70

    /// What the address is.
    package var form: Form {
        guard town != nil, country != nil else { return .unstructured }
        if lines.isEmpty { return .structured }
        let fits = lines.allSatisfy { $0.unicodeScalars.count <= Self.lineLengthMax }
        return fits && lines.count <= Self.hybridLinesMax ? .hybrid : .unstructured
    }
}
