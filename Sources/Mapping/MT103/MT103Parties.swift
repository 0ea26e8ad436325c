import Canonical

/// Customers and institutions of MT103 as parties and agents of a credit transfer.
enum MT103Parties {
    /// Fields 50a and 59a.
    static func customer(_ party: MTParty) -> DocumentValue {
        var object = ObjectBuilder(capacity: 4)
        if party.option == "F" {
            addNumberedLines(party, to: &object)
        } else {
            object.add("name", party.lines.first)
            object.add("account", ObjectBuilder.account(party.account ?? party.identifier.map { "/\($0)" }))
            object.add("bic", party.bic)
            object.add("addressLines", lines: Array(party.lines.dropFirst()))
        }
        return object.document
    }

    /// Options 50F and 59F: 1 name, 2 address, 3 country and town, 4 to 8 dates, places and identifiers.
    private static func addNumberedLines(_ party: MTParty, to object: inout ObjectBuilder) {
        func lines(_ number: String) -> [String] {
            party.numberedLines.filter { $0.number == number }.map(\.details)
        }
        object.add("name", lines("1").joined(separator: " "))
        object.add("account", ObjectBuilder.account(party.account))
        object.add("addressLines", lines: lines("2") + lines("3").dropFirst())
        if let place = lines("3").first {
            object.add("country", String(place.prefix(2)))
            object.add("town", String(place.dropFirst(3)))
        }
        let others = party.numberedLines.filter { ["4", "5", "6", "7", "8"].contains($0.number) }
        object.add(
            "identifications",
            lines: [party.identifier].compactMap { $0 } + others.map { "\($0.number)/\($0.details)" }
        )
    }

    /// Fields 52a to 57a; absent ones are the bank behind a logical terminal.
    static func agent(_ field: DocumentValue?, orTerminal terminal: String? = nil) -> DocumentValue {
        var object = ObjectBuilder(capacity: 4)
        guard let field else {
            object.add("bic", terminal.flatMap(MTMessage.bic(ofTerminal:)))
            return object.document
        }
        let party = MTParty(field)
        object.add("bic", party.bic)
        object.add("clearingCode", party.identifier)
        object.add("account", ObjectBuilder.account(party.account))
        object.add("accountSide", party.partyCode)
        if party.option == "B" {
            object.add("location", party.lines.first)
        } else {
            object.add("name", party.lines.first)
            object.add("addressLines", lines: Array(party.lines.dropFirst()))
        }
        return object.document
    }
}
