import Canonical
import Formats

/// Customers and institutions of MT103 as parties and agents of a credit transfer.
enum MT103Parties {
    /// Fields 50a and 59a.
    static func customer(_ party: MTParty) -> DocumentValue {
        var object = ObjectBuilder(capacity: 4)
        if party.option == .f {
            addNumberedLines(party, to: &object)
        } else {
            object.add("name", party.lines.first)
            object.add("account", ObjectBuilder.account(party.account ?? party.party))
            object.add("bic", party.bic)
            object.add("addressLines", lines: Array(party.lines.dropFirst()))
        }
        return object.document
    }

    /// Options 50F and 59F: 1 name, 2 address, 3 country and town, 4 to 8 dates, places and identifiers.
    private static func addNumberedLines(_ party: MTParty, to object: inout ObjectBuilder) {
        func lines(_ number: Character) -> [String] {
            party.lines.filter { $0.first == number }.map { String($0.dropFirst(2)) }
        }
        object.add("name", lines("1").joined(separator: " "))
        object.add("account", ObjectBuilder.account(party.account))
        object.add("addressLines", lines: lines("2") + lines("3").dropFirst())
        if let place = lines("3").first {
            object.add("country", String(place.prefix(2)))
            object.add("town", String(place.dropFirst(3)))
        }
        let coded = party.account == nil ? [party.party].compactMap { $0 } : []
        object.add("identifications", lines: coded + party.lines.filter { ("4"..."8").contains($0.first ?? "0") })
    }

    /// Fields 52a to 57a; absent ones are the bank behind a logical terminal.
    static func agent(_ party: MTParty?, orTerminal terminal: String? = nil) -> DocumentValue {
        var object = ObjectBuilder(capacity: 4)
        guard let party else {
            object.add("bic", terminal.flatMap(FINDocument.bic(ofTerminal:)))
            return object.document
        }
        object.add("bic", party.bic)
        let isClearingCode = party.account == nil
        object.add("clearingCode", isClearingCode ? party.party.map { String($0.dropFirst()) } : nil)
        object.add("account", ObjectBuilder.account(party.account))
        object.add("accountSide", party.partyCode)
        if party.option == .b {
            object.add("location", party.lines.first)
        } else {
            object.add("name", party.lines.first)
            object.add("addressLines", lines: Array(party.lines.dropFirst()))
        }
        return object.document
    }
}
