extension NumberedParty {
    /// Writes the party as numbered lines in ascending order.
    ///
    /// Each kind of information that is there gets its line before a second line goes to the name, then to the address.
    /// An address without a country has no place in these options and is dropped; option K would carry it.
    ///
    /// - Returns: what was changed; what found no room counts as cut.
    package func lines(_ lineCountMax: Int = 4, of width: Int = 35, into lines: inout LineList) -> TextChange {
        var writer = NumberedLineWriter(lines: lineCountMax, width: width, start: lines.count)
        let ids = [(4, birthDate), (5, birthPlace), (6, customerId), (7, nationalId), (8, partyIdRest)]
        let idCount = ids.count { $0.1 != nil }
        let place = country.map { country in town.map { "\(country)/\($0)" } ?? country } ?? town
        let address = place == nil ? [] : address
        if place == nil { writer.drop(self.address) }
        let placeCount = place == nil ? 0 : 1
        writer.write(1, name, leaving: idCount + placeCount + min(1, address.count), &lines)
        writer.write(2, address, leaving: idCount + placeCount, &lines)
        if let place { writer.write(3, place, leaving: idCount, &lines) }
        for (index, id) in ids.enumerated() {
            guard let text = id.1 else { continue }
            writer.write(id.0, text, leaving: ids[(index + 1)...].count { $0.1 != nil }, &lines)
        }
        return writer.change
    }
}

/// Writes numbered lines and keeps room for those that follow.
private struct NumberedLineWriter {
    let lineCountMax: Int
    let width: Int
    /// How many lines the list had before.
    let start: Int
    private(set) var change = TextChange.none

    init(lines lineCountMax: Int, width: Int, start: Int) {
        self.lineCountMax = min(max(0, lineCountMax), LineRule.limit)
        self.width = min(max(0, width), LineRule.limit)
        self.start = start
    }

    mutating func drop(_ texts: [String]) {
        for text in texts { change.note(.dropped, at: 0, count: text.unicodeScalars.count) }
    }

    /// Writes a text under a number in as many lines as may be used; one at least, if there is any.
    mutating func write(_ number: Int, _ text: String, leaving reserved: Int, _ lines: inout LineList) {
        guard !text.allSatisfy(\.isWhitespace) else { return }
        guard let rule = rule(number, room(lines, reserved)) else {
            change.note(.cut, at: 0, count: text.unicodeScalars.count)
            return
        }
        change.formUnion(Lines.split(text.utf8.span, rule, into: &lines).change)
    }

    /// Writes each text on lines of its own, or all of them together where there are too many.
    mutating func write(_ number: Int, _ texts: [String], leaving reserved: Int, _ lines: inout LineList) {
        let kept = texts.filter { !$0.allSatisfy(\.isWhitespace) }
        let fits = kept.allSatisfy { $0.unicodeScalars.count <= width - 2 }
        guard fits, kept.count <= room(lines, reserved) else {
            write(number, kept.joined(separator: " "), leaving: reserved, &lines)
            return
        }
        for (index, text) in kept.enumerated() {
            write(number, text, leaving: reserved + kept.count - 1 - index, &lines)
        }
    }

    private func room(_ lines: LineList, _ reserved: Int) -> Int {
        let left = lineCountMax - (lines.count - start)
        return left <= 0 ? 0 : max(1, left - reserved)
    }

    private func rule(_ number: Int, _ room: Int) -> LineRule? {
        LineRule(lines: min(room, LineRule.limit), of: width, firstPrefix: "\(number)/", nextPrefix: "\(number)/")
    }
}

extension NumberedParty {
    /// The functions for people; a party is lines `name: value`.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "readNumberedLines",
            "Reads name and address in numbered lines (50F, 59F), in any order and with lines that go on.",
            parameters: ["lines": "the lines behind the party identifier"],
            examples: [
                .init(
                    "1/ACME LTD\n2/HIGH STREET 1\n3/GB/LONDON",
                    gives: "name: ACME LTD\naddress: HIGH STREET 1\ncountry: GB\ntown: LONDON"
                ),
                .init(
                    "1/VERY LONG NAME\n1/OF A COMPANY\n3/DE/BERLIN",
                    gives: "name: VERY LONG NAME OF A COMPANY\ncountry: DE\ntown: BERLIN"
                ),
                .init(
                    "3/DE/BERLIN\n1/ACME\n7/DE/123",
                    gives: "name: ACME\ncountry: DE\ntown: BERLIN\nnationalId: DE/123\ndefects: firstIsNoName, order"
                ),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let party = NumberedParty(LineList(arguments.lines(0)))
            output.append(contentsOf: party.description.utf8)
            return .none
        },
        FunctionDescription(
            "writeNumberedLines",
            "Writes name and address as numbered lines (50F, 59F), four of 35 characters.",
            parameters: [
                "name": "the name", "address": "lines of the address", "country": "its code", "town": "the town",
            ],
            examples: [
                .init("ACME LTD", "HIGH STREET 1", "GB", "LONDON", gives: "1/ACME LTD\n2/HIGH STREET 1\n3/GB/LONDON"),
                .init(
                    "THE VERY LONG NAME OF A COMPANY AND SONS",
                    "A\nB\nC",
                    "DE",
                    "BERLIN",
                    gives: "1/THE VERY LONG NAME OF A COMPANY\n1/AND SONS\n2/A B C\n3/DE/BERLIN",
                    "1 split, from 0"
                ),
                .init("ACME", "HIGH STREET 1", "", "", gives: "1/ACME", "13 dropped, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            var party = NumberedParty()
            party.name = arguments.text(0)
            party.address = arguments.lines(1)
            party.country = arguments.text(2).isEmpty ? nil : arguments.text(2)
            party.town = arguments.text(3).isEmpty ? nil : arguments.text(3)
            var lines = LineList()
            let change = party.lines(into: &lines)
            lines.append(to: &output)
            return change
        },
    ]

    /// What is there, a line each.
    private var description: String {
        let parts: [(String, String?)] = [
            ("name", name), ("address", address.isEmpty ? nil : address.joined(separator: ", ")), ("country", country),
            ("town", town), ("birthDate", birthDate), ("birthPlace", birthPlace), ("customerId", customerId),
            ("nationalId", nationalId), ("partyIdRest", partyIdRest),
            ("defects", defects.isEmpty ? nil : defects.map(\.rawValue).joined(separator: ", ")),
        ]
        return parts.compactMap { part in part.1.map { "\(part.0): \($0)" } }.joined(separator: "\n")
    }
}
