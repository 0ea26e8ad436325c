import Canonical
import Conformance
import Formats
import ReferenceData
import Testing

/// Identifiers by kind: verdict, normal form, parts and reason.
@Suite struct IdentifierTests {
    /// Values of our own making, or the standards' own examples.
    @Test(arguments: [
        ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"), ("bic", "demogb2lxxx", "DEMOGB2LXXX"),
        ("lei", "529900t8bm49aursdo55", "529900T8BM49AURSDO55"), ("isin", "US0378331005", "US0378331005"),
        ("iso11649", "RF18 5390 0754 7034", "RF18539007547034"), ("currency", "978", "EUR"), ("country", "DEU", "DE"),
        ("country", "756", "CH"), ("aba", "021000021", "021000021"), ("pan", "4111 1111 1111 1111", "4111111111111111"),
        ("luhn", "79927398713", "79927398713"), ("verhoeff", "2363", "2363"), ("damm", "5724", "5724"),
        ("mod11-2", "079X", "079X"), ("mod37-2", "A999922123459H", "A999922123459H"),
        ("mod37-36", "A12425GABC1234002M", "A12425GABC1234002M"),
        ("mod97-10", "9999123456789012141490", "9999123456789012141490"),
        ("cusip", "037833100", "037833100"), ("sedol", "0263494", "0263494"), ("figi", "BBG000BLNQ16", "BBG000BLNQ16"),
        ("cfi", "ESVUFR", "ESVUFR"),
        ("ch-reference", "21 00000 00003 13947 14300 09017", "210000000003139471430009017"),
    ])
    func `a right one has a normal form`(kind: String, value: String, normalForm: String) throws {
        let verdict = try Identifiers.check(kind, value)
        #expect(verdict.isValid && verdict.normalForm == normalForm && verdict.reason == nil, "\(verdict)")
    }

    @Test(arguments: [
        ("iban", "DE89370400440532013001", "check-digits"), ("iban", "XX89370400440532013000", "country"),
        ("iban", "DE8937040044053201300", "length"), ("iban", "DE8937040044053201300A", "structure"),
        ("iban", "BE41539007547035", "national-check-digits"), ("iban", "DEÄ", "characters"), ("iban", "", "length"),
        ("bic", "NOTPROVIDED", "country"), ("bic", "DEMO", "length"), ("lei", "529900T8BM49AURSDO56", "check-digits"),
        ("isin", "ZZ0378331005", "country"), ("isin", "US0378331006", "check-digits"), ("currency", "ZZZ", "code"),
        ("country", "ZZ", "code"), ("aba", "991000021", "district"), ("aba", "021000022", "check-digits"),
        ("cn-resident", "990101199001010000", "area"), ("cn-resident", "110101199002300000", "birth-date"),
        ("uscc", "0", "length"), ("sedol", "B12AB34", "characters"), ("figi", "GBG000BLNQ16", "issuer"),
        ("luhn", "79927398710", "check-digits"), ("mod11-2", "0X90", "characters"), ("damm", "5727", "check-digits"),
    ])
    func `a wrong one has a reason that does not show it`(kind: String, value: String, code: String) throws {
        let verdict = try Identifiers.check(kind, value)
        #expect(!verdict.isValid && verdict.reason?.code == code && verdict.normalForm == nil, "\(verdict)")
        #expect(value.count < 4 || verdict.reason?.sentence.contains(value) == false)
    }

    @Test func `parts have names`() throws {
        func parts(_ kind: String, _ value: String) throws -> [String] {
            try Identifiers.check(kind, value).parts.map { "\($0.name)=\($0.value)" }
        }
        #expect(
            try parts("iban", "ES9121000418450200051332") == [
                "country=ES", "checkDigits=91", "bank=2100", "branch=0418", "nationalCheckDigits=45",
                "account=0200051332", "nationalCheck=fits", "registry=registered",
            ]
        )
        #expect(try parts("bic", "DEMODEF0").last == "use=test" && parts("bic", "DEMODEF1XXX").last == "use=passive")
        #expect(try parts("currency", "JPY") == ["numericCode=392", "minorUnits=0"])
        #expect(try parts("country", "CH") == ["alpha3=CHE", "numericCode=756"])
    }

    @Test func `every code of the tables is found by each of its codes`() throws {
        // The Caribbean guilder has taken over the digits of the Antillean one.
        for code in Currency.codes where code != "ANG" {
            let currency = try #require(Currency(code: code))
            #expect(Currency(numericCode: currency.numericCode) == currency, "\(code)")
        }
        for code in Country.codes {
            let country = try #require(Country(code: code))
            #expect(Country(anyCode: country.alpha3) == country && Country(anyCode: country.numericCode) == country)
        }
    }

    @Test(arguments: [
        ("BE", "539", "", "0075470", "BE68539007547034"), ("DE", "37040044", "", "532013000", "DE89370400440532013000"),
        ("GB", "NWBK", "601613", "31926819", "GB29NWBK60161331926819"),
        ("ES", "2100", "0418", "0200051332", "ES9121000418450200051332"),
        ("FR", "20041", "01005", "0500013M026", "FR1420041010050500013M02606"),
        ("NO", "8601", "", "111794", "NO9386011117947"),
        ("IT", "05428", "11101", "000000123456", "IT60X0542811101000000123456"),
        ("PT", "0002", "0123", "12345678901", "PT50000201231234567890154"),
    ])
    func `account numbers are made of their parts`(
        country: String,
        bank: String,
        branch: String,
        account: String,
        iban: String
    ) throws {
        #expect(try IBAN.make(country: country, bank: bank, branch: branch, account: account) == iban)
        #expect(try Identifiers.check("iban", iban).isValid)
    }

    @Test func `parts that do not fit make no account number`() {
        #expect(throws: IdentifierReason.self) { try IBAN.make(country: "US", bank: "1", account: "1") }
        #expect(throws: IdentifierReason.self) { try IBAN.make(country: "DE", bank: "370400441", account: "1") }
        #expect(throws: IdentifierReason.self) { try IBAN.make(country: "DE", bank: "37040044", account: "1A") }
        #expect(throws: IdentifierReason.self) { try IBAN.make(country: "GB", bank: "", account: "31926819") }
    }

    @Test func `a kind that does not exist is refused with the kinds there are`() {
        do throws(Fault) {
            _ = try Identifiers.check("nonsense", "1")
            Issue.record("checked")
        } catch {
            #expect(error.code == .referenceUnknown && error.advice?.contains("iban") == true)
        }
    }

    @Test func `code lists come as text and are kinds too`() throws {
        var lists = ExternalCodeLists()
        try lists.add("# comment\n[purpose]\nSALA PENS # and more\nTAXS\n[status]\nAC01\n", file: "codes.txt")
        #expect(lists.names == ["purpose", "status"] && lists.contains("PENS", in: "purpose") == true)
        #expect(try Identifiers.check("purpose", "SALA", lists: lists).isValid)
        #expect(try Identifiers.check("purpose", "AC01", lists: lists).reason?.code == "code")
        #expect(throws: Fault.self) { try lists.add("SALA\n", file: "codes.txt") }
        try lists.add("[purpose]\nNEWC\n", file: "newer.txt")
        #expect(lists.codes(of: "purpose") == ["NEWC"])
    }

    @Test func `the lists that come with the bus can be read`() throws {
        var lists = ExternalCodeLists()
        let file = try CheckoutLibrary().file("reference/iso20022-codes.txt")
        try lists.add(String(decoding: file.bytes, as: UTF8.self), file: file.name)
        #expect(lists.contains("SALA", in: "purpose") == true && lists.contains("AC04", in: "returnReason") == true)
        #expect(lists.names.count > 50)
    }

    @Test func `random texts are told, never trapped on`() throws {
        var random = SeededGenerator(seed: 31)
        let characters = Array("0019AXZ-/ *@éDE中")
        for kind in Identifiers.kinds {
            for _ in 0..<300 {
                let length = Int.random(in: 0...40, using: &random)
                let value = String(
                    (0..<length).map { _ in characters[Int.random(in: characters.indices, using: &random)] }
                )
                let verdict = kind.check(value)
                #expect(verdict.isValid == (verdict.normalForm != nil))
            }
            let digits = (0..<300)
                .map { _ in
                    String(
                        (0..<Int.random(in: 1...30, using: &random))
                            .map { _ in Character("\(Int.random(in: 0...9, using: &random))") }
                    )
                }
            for value in digits { _ = kind.check(value) }
        }
    }

    @Test func `random account numbers of every country are told, never trapped on`() {
        var random = SeededGenerator(seed: 37)
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for country in Country.codes where IBAN.structure(of: country) != nil {
            for _ in 0..<20 {
                let part = { (count: Int) in
                    String((0..<count).map { _ in alphabet[Int.random(in: 0...9, using: &random)] })
                }
                guard let made = try? IBAN.make(country: country, bank: part(2), account: part(8)) else { continue }
                // Countries with check digits that cannot be worked out refuse most; none may trap.
                _ = IdentifierKind.iban.check(made)
                #expect(IBAN.check(made) == nil || IBAN.check(made) == .country, "\(country)")
            }
        }
    }

    @Test(
        .enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"),
        arguments: [CorpusSets.identifiers, CorpusSets.ibans, CorpusSets.cnapsCodes, CorpusSets.ibanRegistry]
            .map(\.name)
    )
    func `the public lists are told as they should be`(name: String) throws {
        let set = try #require(CorpusSets.all.first { $0.name == name })
        let result = try set.run(try #require(CorpusFolder.fromEnvironment))
        #expect(result.unexplained.map { "\($0.file): \($0.reason)" } == [])
        #expect(result.cases > 40)
    }
}
