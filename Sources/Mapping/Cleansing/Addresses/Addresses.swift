/// Addresses from lines into parts and back, as CBPR+ and SEPA require from November 2026.
package enum Addresses {
    /// The greatest number of lines that are looked at; PostalAddress24 has seven.
    package static let linesMax = 10

    /// Makes a structured or hybrid address of lines, as far as their form says where town and country are.
    ///
    /// - Parameters:
    ///   - lines: the lines without the name.
    ///   - country: the country as it is known from elsewhere (the account, the agent), which helps with `60311 Frankfurt`.
    /// - Returns: the address. Its ``PostalAddress/form`` says what it is; where it is `unstructured` we cannot tell, and
    ///   it has the lines as they were.
    package static func structure(_ lines: [String], country: String? = nil) -> PostalAddress {
        guard lines.count <= linesMax else { return PostalAddress(lines: lines) }
        return AddressReading(lines, country: country).address(of: lines)
    }

    /// Writes an address as lines: its lines, street, post office box, post code with town, country.
    ///
    /// The last line is `DE-60311 Frankfurt` or `DE/Frankfurt` where there is no room for the country by itself; both can
    /// be read again.
    ///
    /// - Returns: what was changed; characters that found no room count as cut.
    package static func lines(
        of address: PostalAddress,
        count: Int,
        of width: Int,
        into output: inout LineList
    ) -> TextChange {
        let count = min(max(0, count), LineRule.limit)
        let details = address.details
        let place = address.placeLines(count: details.count + 2 <= count ? 2 : 1)
        let room = max(0, count - place.count)
        var change = TextChange.none
        let separate = details.count <= room && details.allSatisfy { $0.unicodeScalars.count <= width }
        let first = separate ? details : details.isEmpty ? [] : [details.joined(separator: ", ")]
        for (index, text) in first.enumerated() {
            change.formUnion(append(text, room: separate ? 1 : room - index, width, &output))
        }
        for text in place.prefix(count) { change.formUnion(append(text, room: 1, width, &output)) }
        return change
    }

    private static func append(_ text: String, room: Int, _ width: Int, _ output: inout LineList) -> TextChange {
        guard let rule = LineRule(lines: room, of: width, starts: .block4NoSlash, fullLineContinues: false) else {
            var change = TextChange.none
            change.note(.cut, at: 0, count: text.unicodeScalars.count)
            return change
        }
        return Lines.split(text.utf8.span, rule, into: &output).change
    }
}

extension PostalAddress {
    /// What stands in front of the town, line by line.
    fileprivate var details: [String] {
        let street = [street, buildingNumber].compactMap(\.self).joined(separator: " ")
        return (lines + [street, postBox ?? ""]).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// Town and country, in two lines or in one.
    fileprivate func placeLines(count: Int) -> [String] {
        guard let country else { return placeLine.isEmpty ? [] : [placeLine] }
        guard !placeLine.isEmpty else { return [country] }
        if count > 1 { return [placeLine, country] }
        return postCode != nil && PostCodeForm.of(country).isInFront
            ? ["\(country)-\(placeLine)"] : ["\(country)/\(placeLine)"]
    }

    /// Post code and town in the order of the country.
    private var placeLine: String {
        let isInFront = country.map { PostCodeForm.of($0).isInFront } ?? true
        let parts = isInFront ? [postCode, town] : [town, countrySubdivision, postCode]
        return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension PostCodeForm {
    fileprivate var isInFront: Bool { self == .digitsInFront || self == .dutch }
}

extension Addresses {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "structureAddress",
            "Finds town and country in the lines of an address; gives its form and its parts, the form first.",
            parameters: ["lines": "the lines without the name", "country": "as known from elsewhere, or nothing"],
            examples: [
                .init(
                    "Main Street 1\n60311 Frankfurt\nGermany",
                    gives: "hybrid\npostCode: 60311\ntown: Frankfurt\ncountry: DE\nline: Main Street 1"
                ),
                .init("DE-60311 Frankfurt", gives: "structured\npostCode: 60311\ntown: Frankfurt\ncountry: DE"),
                .init(
                    "1 High Street\nLondon EC2V 7HH\nGB",
                    gives: "hybrid\npostCode: EC2V 7HH\ntown: London\ncountry: GB\nline: 1 High Street"
                ),
                .init(
                    "New York, NY 10015, USA",
                    gives: "structured\npostCode: 10015\ntown: New York\nsubdivision: NY\ncountry: US"
                ),
                .init(
                    "Main Street 1, 60311 Frankfurt, Germany",
                    gives: "hybrid\npostCode: 60311\ntown: Frankfurt\ncountry: DE\nline: Main Street 1"
                ),
                .init("Industrial Park\nGB", gives: "unstructured\nline: Industrial Park\nline: GB"),
                .init("Paris, FR", gives: "structured\ntown: Paris\ncountry: FR"),
                .init("60311 Frankfurt", "DE", gives: "structured\npostCode: 60311\ntown: Frankfurt\ncountry: DE"),
                .init("60311 Frankfurt", gives: "unstructured\nline: 60311 Frankfurt"),
                .init("Somewhere 12", "DE", gives: "unstructured\nline: Somewhere 12"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let hint = arguments.text(1).isEmpty ? nil : arguments.text(1)
            output.append(contentsOf: structure(arguments.lines(0), country: hint).listing.utf8)
            return .none
        },
        FunctionDescription(
            "addressLines",
            "Writes an address as lines: street, post code with town, country.",
            parameters: [
                "street": "with its number", "postCode": "or nothing", "town": "the town", "country": "its code",
                "lines": "the greatest number of lines", "width": "characters in a line",
            ],
            examples: [
                .init(
                    "Main Street 1",
                    "60311",
                    "Frankfurt",
                    "DE",
                    "3",
                    "35",
                    gives: "Main Street 1\n60311 Frankfurt\nDE"
                ),
                .init(
                    "Main Street 1",
                    "60311",
                    "Frankfurt",
                    "DE",
                    "2",
                    "35",
                    gives: "Main Street 1\nDE-60311 Frankfurt"
                ),
                .init("", "", "Paris", "FR", "1", "35", gives: "FR/Paris"),
                .init(
                    "A very long street 1",
                    "",
                    "Paris",
                    "FR",
                    "2",
                    "10",
                    gives: "A very\nFR/Paris",
                    "13 cut, from 7"
                ),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let parts = (0..<4).map { arguments.text($0).isEmpty ? nil : arguments.text($0) }
            let address = PostalAddress(street: parts[0], postCode: parts[1], town: parts[2], country: parts[3])
            let (count, width) = (try arguments.number(4), try arguments.number(5))
            var lines = LineList()
            let change = Addresses.lines(of: address, count: count, of: width, into: &lines)
            lines.append(to: &output)
            return change
        },
    ]
}

extension PostalAddress {
    /// The form and the parts, a line each.
    fileprivate var listing: String {
        let parts: [(String, String?)] = [
            ("street", street), ("buildingNumber", buildingNumber), ("postBox", postBox), ("postCode", postCode),
            ("town", town), ("subdivision", countrySubdivision), ("country", country),
        ]
        let named = parts.compactMap { part in part.1.map { "\(part.0): \($0)" } }
        return ([form.rawValue] + named + lines.map { "line: \($0)" }).joined(separator: "\n")
    }
}
