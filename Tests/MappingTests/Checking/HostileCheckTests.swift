import Mapping
import Testing

@Suite struct HostileCheckTests {
    private static let sample = """
        mapping test version 1
        "A test."
        from o: order.v1 | order.v2
        from other: codes.v1 by o.id missing default
        to payment.v1 | payment.v2
        given bic: text 11
        let f = o.party
        reference = o.id
        check o.note is present else fault "N" "No note."
        filter when o.bearer is "BEN" and not (o.note is "x") because "Not booked."
        match f.option {
            "A" => { debtor.bic = f.bic }
            "K" => { debtor.name = f.lines | join-lines | cut }
        }
        if f.account is present { debtor.account.number = f.account } else { debtor.account.number = "NONE" }
        sum { value = o.amount.value; currency = o.amount.currency }
        charges = each c in o.charges where c.code is "X" => { amount = c.amount; code = c.code }
        bearer = o.bearer through b or default "DEBT"
        short = table t(o.bearer, o.note is present)
        address = place(o.place)
        carry o.note
        single = [o.marks[1], only o.marks][last] else other.bearer default bic
        count = fold c in o.charges up to 10 with n = 0 => n + 1
        drop o.date, o.charges.amount because "Test."
        yield each m in o.marks { few = [m, m] }
        part place(p: old:place) gives new:address { town = p.town; street = p.street | cut; drop p.building because "x" }
        codes b version "1" { "OUR" <-> "DEBT"; "SHA" => "SHAR" }
        table t(a: "OUR" | "SHA" | "BEN", b: boolean) gives text { "OUR", - => "x"; -, true => "y" }
        """

    private func check(_ text: String) -> MappingCheck? {
        MappingParser.parse(text, file: "test.map").file
            .map {
                MappingChecker(types: InventedTypes(), functions: InventedFunctions.all).check($0)
            }
    }

    @Test func `a file without one of its words is refused or checked, and ends`() throws {
        let words = Self.sample.split(separator: " ", omittingEmptySubsequences: false)
        for index in words.indices where index.isMultiple(of: 3) {
            var rest = words
            rest.remove(at: index)
            _ = check(rest.joined(separator: " "))
        }
    }

    @Test func `a file with two lines in the wrong order is refused or checked, and ends`() throws {
        let lines = Self.sample.split(separator: "\n")
        for index in lines.indices.dropFirst(5).dropLast() {
            var other = lines
            other.swapAt(index, index + 1)
            _ = check(other.joined(separator: "\n"))
        }
    }

    @Test func `many statements under conditions are checked in time that grows with them`() throws {
        var body = (0..<300)
            .map { number in
                "if o.note is \"\(number)\" { debtor.account.type = \"X\" } else { carry o.note }"
            }
        body.insert("mapping test version 1\n\"A test.\"\nfrom o: order.v1\nto payment.v1", at: 0)
        let clock = ContinuousClock()
        let time = clock.measure { _ = check(body.joined(separator: "\n")) }
        #expect(time < .seconds(20))
    }
}
