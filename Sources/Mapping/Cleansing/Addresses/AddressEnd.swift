/// The end of an address in one line: a town with its country, and what stands in front of them.
///
/// `DE-60311 Frankfurt`, `D-60311 Frankfurt`, `DE/Frankfurt`, `Frankfurt, DE`, `Main Street 1, 60311 Frankfurt, Germany`.
struct AddressEnd {
    let country: String
    let place: AddressPlace
    /// What stands in front of the town; nil where nothing does.
    let rest: String?

    init?(_ line: String) {
        guard let end = Self.prefixed(line) ?? Self.separated(line) else { return nil }
        self = end
    }

    private init(_ country: String, _ place: AddressPlace, rest: String? = nil) {
        self.country = country
        self.place = place
        self.rest = rest
    }

    /// The country in front: with a hyphen and a post code, or with a slash.
    private static func prefixed(_ line: String) -> AddressEnd? {
        guard let mark = line.firstIndex(where: { $0 == "-" || $0 == "/" }) else { return nil }
        let (prefix, rest) = (String(line[..<mark]), String(line[line.index(after: mark)...]))
        let isCode = AddressText.isCountryCode(prefix)
        if line[mark] == "/" {
            return isCode ? AddressPlace(rest, of: prefix).map { AddressEnd(prefix, $0) } : nil
        }
        guard let country = isCode ? prefix : carLetters[prefix] else { return nil }
        return AddressPlace(withPostCode: rest, of: country).map { AddressEnd(country, $0) }
    }

    /// The country behind the last comma, the town in front of it, behind another comma perhaps.
    private static func separated(_ line: String) -> AddressEnd? {
        guard let comma = line.lastIndex(of: ","),
            let country = AddressText.country(AddressText.tidy(String(line[line.index(after: comma)...])))
        else { return nil }
        let front = AddressText.tidy(String(line[..<comma]))
        guard let second = front.lastIndex(of: ",") else {
            return AddressPlace(front, of: country).map { AddressEnd(country, $0) }
        }
        // A state stands behind a comma of its own: New York, NY 10015.
        if let place = AddressPlace(withPostCode: front, of: country), !place.town.contains(",") {
            return AddressEnd(country, place)
        }
        let rest = AddressText.tidy(String(front[..<second]))
        let town = AddressText.tidy(String(front[front.index(after: second)...]))
        return AddressPlace(town, of: country).map { AddressEnd(country, $0, rest: rest.isEmpty ? nil : rest) }
    }

    /// The letters of its cars, which post offices once put in front of the post code.
    private static let carLetters = [
        "A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "FIN": "FI", "FL": "LI", "I": "IT", "L": "LU", "N": "NO",
        "P": "PT", "S": "SE",
    ]
}
