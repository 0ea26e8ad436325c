import ReferenceData

/// Town and country found in the lines of an unstructured address.
///
/// Only what a line says by its form is taken: a country's code or name by itself, `DE-60311 Frankfurt`,
/// `60311 Frankfurt`, `Frankfurt, DE`, `DE/Frankfurt`, and the forms of Great Britain and of North America. Everything
/// else stays a line. What a street is, nobody can tell from its form, so it is never guessed.
struct AddressReading {
    private var lines: [String]
    private(set) var country: String?
    private(set) var place: AddressPlace?

    /// Reads lines; `country` is what is known from elsewhere, and is believed only where the lines do not say another.
    init(_ lines: [String], country hint: String?) {
        self.lines = lines.map(AddressText.tidy).filter { !$0.isEmpty }
        takeCountryLine()
        takeLastLine(hint)
    }

    /// The address; with no town or no country, the lines as they were.
    func address(of original: [String]) -> PostalAddress {
        guard let country, let place else { return PostalAddress(lines: original) }
        return PostalAddress(
            postCode: place.postCode,
            town: place.town,
            countrySubdivision: place.subdivision,
            country: country,
            lines: AddressText.joined(lines)
        )
    }

    /// A last line that is a country and nothing else.
    private mutating func takeCountryLine() {
        guard let last = lines.last, let code = AddressText.country(last), lines.count > 1 else { return }
        country = code
        lines.removeLast()
    }

    /// The last line, or what remains of it, is the town.
    private mutating func takeLastLine(_ hint: String?) {
        guard let last = lines.last else { return }
        var rest: String?
        if let country {
            place = AddressPlace(last, of: country) ?? AddressPlace(withCountry: last, country)
        } else if let end = AddressEnd(last) {
            (country, place, rest) = (end.country, end.place, end.rest)
        } else if let hint, AddressText.isCountryCode(hint), let found = AddressPlace(withPostCode: last, of: hint) {
            (country, place) = (hint, found)
        }
        if place == nil {
            // A country without a town is no use: the lines stay together.
            country = nil
        } else {
            lines.removeLast()
            if let rest { lines.append(rest) }
        }
    }
}
