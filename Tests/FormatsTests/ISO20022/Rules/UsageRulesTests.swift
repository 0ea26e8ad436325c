import Canonical
import Conformance
import Testing

@testable import Formats

@Suite struct UsageRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let ruleSet: String
        let message: String
        var testDescription: String { "\(ruleSet) \(message)" }
    }

    /// Read from the files as the rules are, so that no rule is without its examples.
    private static let ruleLines: [String: [(code: String, check: String, path: String)]] = {
        var lines: [String: [(code: String, check: String, path: String)]] = [:]
        for year in ["2025", "2026"] {
            guard let file = try? CheckoutLibrary().file("iso20022/rules/cbpr-\(year).txt") else { continue }
            var message = ""
            for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                if words[0] == "message" { message = words[1] }
                guard line.hasPrefix("    ") else { continue }
                let path = words.count == 4 ? words[3] : "."
                lines["cbpr+\(year) \(message)", default: []].append(("cbpr.\(message).\(words[0])", words[1], path))
            }
        }
        return lines
    }()

    private static let roots = [
        "camt.052": "BkToCstmrAcctRpt", "camt.054": "BkToCstmrDbtCdtNtfctn", "pacs.002": "FIToFIPmtStsRpt",
        "pacs.004": "PmtRtr", "pacs.008": "FIToFICstmrCdtTrf", "pacs.009": "FICdtTrf", "pain.001": "CstmrCdtTrfInitn",
    ]

    static let cases: [Case] = ["cbpr+2025", "cbpr+2026"]
        .flatMap { ruleSet in
            [
                "camt.052", "camt.054", "pacs.002", "pacs.004", "pacs.008", "pacs.008_stp", "pacs.009", "pacs.009_adv",
                "pacs.009_cov", "pain.001",
            ]
            .map { Case(ruleSet: ruleSet, message: $0) }
        }

    @Test(arguments: cases)
    func `every rule takes what keeps it and finds what breaks it`(_ example: Case) throws {
        let rules = try UsageRules(example.ruleSet, library: CheckoutLibrary())
        let lines = try #require(Self.ruleLines[example.testDescription])
        #expect(rules.codes(of: example.message) == lines.map(\.code))
        for line in lines {
            let pair = try #require(UsageRuleExamples.all[line.check], "no examples of \(line.check)")
            for keeping in pair.keeping {
                #expect(!codes(rules, keeping, line.path, example.message).contains(line.code), "\(line) \(keeping)")
            }
            for breaking in pair.breaking {
                #expect(codes(rules, breaking, line.path, example.message).contains(line.code), "\(line) \(breaking)")
            }
        }
    }

    private func codes(
        _ rules: UsageRules,
        _ example: UsageRuleExamples.Example,
        _ path: String,
        _ message: String
    ) -> Set<String> {
        let root = Self.roots[String(message.prefix(8))] ?? ""
        var value: DocumentValue = [:]
        if let header = example.header { value = value.setting(header, at: ["AppHdr"]) }
        if let groupHeader = example.groupHeader {
            value = value.setting(groupHeader, at: ["Document", root, "GrpHdr"])
        }
        if let beside = example.beside {
            value = value.setting(beside.value, at: ["Document", root, "Rpt", beside.name])
        }
        value = value.setting(.text("1"), at: ["Document", root, "GrpHdr", "NbOfTxs"])
        let steps = path.split(separator: "/").map(String.init)
        let full =
            path.hasPrefix("//")
            ? ["Document", root, "Tx"] + steps
            : path.hasPrefix("/") ? steps : ["Document", root] + steps.filter { $0 != "." }
        value = value.setting(example.element, at: full)
        let findings = rules.findings(in: Document(value), messageName: "pacs.008.001.08", as: message)
        return Set(findings.map(\.code))
    }

    @Test func `a finding has path and severity, and no value`() throws {
        let rules = try UsageRules("cbpr+", library: CheckoutLibrary())
        let document = Document([
            "AppHdr": ["MsgDefIdr": "secret"],
            "Document": [
                "FIToFICstmrCdtTrf": ["CdtTrfTxInf": [["PmtId": ["InstrId": "A"]], ["PmtId": ["InstrId": "secret/"]]]]
            ],
        ])
        let findings = rules.findings(in: document, messageName: "pacs.008.001.08")
        #expect(findings.map(\.code) == ["cbpr.pacs.008.R8", "cbpr.pacs.008.R28"])
        #expect(findings.map(\.severity) == [.warning, .error])
        #expect(
            findings.map(\.place.path) == [
                "/AppHdr/MsgDefIdr", "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/PmtId/InstrId",
            ]
        )
        #expect(!findings.contains { $0.message.contains("secret") })
    }

    @Test(arguments: [
        ("pacs.008.001.08", "swift.cbprplus.stp.03", "cbpr.pacs.008_stp."),
        ("pacs.009.001.08", "swift.cbprplus.adv.03", "cbpr.pacs.009_adv."),
        ("pacs.009.001.08", "swift.cbprplus.cov.03", "cbpr.pacs.009_cov."),
        ("pacs.009.001.08", "swift.cbprplus.03", "cbpr.pacs.009."),
    ])
    func `the business service chooses the guideline`(_ message: String, _ service: String, _ prefix: String) throws {
        let rules = try UsageRules("cbpr+", library: CheckoutLibrary())
        let root = Self.roots[String(message.prefix(8))] ?? ""
        let document = Document([
            "AppHdr": ["BizSvc": .text(service), "MsgDefIdr": "other"],
            "Document": .object(DocumentObject()).setting([:], at: [root]),
        ])
        let findings = rules.findings(in: document, messageName: message)
        #expect(findings.map(\.code).allSatisfy { $0.hasPrefix(prefix) } && !findings.isEmpty)
    }

    @Test func `a cover payment is known by the transfer that it covers`() throws {
        let rules = try UsageRules("cbpr+2026", library: CheckoutLibrary())
        let document = Document([
            "Document": ["FICdtTrf": ["CdtTrfTxInf": [["PmtId": ["InstrId": "/"], "UndrlygCstmrCdtTrf": [:]]]]]
        ])
        let findings = rules.findings(in: document, messageName: "pacs.009.001.08")
        #expect(findings.map(\.code) == ["cbpr.pacs.009_cov.R13"])
    }

    @Test func `elements in the wrong place are checked where they stood`() throws {
        let rules = try UsageRules("cbpr+2026", library: CheckoutLibrary())
        let document = Document([
            "Document": ["FIToFICstmrCdtTrf": ["CdtTrfTxInf": [["PmtId": [:]], ["PmtId": [:]]]]],
            "unexpected": [
                [
                    "at": "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]",
                    "element": [
                        "name": "p:IntrBkSttlmAmt", "attributes": [["name": "Ccy", "value": "XAU"]],
                        "content": [["text": "1"]],
                    ],
                ]
            ],
        ])
        let findings = rules.findings(in: document, messageName: "pacs.008.001.08")
        #expect(findings.map(\.code) == ["cbpr.pacs.008.R31"])
        #expect(findings[0].place.path == "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/IntrBkSttlmAmt")
    }

    @Test func `a message without rules is a note`() throws {
        let findings = try UsageRules("cbpr+", library: CheckoutLibrary())
            .findings(in: Document(["Document": [:]]), messageName: "camt.053.001.08")
        #expect(findings.map(\.severity) == [.note])
    }

    @Test(arguments: [
        "check a error\n    Text. = exists(a", "check a error\n    Text. = frob(a)", "check a error\n    Text.",
        "check a bad\n    Text. = exists(a)", "check a error\n    Text. = a >",
        "check a error\n    Text. = in(a, $none)",
        "check a error\n    Text. = matches(a, \"(\")", "check a error\n    Text. = matches(a, \"x)", "nonsense",
        "set s s\nmessage m R\n    R1 none", "check a error\n    Text. = exists(a) exists(b)",
        "message m R\n    R1 a to b",
        "check a error\n    Text. = exists(a b)", "check a error\n    Text. = valid(a, moon)",
        "check a error\n    Text. = " + String(repeating: "(", count: 100) + "exists(a)",
        "check a error\n    Text. = exists(//*)", "  \n x",
    ])
    func `a rule file that cannot be read is refused with its line`(_ text: String) {
        let fault = #expect(throws: Fault.self) {
            try UsageRuleReader.read([DefinitionFile(name: "rules.txt", bytes: Array(text.utf8))])
        }
        #expect(fault?.place?.line != nil)
    }
}

extension DocumentValue {
    /// The value with another one at a path of names, beside what is there; objects merge.
    fileprivate func setting(_ value: DocumentValue, at path: [String]) -> DocumentValue {
        guard let name = path.first else {
            guard case .object(var object) = self, case .object(let new) = value else { return value }
            for member in new.members { object[member.name] = member.value }
            return .object(object)
        }
        var object = self.object ?? DocumentObject()
        object[name] = (object[name] ?? [:]).setting(value, at: Array(path.dropFirst()))
        return .object(object)
    }
}
