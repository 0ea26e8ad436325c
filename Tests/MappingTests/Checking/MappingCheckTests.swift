import Canonical
import Mapping
import Testing

@Suite struct MappingCheckTests {
    private func checked(
        _ body: String,
        header: String = "",
        types: String = "from o: order.v1\nto payment.v1"
    ) throws -> [CheckedMapping] {
        let sample = CheckedSample(body, header: header, types: types)
        let check = try sample.check()
        #expect(check.problems.isEmpty, "\(check.problems.map(\.description).joined(separator: "\n"))\n\(sample.text)")
        return check.mappings
    }

    private func root(_ mapping: CheckedMapping) throws -> CheckedObject {
        guard case .one(.object(let object)) = mapping.frame.outcome else {
            throw Fault(.programmer, .invariantBroken, stage: .map, reason: "One object is expected.")
        }
        return object
    }

    @Test func `lines that lead into one object are one object, in the order of the type`() throws {
        let mapping = try #require(
            try checked(
                """
                debtor.name = "N"
                sum { currency = o.amount.currency; value = o.amount.value }
                reference = o.id
                debtor { bic = "BANKDEFF" }
                """
            )
            .first
        )
        let object = try root(mapping)
        #expect(object.members.map(\.name) == ["reference", "sum", "debtor"])
        guard case .object(let sum) = object.members[1].content, case .object(let debtor) = object.members[2].content
        else {
            Issue.record("Objects are expected.")
            return
        }
        #expect(sum.members.map(\.name) == ["value", "currency"])
        #expect(debtor.members.map(\.path) == ["/debtor/name", "/debtor/bic"])
    }

    @Test(arguments: [
        // Two members of one object that are there or not there together.
        "sum { value = o.amount.value; currency = o.amount.currency }",
        "sum = o.amount",
        "sum { value = round(o.amount.value, scale: 2); currency = o.amount.currency }",
        "charges = each c in o.charges => { amount = c.amount; code = c.code }",
        // How a charge was written is layout, which does not count where it is copied.
        "charges = o.charges",
        "charges = [o.charges[1]]",
        "charges = each c in o.charges where c.code is \"X\" => { amount { value = c.amount.value; currency = c.amount.currency } }",
        "short = o.note | cut",
        "single = o.note | transliterate | cut",
        "single = o.note | replace \".\" | refuse",
        "lines = o.note | split | transliterate | cut",
        "short = o.place.street | overflow to debtor.name\ndrop o.place.town, o.place.building because \"Test.\"",
        "when = o.date default \"2026-01-01\"",
        "when = o.note | to-date",
        "bearer = o.bearer through b\ncodes b version \"1\" { \"OUR\" => \"DEBT\"; \"SHA\" => \"SHAR\"; \"BEN\" => \"CRED\" }",
        "bearer = o.note through b or absent\ncodes b version \"1\" { \"OUR\" => \"DEBT\" }",
        "short = o.note through b or absent else o.bearer\ncodes b version \"1\" { \"OUR\" => \"DEBT\" }",
        "bearer = match o.bearer { \"OUR\" => \"DEBT\"; \"SHA\" => \"SHAR\"; \"BEN\" => \"CRED\" }",
        "if o.bearer is \"OUR\" { reference = o.id } else { reference = \"X\" }",
        "match o.bearer { \"OUR\" => { reference = o.id }; \"SHA\", \"BEN\" => { reference = \"X\" } }",
        "few = o.marks",
        "few = [o.id, o.note | transliterate | cut]; reference = o.id",
        "flag = o.note is present and o.bearer in [\"OUR\", \"SHA\"]",
        "single = only o.marks",
        "short = o.marks[1]",
        "let total = fold c in o.charges up to 1000 with sum = 0 => sum + c.amount.value\nsum { value = total; currency = \"EUR\" }\ndrop o.charges.code, o.charges.amount.currency because \"Test.\"",
        "check o.note is present else fault \"N\"\nreference = o.note | cut\ndrop o.id because \"Test.\"",
        "filter when o.bearer is \"BEN\" because \"Not booked.\"",
        "carry o.note",
        "form.option = \"A\"; form.bic = \"BANKDEFF\"",
        "if o.bearer is \"OUR\" { form { option = \"A\"; bic = \"B\" } } else { form { option = \"K\"; name = \"N\" } }",
    ])
    func `a line that loses nothing in silence is taken`(_ body: String) throws {
        _ = try checked(body)
    }

    @Test func `a match by a constant member narrows the value to one of its forms`() throws {
        _ = try checked(
            """
            match o.party.option {
                "A" => { debtor.bic = o.party.bic }
                "K" => { debtor.name = o.party.lines | join-lines | cut }
            }
            if o.party.account is present { debtor.account.number = o.party.account }
            """
        )
    }

    @Test func `a part is checked for the types that it is called with, and used in every mapping`() throws {
        let library = """
            library parties version 1
            "Parties."
            part customer(p: old:party) gives new:party {
                bic = p.bic
                name = p.lines[1]
                drop p.option because "It is the form."
                if p.account is present { account.number = p.account }
            }
            """
        let sample = CheckedSample("debtor = customer(o.party)", header: "use parties")
        let check = try sample.check(libraries: [library])
        #expect(check.problems.isEmpty, "\(check.problems)")
        #expect(check.mappings.first?.parts.map(\.name) == ["customer"])
    }

    @Test func `a two-way part holds in both directions, and carries what only one side knows`() throws {
        let library = """
            library places version 1
            "Places."
            part place: old:place <-> new:address {
                town <-> town
                street <-> street
                carry building
            }
            """
        let check = MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(try CheckedSample.parsed(library))
        #expect(check.problems.isEmpty, "\(check.problems)")
    }

    @Test func `a two-way mapping is one mapping for each direction`() throws {
        let mappings = try checked("bearer <-> bearer", types: "between a: codes.v1 and b: codes.v1")
        #expect(mappings.count == 2)
    }

    @Test func `yield makes a target for each element, with what stands outside in each`() throws {
        let mapping = try #require(
            try checked(
                """
                reference = o.id
                yield each c in o.charges {
                    charges = [{ amount = c.amount; code = c.code }]
                }
                """
            )
            .first
        )
        guard case .each(_, _, _, _, .one(.object(let object))) = mapping.frame.outcome else {
            Issue.record("A target for each element is expected.")
            return
        }
        #expect(object.members.map(\.name) == ["reference", "charges"])
    }

    @Test func `several inputs and given values are read by their names`() throws {
        let mapping = try #require(
            try checked(
                "reference = o.id\nbearer = other.bearer default \"SHAR\"\ndebtor.bic = bic",
                header: "given bic: text 11",
                types: "from o: order.v1\nfrom other: codes.v1 by o.id missing default\nto payment.v1"
            )
            .first
        )
        #expect(mapping.inputs.map(\.name) == ["o", "other"])
        #expect(mapping.inputs[1].key != nil)
        #expect(mapping.givens.map(\.name) == ["bic"])
    }

    @Test func `alternatives of source and target are checked each for itself`() throws {
        let mappings = try checked(
            "single = o.purpose | transliterate",
            types: "from o: order.v1 | order.v2\nto payment.v1 | payment.v2"
        )
        #expect(
            mappings.map { $0.inputs[0].description.name + " " + $0.target.name }.sorted() == [
                "order.v1 payment.v1", "order.v1 payment.v2", "order.v2 payment.v1", "order.v2 payment.v2",
            ]
        )
    }

    @Test func `a field that only some targets have is marked, and elsewhere what it reads is reported`() throws {
        let mappings = try checked(
            """
            purpose? = if o.bearer is "OUR" then o.note | refuse
            lines = each m in o.marks => m
            """,
            types: "from o: order.v1\nto payment.v1 | payment.v2"
        )
        for mapping in mappings {
            let drops = mapping.frame.steps.compactMap { step -> String? in
                if case .drop(_, let path, _) = step.kind { path } else { nil }
            }
            #expect(drops.contains("/note") == (mapping.target.name == "payment.v1"))
            #expect(!drops.contains("/bearer"))
            #expect(
                try root(mapping).members.contains { $0.name == "purpose" } == (mapping.target.name == "payment.v2")
            )
        }
    }

    @Test func `a part whose list holds an object under a condition is a part like others`() throws {
        let mappings = try checked(
            """
            charges = listed(o.charges[1])
            part listed(c: old:charge) gives list of new:charge {
                result = [if c.code is "X" then { amount = c.amount; code = c.code }]
            }
            """
        )
        #expect(mappings.first?.parts.map(\.name) == ["listed"])
    }

    @Test func `a list of several forms takes the elements of each`() throws {
        _ = try checked(
            """
            variant.option = "F"
            variant.lines = each c in o.charges => { number = c.code; details = o.id | cut }
            reference = o.id
            drop o.charges.amount because "Test."
            """
        )
        _ = try checked("variant { option = \"K\"; lines = o.marks }")
        _ = try checked("variant { option = \"K\"; lines = [o.note | transliterate | cut] }")
    }

    @Test func `a table that is complete is taken, and what it gives is known`() throws {
        _ = try checked(
            """
            bearer = table t(o.bearer, o.note is present)
            table t(a: "OUR" | "SHA" | "BEN", b: boolean) gives text {
                "OUR", - => "DEBT"
                "SHA" | "BEN", true => "SHAR"
                "SHA" | "BEN", false => "CRED"
            }
            """
        )
    }
}
