/// A town with its post code, read from one line.
struct AddressPlace: Equatable {
    var town: String
    var postCode: String?
    var subdivision: String?

    /// A town, with or without a post code, of a country that is known; nil where the line can be none.
    init?(_ line: String, of country: String) {
        if let place = AddressPlace(withPostCode: line, of: country) {
            self = place
        } else {
            guard AddressText.canBeTown(line) else { return nil }
            self.init(town: line)
        }
    }

    /// A town whose line names the country again: `DE-60311 Frankfurt`.
    init?(withCountry line: String, _ country: String) {
        guard let found = AddressEnd(line), found.country == country, found.rest == nil else { return nil }
        self = found.place
    }

    /// A town with a post code in the form of a country; nil where the line has none.
    init?(withPostCode line: String, of country: String) {
        let words = line.split(separator: " ").map(String.init)
        guard let found = PostCodeForm.of(country).split(words) else { return nil }
        let town = found.town.joined(separator: " ").trimmingCommas
        guard AddressText.canBeTown(town) else { return nil }
        self.init(town: town, postCode: found.postCode, subdivision: found.subdivision)
    }

    private init(town: String, postCode: String? = nil, subdivision: String? = nil) {
        self.town = town
        self.postCode = postCode
        self.subdivision = subdivision
    }
}

extension String {
    /// The text without commas and blanks at its ends.
    fileprivate var trimmingCommas: String {
        var text = Substring(self)
        while let last = text.last, last == "," || last == " " { text = text.dropLast() }
        while let first = text.first, first == "," || first == " " { text = text.dropFirst() }
        return String(text)
    }
}
