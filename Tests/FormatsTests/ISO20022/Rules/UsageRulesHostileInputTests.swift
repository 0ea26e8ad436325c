import Canonical
import Conformance
import Testing

@testable import Formats

/// Usage rules over inputs that are cut, mutated, repeated, or come in small pieces.
@Suite struct UsageRulesHostileInputTests {
    private static let bytes = Array(CBPRSample.transfer.utf8)

    private static func format(_ options: [String: String] = [:]) throws -> any Format {
        try FormatKind.iso20022.format(
            FormatSettings(options: options, library: CheckoutLibrary(), ruleSets: ["cbpr+2025", "cbpr+2026"])
        )
    }

    /// A transfer with a broken reference and a broken currency.
    private static let broken = Array(
        CBPRSample.transfer.replacing("REF-1", with: "REF-1/").replacing("Ccy=\"EUR\"", with: "Ccy=\"XAU\"").utf8
    )

    @Test(arguments: [1, 7, 4_096]) func `windows of any size give the same findings`(_ size: Int) throws {
        let input = Self.broken + Array("\n".utf8) + Self.broken
        let whole = try Self.format().decodeAll(input).findings.all
        let pieces = try decodeInWindows(input, size: size, format: Self.format()).findings.all
        #expect(whole == pieces)
        #expect(whole.contains { $0.code == "cbpr.pacs.008.R28" })
    }

    @Test func `each message of an input has its own lines`() throws {
        let input = Self.broken + Array("\n".utf8) + Self.broken
        let lines = try Self.format().decodeAll(input).findings.all.filter { $0.code == "cbpr.pacs.008.R28" }
            .compactMap(\.place.line)
        let perMessage = Self.broken.count { $0 == 0x0A } + 1
        #expect(lines.count == 2 && lines[1] - lines[0] == perMessage)
    }

    @Test func `a message that is cut off anywhere does not crash the rules`() throws {
        let format = try Self.format()
        for count in 0..<Self.broken.count {
            // Whether it can be read at all is for the reader's tests to say.
            _ = try? format.decodeAll(Array(Self.broken.prefix(count)))
        }
    }

    @Test(arguments: 0..<4) func `mutated messages do not crash the rules`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let format = try Self.format()
        let alphabet = Array("<>/=\"[]ABC019 .-&;:éXAU".utf8)
        for _ in 0..<250 { _ = try? format.decodeAll(generator.mutate(Self.broken, alphabet: alphabet)) }
    }

    @Test func `documents of any shape can be checked`() throws {
        let rules = try UsageRules("cbpr+", library: CheckoutLibrary())
        let shapes: [DocumentValue] = [
            "text", .null, [], [:], ["Document": "text"], ["Document": ["FIToFICstmrCdtTrf": .null]],
            ["Document": ["FIToFICstmrCdtTrf": ["CdtTrfTxInf": [[], .null, "x", [:], ["PmtId": [["InstrId": []]]]]]]],
            [
                "Document": [
                    "FIToFICstmrCdtTrf": ["CdtTrfTxInf": ["InstdAmt": "1", "IntrBkSttlmAmt": ["value": .null]]]
                ]
            ],
            [
                "Document": ["FIToFICstmrCdtTrf": [:]],
                "unexpected": [.null, "x", [:], ["at": "/x[y", "element": [:]]],
            ],
            [
                "Document": ["FIToFICstmrCdtTrf": [:]],
                "unexpected": [["at": "/Document[0]", "element": ["name": .null]]],
            ],
            ["Document": ["FIToFICstmrCdtTrf": [[:]]], "unexpected": "x", "AppHdr": [[]]],
        ]
        for shape in shapes { _ = rules.findings(in: Document(shape), messageName: "pacs.008.001.08") }
    }

    @Test func `a message that is read in pieces is not checked, and says so`() throws {
        let findings = try Self.format(["split": "CdtTrfTxInf"]).decodeAll(Self.bytes).findings.all
        #expect(findings.contains { $0.code == "iso20022.rules-not-checked" && $0.severity == .note })
    }
}
