import Canonical

/// For each check of the CBPR+ rules what keeps it and what breaks it, seen from the element at which a rule stands.
enum UsageRuleExamples {
    /// An element, and what else there must be in the message.
    struct Example {
        var element: DocumentValue
        var header: DocumentValue?
        var groupHeader: DocumentValue?
        var beside: (name: String, value: DocumentValue)?

        init(
            _ element: DocumentValue,
            header: DocumentValue? = nil,
            groupHeader: DocumentValue? = nil,
            beside: (name: String, value: DocumentValue)? = nil
        ) {
            self.element = element
            self.header = header
            self.groupHeader = groupHeader
            self.beside = beside
        }
    }

    typealias Pair = (keeping: [Example], breaking: [Example])

    static let all: [String: Pair] = header.merging(parties) { $1 }.merging(references) { $1 }
        .merging(instructions) { $1 }
        .merging(amounts) { $1 }.merging(states) { $1 }.merging(domestic) { $1 }.merging(identifiers) { $1 }

    // MARK: - Header

    private static let header: [String: Pair] = [
        "definitionIdentifier": ([Example("pacs.008.001.08")], [Example("pacs.008.001.09"), Example("pacs.008")]),
        "businessIdentifier": (
            [Example("X-M1", groupHeader: ["MsgId": "M1"]), Example("M1")],
            [Example("M2", groupHeader: ["MsgId": "M1"])]
        ),
        "sameIdentifier": (
            [Example("M1", groupHeader: ["MsgId": "M1"]), Example("M1")],
            [Example("X-M1", groupHeader: ["MsgId": "M1"])]
        ),
        "service": ([Example("swift.cbprplus.03")], [Example("swift.cbprplus.02"), Example("other")]),
        "serviceSTP": ([Example("swift.cbprplus.stp.03")], [Example("swift.cbprplus.03")]),
        "serviceADV": ([Example("swift.cbprplus.adv.03")], [Example("swift.cbprplus.cov.03")]),
        "serviceCOV": ([Example("swift.cbprplus.cov.03")], [Example("swift.cbprplus.adv.03")]),
        "copyDuplicate": (
            [Example("COPY", beside: ("CpyDplctInd", "COPY")), Example("COPY")],
            [Example("COPY", beside: ("CpyDplctInd", "DUPL"))]
        ),
        "priority": (
            [
                Example(["PmtTpInf": ["InstrPrty": "HIGH"]], header: ["Prty": "HIGH"]),
                Example(["PmtTpInf": [:]], header: ["Prty": "HIGH"]),
            ],
            [Example(["PmtTpInf": ["InstrPrty": "NORM"]], header: ["Prty": "HIGH"])]
        ),
        "fromToUnlessCopy": (
            [Example(agents, header: fromTo()), Example(agents, header: fromTo("OTHRDEFF", copy: "CODU"))],
            [
                Example(agents, header: fromTo("OTHRDEFF")), Example(agents, header: fromTo(to: "OTHRDEFF")),
                Example(agents, header: fromTo("OTHRDEFF", copy: "DUPL")),
            ]
        ),
        "fromToWithoutCopy": (
            [Example(agents, header: fromTo()), Example(agents, header: fromTo("OTHRDEFF", copy: "DUPL"))],
            [Example(agents, header: fromTo("OTHRDEFF")), Example(agents, header: fromTo(to: "OTHRDEFF"))]
        ),
        "from": (
            [Example(agents, header: fromTo()), Example(agents, header: fromTo(to: "OTHRDEFF"))],
            [Example(agents, header: fromTo("OTHRDEFF", copy: "COPY"))]
        ),
        "toUnlessCopy": (
            [
                Example(agents, header: fromTo("OTHRDEFF")),
                Example(agents, header: fromTo(to: "OTHRDEFF", copy: "COPY")),
            ],
            [Example(agents, header: fromTo(to: "OTHRDEFF"))]
        ),
        "toWithoutCopy": (
            [Example(agents, header: fromTo()), Example(agents, header: fromTo(to: "OTHRDEFF", copy: "DUPL"))],
            [Example(agents, header: fromTo(to: "OTHRDEFF"))]
        ),
    ]

    private static let agents: DocumentValue = [
        "InstgAgt": ["FinInstnId": ["BICFI": "FROMDEFF"]], "InstdAgt": ["FinInstnId": ["BICFI": "TOXXDEFF"]],
    ]

    private static func fromTo(_ from: String = "FROMDEFF", to: String = "TOXXDEFF", copy: String? = nil)
        -> DocumentValue
    {
        var header: DocumentObject = DocumentObject()
        header["Fr"] = ["FIId": ["FinInstnId": ["BICFI": .text(from)]]]
        header["To"] = ["FIId": ["FinInstnId": ["BICFI": .text(to)]]]
        if let copy { header["CpyDplct"] = .text(copy) }
        return .object(header)
    }

    // MARK: - Parties and addresses

    private static let line36: DocumentValue = .text(String(repeating: "é", count: 36))

    private static let parties: [String: Pair] = [
        "nameWithAddress": (
            [Example(["Nm": "A", "PstlAdr": [:]]), Example(["BICFI": "FROMDEFF"])],
            [Example(["Nm": "A"]), Example(["BICFI": "FROMDEFF", "PstlAdr": [:]])]
        ),
        "nameForAddress": ([Example(["Nm": "A", "PstlAdr": [:]]), Example(["Nm": "A"])], [Example(["PstlAdr": [:]])]),
        "nameOrBIC": (
            [Example(["Nm": "A"]), Example(["Id": ["OrgId": ["AnyBIC": "FROMDEFF"]]])],
            [Example(["CtryOfRes": "DE"]), Example(["Id": ["OrgId": ["LEI": "X"]]])]
        ),
        "nothingBesideBIC": (
            [Example(["Id": ["OrgId": ["AnyBIC": "FROMDEFF"]]]), Example(["Nm": "A", "PstlAdr": [:]])],
            [
                Example(["Nm": "A", "Id": ["OrgId": ["AnyBIC": "FROMDEFF"]]]),
                Example(["PstlAdr": [:], "Id": ["OrgId": ["AnyBIC": "FROMDEFF"]]]),
            ]
        ),
        "structured": (
            [Example(["TwnNm": "Ulm", "Ctry": "DE"]), Example(["AdrLine": ["Weg 1"]])],
            [Example(["TwnNm": "Ulm"]), Example(["Ctry": "DE"]), Example([:])]
        ),
        "hybrid": (
            [
                Example(["TwnNm": "Ulm", "Ctry": "DE", "AdrLine": ["Weg 1"]]), Example(["AdrLine": ["Weg 1"]]),
                Example(["TwnNm": "Ulm"]),
            ],
            [Example(["Ctry": "DE", "AdrLine": ["Weg 1"]]), Example(["AdrTp": ["Cd": "ADDR"], "AdrLine": ["Weg 1"]])]
        ),
        "hybridTwoLines": (
            [
                Example(["TwnNm": "Ulm", "Ctry": "DE", "AdrLine": ["Weg 1", "Hof"]]),
                Example(["AdrLine": ["a", "b", "c"]]),
            ],
            [
                Example(["TwnNm": "Ulm", "Ctry": "DE", "AdrLine": ["a", "b", "c"]]),
                Example(["Ctry": "DE", "AdrLine": ["a"]]),
            ]
        ),
        "unstructured": (
            [
                Example(["AdrLine": [.text(String(repeating: "é", count: 35))]]),
                Example(["Ctry": "DE", "AdrLine": [line36]]),
            ],
            [Example(["AdrLine": ["Weg 1", line36]])]
        ),
        "notRepeated": (
            [
                Example(["TwnNm": "Ulm", "AdrLine": ["Ulmer Weg 1"]]), Example(["Ctry": "DE", "AdrLine": ["DE Haus"]]),
                Example(["TwnNm": "Ulm"]),
            ],
            [
                Example(["TwnNm": "Ulm", "AdrLine": ["Weg 1", "89073 Ulm"]]),
                Example(["StrtNm": "Weg", "AdrLine": ["Weg"]]),
            ]
        ),
    ]

    // MARK: - References and instructions

    private static let references: [String: Pair] = [
        "reference": (
            [Example("A/B/C"), Example("A")], [Example("/A"), Example("A/"), Example("A//B"), Example("/")]
        ),
        "endToEnd": (
            [
                Example("A/B"), Example("A/"), Example("ABCDEFGHIJKLMNOP//"), Example("ABCDEFGHIJKLMNOP"),
                Example("ABCDEFGHIJKLMNO"),
            ],
            [Example("/A"), Example("A//B"), Example("ABCDEFGHIJKLMNO/"), Example("ABCDEFGHIJKLMNO/XY")]
        ),
        "endToEndGiven": ([Example("NOTPROVIDED"), Example(" a ")], [Example(" "), Example("")]),
        "paymentIdentifier": (
            [Example("M1", groupHeader: ["MsgId": "M1"])], [Example("M2", groupHeader: ["MsgId": "M1"])]
        ),
        "statusMessageName": (
            [Example("pacs.008.001.08"), Example("pacs.010.001.03")], [Example("MT103"), Example("pacs.028.001.03")]
        ),
        "returnMessageName": (
            [Example("pacs.008.001.08"), Example("camt.054.001.08"), Example("MT103"), Example("MT 900")],
            [Example("pacs.004.001.09"), Example("MT199"), Example("pacs.008")]
        ),
    ]

    private static func codes(_ codes: String...) -> DocumentValue {
        ["InstrForCdtrAgt": .list(codes.map { ["Cd": .text($0)] })]
    }

    private static let instructions: [String: Pair] = [
        "codesOnce": ([Example(codes("HOLD", "PHOB")), Example([:])], [Example(codes("HOLD", "PHOB", "HOLD"))]),
        "noHoldWithCheque": (
            [Example(codes("HOLD", "PHOB")), Example(codes("CHQB"))], [Example(codes("HOLD", "CHQB"))]
        ),
        "oneTelephone": ([Example(codes("TELB", "CHQB")), Example(codes("PHOB"))], [Example(codes("TELB", "PHOB"))]),
        "serviceLevelG001": ([Example("G001"), Example("SEPA")], [Example("G002"), Example("G004")]),
        "serviceLevelG004": ([Example("G004"), Example("SEPA")], [Example("G001"), Example("G009")]),
        "remittanceOnce": (
            [Example(["RmtInf": ["Ustrd": ["a"]]]), Example(["RltdRmtInf": [[:]]])],
            [Example(["RltdRmtInf": [[:]], "RmtInf": ["Ustrd": ["a"]]])]
        ),
        "remittanceKind": (
            [Example(["RmtInf": ["Ustrd": ["a", "b"]]]), Example(["RmtInf": ["Strd": [[:]]]])],
            [Example(["RmtInf": ["Ustrd": ["a"], "Strd": [[:]]]])]
        ),
        "remittanceLength": (
            [Example(["RmtInf": ["Strd": [strd(4_500), strd(4_500)]]]), Example([:])],
            [Example(["RmtInf": ["Strd": [strd(4_500), strd(4_501)]]])]
        ),
    ]

    private static func strd(_ count: Int) -> DocumentValue {
        ["AddtlRmtInf": [.text(String(repeating: "ü", count: count))]]
    }

    // MARK: - Amounts

    private static func amount(_ value: String, _ currency: String = "EUR") -> DocumentValue {
        ["Ccy": .text(currency), "value": .text(value)]
    }

    private static let charges: DocumentValue = [["Amt": ["Ccy": "EUR", "value": "0"]]]
    private static let charge: DocumentValue = [["Amt": ["Ccy": "EUR", "value": "5.00"]]]

    private static let amounts: [String: Pair] = [
        "noCommodity": ([Example(amount("1.0"))], [Example(amount("1", "XAU")), Example(amount("1", "XPT"))]),
        "chargesForCRED": (
            [Example(["ChrgBr": "CRED", "ChrgsInf": charges]), Example(["ChrgBr": "SHAR"])],
            [Example(["ChrgBr": "CRED"])]
        ),
        "oneChargeForDEBT": (
            [Example(["ChrgBr": "DEBT", "ChrgsInf": [[:]]]), Example(["ChrgBr": "SHAR", "ChrgsInf": [[:], [:]]])],
            [Example(["ChrgBr": "DEBT", "ChrgsInf": [[:], [:]]])]
        ),
        "chargesForDifference": (
            [
                Example(["InstdAmt": amount("1.0"), "IntrBkSttlmAmt": amount("1.00")]),
                Example(["InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2", "USD")]),
                Example(["InstdAmt": amount("1")]),
                Example(["InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2"), "ChrgsInf": charges]),
            ],
            [Example(["InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2")])]
        ),
        "chargesForPrepaid": (
            [
                Example(["ChrgBr": "DEBT", "InstdAmt": amount("3"), "IntrBkSttlmAmt": amount("2")]),
                Example(["ChrgBr": "SHAR", "InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2")]),
                Example(["ChrgBr": "DEBT", "InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("6"), "ChrgsInf": charge]),
            ],
            [
                Example(["ChrgBr": "DEBT", "InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2")]),
                Example(["ChrgBr": "DEBT", "InstdAmt": amount("1"), "IntrBkSttlmAmt": amount("2"), "ChrgsInf": charges]
                ),
            ]
        ),
        "chargesForReturn": (
            [Example(["RtrdInstdAmt": amount("1"), "RtrdIntrBkSttlmAmt": amount("1.00")])],
            [Example(["RtrdInstdAmt": amount("1"), "RtrdIntrBkSttlmAmt": amount("0.99")])]
        ),
        "interestTotal": (
            [
                Example([
                    "TtlIntrstAndTaxAmt": amount("3.30"), "Rcrd": [["Amt": amount("1.1")], ["Amt": amount("2.20")]],
                ]),
                Example(["TtlIntrstAndTaxAmt": amount("3.30")]),
            ],
            [
                Example([
                    "TtlIntrstAndTaxAmt": amount("3.31"), "Rcrd": [["Amt": amount("1.1")], ["Amt": amount("2.20")]],
                ])
            ]
        ),
    ]

    // MARK: - Status, return, entries

    private static let states: [String: Pair] = [
        "rejectReason": (
            [Example(["TxSts": "RJCT", "StsRsnInf": [["Rsn": ["Cd": "AC01"]]]]), Example(["TxSts": "ACSP"])],
            [Example(["TxSts": "RJCT"]), Example(["TxSts": "RJCT", "StsRsnInf": [["AddtlInf": ["a"]]]])]
        ),
        "rejectDate": (
            [Example(["TxSts": "RJCT"]), Example(["TxSts": "ACSC", "FctvIntrBkSttlmDt": ["Dt": "2026-11-26"]])],
            [Example(["TxSts": "RJCT", "FctvIntrBkSttlmDt": ["Dt": "2026-11-26"]])]
        ),
        "originalAmountOnce": (
            [Example(["OrgnlIntrBkSttlmAmt": amount("1")]), Example(["OrgnlTxRef": ["IntrBkSttlmAmt": amount("1")]])],
            [Example(["OrgnlIntrBkSttlmAmt": amount("1"), "OrgnlTxRef": ["IntrBkSttlmAmt": amount("1")]])]
        ),
        "originalDateOnce": (
            [Example(["OrgnlIntrBkSttlmDt": "2026-11-26"])],
            [Example(["OrgnlIntrBkSttlmDt": "2026-11-26", "OrgnlTxRef": ["IntrBkSttlmDt": "2026-11-26"]])]
        ),
        "partialReturn": (
            [
                Example(returned("1", "2", ["AddtlInf": ["PART"], "Rsn": ["Cd": "AC04"]])),
                Example(returned("2", "2.00", ["Rsn": ["Cd": "AC04"]])),
            ],
            [
                Example(returned("1", "2", ["Rsn": ["Cd": "AC04"]])),
                Example(returned("1", "2", ["AddtlInf": ["PART"]])),
                Example(returned("1", "2", ["AddtlInf": ["PART"], "Rsn": ["Cd": "ZZ99"]])),
            ]
        ),
        "pageNumber": ([Example("1"), Example("00010")], [Example("0"), Example("00000")]),
        "bookedDate": (
            [Example(["Sts": ["Cd": "BOOK"], "ValDt": ["Dt": "2026-11-26"]]), Example(["Sts": ["Cd": "PDNG"]])],
            [Example(["Sts": ["Cd": "BOOK"]])]
        ),
    ]

    private static func returned(_ amount: String, _ original: String, _ reason: DocumentValue) -> DocumentValue {
        [
            "OrgnlIntrBkSttlmAmt": self.amount(original), "RtrdIntrBkSttlmAmt": self.amount(amount),
            "RtrRsnInf": [reason],
        ]
    }

    // MARK: - Domestic payments

    private static func transfer(_ debtor: String, _ creditor: String, iban: Bool) -> DocumentValue {
        let account: DocumentValue = iban ? ["Id": ["IBAN": "DE02120300000000202051"]] : ["Id": ["Othr": ["Id": "1"]]]
        return [
            "DbtrAgt": ["FinInstnId": ["BICFI": .text(debtor)]], "CdtrAgt": ["FinInstnId": ["BICFI": .text(creditor)]],
            "Dbtr": ["Nm": "A"], "Cdtr": ["Nm": "B"], "DbtrAcct": account, "CdtrAcct": account,
        ]
    }

    private static func couple(_ first: String, _ second: String) -> Pair {
        (
            [
                Example(transfer("AAAA\(first)XX", "BBBB\(second)XX", iban: true)),
                Example(transfer("AAAA\(first)XX", "BBBBUSXX", iban: false)),
            ],
            [Example(transfer("AAAA\(first)XX", "BBBB\(second)XX", iban: false))]
        )
    }

    private static let domestic: [String: Pair] = [
        "domesticSEPA": couple("DE", "FR"), "domesticESAD": couple("ES", "AD"), "domesticFRMC": couple("FR", "MC"),
        "domesticITSM": couple("IT", "SM"), "domesticITVA": couple("VA", "IT"),
    ]

    // MARK: - Identifiers

    private static let identifiers: [String: Pair] = [
        "bic": (
            [Example("FROMDEFF"), Example("FROMDEFFXXX")],
            [Example("NOTPROVIDED"), Example("FROMZZFF"), Example("FROM")]
        ),
        "iban": (
            [Example("DE02120300000000202051")], [Example("DE03120300000000202051"), Example("DE0212030000000020205")]
        ),
        "lei": ([Example("529900T8BM49AURSDO55")], [Example("529900T8BM49AURSDO56"), Example("529900T8BM49AURSDO5")]),
        "country": ([Example("DE")], [Example("ZZ"), Example("de")]),
        "currency": ([Example("EUR")], [Example("EUX"), Example("eur")]),
    ]
}
