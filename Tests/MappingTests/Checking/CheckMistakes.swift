import Testing

/// A mistake in a mapping, and what the check has to say about it; « marks its place.
struct CheckMistake: Sendable, CustomTestStringConvertible {
    let name: String
    let body: String
    var header = ""
    var types = "from o: order.v1\nto payment.v1"
    let message: String
    let suggestion: String

    init(
        _ name: String,
        _ body: String,
        header: String = "",
        types: String = "from o: order.v1\nto payment.v1",
        says message: String,
        advises suggestion: String
    ) {
        self.name = name
        self.body = body
        self.header = header
        self.types = types
        self.message = message
        self.suggestion = suggestion
    }

    var testDescription: String { name }

    static let all = names + values + losses + targets + coverage + tables + parts + twoWay

    private static let names = [
        CheckMistake(
            "an unknown name",
            "short = «order.note",
            says: "There is no name order here.",
            advises: "The names here are: o."
        ),
        CheckMistake(
            "a field without its root",
            "single = «id",
            says: "There is no name id here.",
            advises: "Did you mean o.id?"
        ),
        CheckMistake(
            "a misspelt field",
            "when = o.«dte; drop o.date because \"Test.\"",
            says: "order.v1 has no member dte.",
            advises: "Did you mean date?"
        ),
        CheckMistake(
            "a field one level deeper",
            "address.town = o.«town; drop o.place because \"Test.\"",
            says: "order.v1 has no member town.",
            advises: "Did you mean place.town?"
        ),
        CheckMistake(
            "a field of another version",
            "single = o.«purpose | refuse",
            says: "order.v1 has no member purpose.",
            advises: "It is a member in order.v2."
        ),
        CheckMistake(
            "a field that the matched form lacks",
            """
            match o.party.option {
                "A" => { few = o.party.«lines | cut }
                "K" => { few = o.party.lines | cut }
            }
            drop o.party.account, o.party.bic because "Test."
            """,
            says: "has no member lines.",
            advises: "It has one where option is \"K\"."
        ),
        CheckMistake(
            "a mark for what every target has",
            "«short? = o.note | cut",
            says: "short is in every version.",
            advises: "Leave ? out."
        ),
        CheckMistake(
            "a mark for what no target has",
            "«shrt? = o.note | cut",
            says: "shrt is in no version of the target.",
            advises: "Write a field that some version has."
        ),
        CheckMistake(
            "a misspelt target",
            "«shrt = \"x\"",
            says: "payment.v1 has no member shrt.",
            advises: "Did you mean short?"
        ),
        CheckMistake(
            "a target one level deeper",
            "«town = o.place.town; drop o.place.street, o.place.building because \"Test.\"",
            says: "payment.v1 has no member town.",
            advises: "Did you mean address.town?"
        ),
        CheckMistake(
            "a member of a text",
            "«short.more = \"x\"",
            says: "short is a text of at most 10 characters, and has no members.",
            advises: "Assign short itself."
        ),
        CheckMistake(
            "a member of a list",
            "short = o.charges.«code | cut; drop o.marks because \"Test.\"",
            says: "o.charges is a list, and code is a member of its elements.",
            advises: "o.charges[1].code"
        ),
        CheckMistake(
            "an unknown function",
            "short = o.note | «trimm | cut",
            says: "There is no function or part trimm.",
            advises: "Did you mean trim?"
        ),
        CheckMistake(
            "an unknown code table",
            "bearer = o.bearer through «bearers or fault",
            says: "There is no code table bearers.",
            advises: ""
        ),
        CheckMistake(
            "an unknown decision table",
            "short = table «kinds(\"a\")",
            says: "There is no decision table kinds.",
            advises: ""
        ),
        CheckMistake(
            "an unknown library",
            "",
            header: "use «parties",
            says: "There is no library parties.",
            advises: ""
        ),
        CheckMistake(
            "an unknown type",
            "",
            types: "from o: «ordr.v1\nto payment.v1",
            says: "There is no document type ordr.v1.",
            advises: "Did you mean order.v1?"
        ),
        CheckMistake(
            "a name that hides another",
            "let «o = \"x\"",
            says: "o is a name already.",
            advises: "Take another name."
        ),
        CheckMistake(
            "a name that is never used",
            "let «n = o.note | trim",
            says: "n is never used.",
            advises: "Leave it out."
        ),
        CheckMistake(
            "a given value that is never used",
            "",
            header: "given «bic: text 11",
            says: "bic is given and never used.",
            advises: "Leave it out."
        ),
    ]

    private static let values = [
        CheckMistake(
            "a text for a date",
            "when = «o.note",
            says: "it is a text, and a date is needed.",
            advises: "Call a function that gives a date."
        ),
        CheckMistake(
            "an object for a text",
            "short = «o.place",
            says: "it is an object, and a text of at most 10 characters is needed.",
            advises: "a text"
        ),
        CheckMistake(
            "a list for a single value",
            "single = «o.marks",
            says: "it is a list, and a single value is needed.",
            advises: "only o.marks"
        ),
        CheckMistake(
            "a single value for a list",
            "few = «o.id; reference = o.id",
            says: "it is a single value, and a list is needed.",
            advises: "Write [o.id]"
        ),
        CheckMistake(
            "a code that is not in the list",
            "bearer = «\"DEBTOR\"",
            says: "it may be \"DEBTOR\", which the target does not admit.",
            advises: "Did you mean DEBT?"
        ),
        CheckMistake(
            "a code that the source never has",
            "if o.bearer is «\"OURS\" { short = \"x\" }",
            says: "o.bearer is never \"OURS\".",
            advises: "Did you mean OUR?"
        ),
        CheckMistake(
            "a constant that is too long",
            "short = «\"much too long\"",
            says: "it may have 13 characters, and 10 fit.",
            advises: "Write a constant that fits."
        ),
        CheckMistake(
            "texts that are added",
            "count = «o.note + 1",
            says: "o.note is a text, and a decimal is needed.",
            advises: "Only decimals"
        ),
        CheckMistake(
            "an order among texts",
            "flag = «o.note < o.id; reference = o.id",
            says: "There is no order among texts",
            advises: "Compare values of one kind."
        ),
        CheckMistake(
            "a text as condition",
            "if «o.note { short = \"x\" }",
            says: "A condition is needed, and this is a text of at most 140 characters.",
            advises: "o.note is present"
        ),
        CheckMistake(
            "an argument of the wrong kind",
            "short = trim(«o.marks) | cut",
            says: "trim cannot take this as text: o.marks is a list",
            advises: "only o.marks"
        ),
        CheckMistake(
            "an argument too many",
            "short = trim(o.note, «\"x\") | cut",
            says: "trim takes fewer arguments.",
            advises: "It takes text."
        ),
        CheckMistake(
            "an unknown word of an argument",
            "sum { value = round(o.amount.value, «scle: 2); currency = o.amount.currency }",
            says: "round has no argument scle.",
            advises: "Did you mean scale?"
        ),
        CheckMistake(
            "an argument that has to be constant",
            "let a = round(\"1.5\", scale: «o.amount.value)\nsum { value = o.amount.value; currency = o.amount.currency }",
            says: "scale of round has to be a constant.",
            advises: ""
        ),
        CheckMistake(
            "an element that no list has",
            "single = «o.marks[3]",
            says: "o.marks has no element 3.",
            advises: "from 1 to 2"
        ),
        CheckMistake(
            "two arms for one constant",
            "short = match o.bearer { \"OUR\" => \"a\"; «\"OUR\" => \"b\"; else => \"c\" }",
            says: "\"OUR\" has an arm already.",
            advises: "Leave one of the arms out."
        ),
        CheckMistake(
            "a condition that always holds",
            "if «o.id is present { short = \"x\" }\nreference = o.id",
            says: "o.id is always there.",
            advises: "Leave the condition out."
        ),
    ]

    private static let losses = [
        CheckMistake(
            "a longer text",
            "reference = «o.note else fault \"N\"\ndrop o.id because \"Test.\"",
            says: "o.note does not fit reference: it may have 140 characters, and 35 fit.",
            advises: "`| cut` or `| refuse` or `| overflow to PATH`"
        ),
        CheckMistake(
            "other characters",
            "single = «o.place.town; drop o.place.street, o.place.building because \"Test.\"",
            says: "it may have characters that are not in the set x.",
            advises: "`| transliterate`"
        ),
        CheckMistake(
            "a narrower code list",
            "bearer = «o.bearer",
            says: "it may be \"OUR\", \"SHA\", \"BEN\", which the target does not admit.",
            advises: "through"
        ),
        CheckMistake(
            "a policy that nothing needs",
            "reference = o.id | «cut",
            says: "The value always fits, so `cut` is never needed.",
            advises: "Leave `cut` out."
        ),
        CheckMistake(
            "a longer list",
            "few = «o.party.lines\ndrop o.party.option, o.party.account, o.party.bic because \"Test.\"",
            says: "it may have more than 2 elements.",
            advises: "`| cut` or `| refuse`"
        ),
        CheckMistake(
            "a look-up that may fail",
            "short = o.note through «bearers"
                + "\ncodes bearers version \"1\" { \"OUR\" => \"DEBT\" }",
            says: "o.note may be another code than those of the table",
            advises: "`or fault`"
        ),
        CheckMistake(
            "a look-up without a code",
            "bearer = o.bearer through «bearers\n"
                + "codes bearers version \"1\" { \"OUR\" => \"DEBT\"; \"SHA\" => \"SHAR\" }",
            says: "o.bearer may be \"BEN\"",
            advises: "`or fault`"
        ),
        CheckMistake(
            "a look-up that cannot fail",
            "bearer = o.bearer through «bearers or fault\n"
                + "codes bearers version \"1\" { \"OUR\" => \"DEBT\"; \"SHA\" => \"SHAR\"; \"BEN\" => \"CRED\" }",
            says: "Every code that o.bearer may be is in bearers",
            advises: "Leave out what stands behind `or`."
        ),
        CheckMistake(
            "a look-up that always finds",
            "bearer = o.bearer through «bearers or absent\n"
                + "codes bearers version \"1\" { \"OUR\" => \"DEBT\"; \"SHA\" => \"SHAR\"; \"BEN\" => \"CRED\" }",
            says: "Every code that o.bearer may be is in bearers",
            advises: "Leave out what stands behind `or`."
        ),
        CheckMistake(
            "a constant behind else",
            "when = o.date else «\"2026-01-01\"",
            says: "A constant that stands in for what is absent has to be reported.",
            advises: "`default`"
        ),
        CheckMistake(
            "a default for what is always there",
            "reference = o.id default «\"NOTPROVIDED\"",
            says: "o.id is always there, so `default` is never needed.",
            advises: "Leave `default`"
        ),
        CheckMistake(
            "a fault for what is always there",
            "reference = o.id else fault «\"MISSING\"",
            says: "o.id is always there, so `else fault` is never needed.",
            advises: "Leave `else fault`"
        ),
        CheckMistake(
            "an overflow of one of several values",
            "short = if o.bearer is \"OUR\" then (o.place.street | «overflow to debtor.name)\n"
                + "drop o.place.town, o.place.building because \"Test.\"",
            says: "What goes over to debtor.name depends on more than this value.",
            advises: "under statements"
        ),
        CheckMistake(
            "a policy without a target",
            "let n = o.note | «cut\nshort = n | cut",
            says: "only where its target is known.",
            advises: "at the end of the line"
        ),
    ]

    private static let targets = [
        CheckMistake(
            "a mandatory field that is not assigned",
            "single = o.id # reference",
            types: "from o: order.v1\nto «payment.v1",
            says: "payment.v1 needs reference, and no line gives it.",
            advises: "Add reference = …"
        ),
        CheckMistake(
            "a mandatory field that may be absent",
            "«reference = o.note | cut\ndrop o.id because \"Test.\"",
            says: "reference has to be there, and o.note may be absent.",
            advises: "else fault"
        ),
        CheckMistake(
            "a mandatory field under a condition",
            "if o.bearer is \"OUR\" { «reference = o.id }",
            says: "reference has to be there, and gets a value only under conditions.",
            advises: "else { … }"
        ),
        CheckMistake(
            "a mandatory field of an object",
            "«debtor.account.type = \"CACC\"",
            says: "debtor.account needs number, and no line gives it.",
            advises: "Add debtor.account.number = …"
        ),
        CheckMistake(
            "a part of an object that may be absent alone",
            """
            «debtor.account.number = o.party.account
            debtor.account.type = "CACC"
            drop o.party.option, o.party.bic, o.party.lines because "Test."
            """,
            says: "debtor.account.number has to be there, and o.party.account may be absent.",
            advises: "else fault"
        ),
        CheckMistake(
            "a field that is assigned twice",
            "short = \"a\"\n«short = \"b\"",
            says: "short has a value from line 6 already.",
            advises: "Leave one of the lines out"
        ),
        CheckMistake(
            "an object that does not fit",
            "address = «o.place",
            says: "it has building, which the target does not have.",
            advises: "say what becomes of building"
        ),
        CheckMistake(
            "fields of two forms",
            "«form.option = \"A\"\nform.bic = \"BANKDEFF\"\nform.name = \"N\"",
            says: "No form of form has option, bic, name together.",
            advises: "Assign the fields of one form"
        ),
        CheckMistake(
            "a form without what it needs",
            "«form.option = \"A\"",
            says: "form has none of its forms here: bic has to be given.",
            advises: "Add form.bic = …"
        ),
        CheckMistake(
            "an object into a list",
            "charges = «{ code = \"X\" }",
            says: "charges is a list, not an object.",
            advises: "[{ … }]"
        ),
    ]

    private static let coverage = [
        CheckMistake(
            "a field that no line uses",
            "address.town = o.place.town\ndrop o.place.street because \"Test.\"",
            types: "from «o: order.v1\nto payment.v1",
            says: "o.place.building is not used, carried or dropped.",
            advises: "drop o.place.building because"
        ),
        CheckMistake(
            "a field of one form that no line uses",
            "debtor.bic = o.party.bic\ndrop o.party.option, o.party.account because \"Test.\"",
            types: "from «o: order.v1\nto payment.v1",
            says: "o.party.lines is not used, carried or dropped.",
            advises: "drop o.party.lines because"
        ),
        CheckMistake(
            "a field that a new version adds",
            "",
            types: "from «o: order.v1 | order.v2\nto payment.v1",
            says: "o.purpose is not used, carried or dropped. This is so for order.v2 to payment.v1.",
            advises: "drop o.purpose because"
        ),
        CheckMistake(
            "a field that is dropped and used",
            "short = o.note | cut\ndrop «o.note because \"Test.\"",
            says: "o.note is dropped, and another line uses it.",
            advises: "Leave it out here."
        ),
        CheckMistake(
            "an object that is dropped and used in part",
            "short = o.place.town | cut\ndrop «o.place because \"Test.\"",
            says: "o.place is dropped, and another line uses o.place.town.",
            advises: "Drop only the fields"
        ),
        CheckMistake(
            "a dropped field that does not exist",
            "drop o.«nte because \"Test.\"",
            says: "order.v1 has no member nte.",
            advises: "Did you mean note?"
        ),
        CheckMistake(
            "a carried field that has no place",
            "address.carried.«new = o.note",
            says: "address.carried has no member new.",
            advises: "old"
        ),
    ]

    private static let tables = [
        CheckMistake(
            "a code with two results",
            "short = o.bearer through b or fault\n"
                + "codes b version \"1\" { \"OUR\" => \"D\"; «\"OUR\" => \"E\" }",
            says: "\"OUR\" stands on the left of line 7 already.",
            advises: "leave one of the rows out"
        ),
        CheckMistake(
            "a way back that is not clear",
            "short = o.bearer through b or fault\n"
                + "codes b version \"1\" { \"OUR\" <-> \"D\"; \"SHA\" <-> «\"D\" }",
            says: "\"D\" stands on the right of line 7 already",
            advises: "Write => in place of <->"
        ),
        CheckMistake(
            "a combination without a row",
            "short = table t(o.bearer, true)\n"
                + "table «t(a: \"OUR\" | \"SHA\" | \"BEN\", b: boolean) gives text { \"OUR\", - => \"x\"; \"SHA\", true => \"y\"; \"BEN\", - => \"z\" }",
            says: "t has no row for \"SHA\", false.",
            advises: "Add \"SHA\", false => \"…\"."
        ),
        CheckMistake(
            "two rows for a combination",
            "short = table t(o.bearer)\n"
                + "table t(a: \"OUR\" | \"SHA\" | \"BEN\") gives text { - => \"x\"\n «\"SHA\" => \"y\" }",
            says: "This row and the one in line 7 both hold for \"SHA\".",
            advises: "narrower"
        ),
        CheckMistake(
            "an argument that the column does not have",
            "short = table t(«o.bearer)\n" + "table t(a: \"OUR\" | \"SHA\") gives text { - => \"x\" }",
            says: "o.bearer may be \"BEN\", which the target does not admit: the column a of t does not have it.",
            advises: "Bring it to one of the column's constants"
        ),
        CheckMistake(
            "a column whose values cannot be counted",
            "short = table t(o.bearer)\n" + "table t(«a: text) gives text { - => \"x\" }",
            says: "The values of the column a cannot be counted.",
            advises: "Give it constants"
        ),
    ]

    private static let parts = [
        CheckMistake(
            "an argument of another type",
            "debtor = customer(«o.place)\npart customer(p: old:party) gives new:party { bic = p.bic; name = p.lines[1]; drop p.option, p.account because \"Test.\" }",
            says: "customer takes old:party, and o.place is not of this type.",
            advises: "Call a part"
        ),
        CheckMistake(
            "a field of a parameter that no line uses",
            "debtor = customer(o.party)\npart customer(«p: old:party) gives new:party { bic = p.bic; name = p.lines[1]; drop p.option because \"Test.\" }",
            says: "p.account is not used, carried or dropped.",
            advises: "drop p.account because"
        ),
        CheckMistake(
            "a part that calls itself",
            "short = a(o.bearer)\npart a(c: text) gives text 10 { result = «a(c) }",
            says: "a cannot be called here",
            advises: "Declare a further up."
        ),
        CheckMistake(
            "a part that nobody calls",
            "part «a(c: text) gives text 10 { result = c | cut }",
            says: "a is never called.",
            advises: "Leave it out"
        ),
        CheckMistake(
            "a part with too few arguments",
            "short = «a()\npart a(c: text) gives text 10 { result = c | cut }",
            says: "a takes 1 argument.",
            advises: "Give it text."
        ),
    ]

    private static let twoWay = [
        CheckMistake(
            "a stale question mark",
            "«bearer? <-> bearer",
            types: "between a: codes.v1 and b: codes.v1",
            says: "bearer is in every version.",
            advises: "Leave ? out."
        ),
        CheckMistake(
            "a line without a direction",
            "bearer <-> bearer\n«bearer = \"DEBT\"",
            types: "between a: codes.v1 and b: codes.v1",
            says: "In which direction this holds is not said.",
            advises: "Write -> or <-"
        ),
        CheckMistake(
            "a table that holds in one direction only",
            "bearer <-> bearer : «t\ncodes t version \"1\" { \"DEBT\" => \"SHAR\"; \"SHAR\" => \"DEBT\" }",
            types: "between a: codes.v1 and b: codes.v1",
            says: "t holds in one direction only.",
            advises: "Write <-> in its rows"
        ),
    ]
}
