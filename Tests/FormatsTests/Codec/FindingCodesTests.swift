import Conformance
import Formats
import Foundation
import Testing

/// The codes that severities can be set by are those that findings have.
@Suite struct FindingCodesTests {
    /// The codes in the sources of the module; those of segments begin with the name of their syntax.
    private static func codesInSources() throws -> Set<String> {
        let folder = URL(filePath: CheckoutLibrary.folder).deletingLastPathComponent()
            .appending(path: "Sources/Formats")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var codes: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { continue }
                for match in line.matches(of: /"([a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+)"/) {
                    codes.insert(String(match.output.1))
                }
                for match in line.matches(of: /"\\\((code|standard\.name)\)(\.[a-z-]+)"/) {
                    for syntax in ["edifact", "x12"] { codes.insert(syntax + match.output.2) }
                }
            }
        }
        // What a review of the canonical schemas notes is no finding of a message.
        return codes.filter { !$0.hasSuffix(".txt") && !$0.hasPrefix("schema.") }
    }

    @Test func `every code in the sources can be set, and no other`() throws {
        let codes = try Self.codesInSources()
        let missing = codes.subtracting(FindingCodes.own).sorted()
        let more = Set(FindingCodes.own).subtracting(codes).sorted()
        #expect(missing == [] && more == [])
        #expect(FindingCodes.own.count == Set(FindingCodes.own).count)
    }

    @Test(arguments: [
        "T43", "C03", "D75", "nacha.order", "cbpr.pacs.008.R13", "json-schema.maxLength", "edifact.count",
    ])
    func `codes of readers and the forms of codes in tables are known`(code: String) {
        #expect(FindingCodes.isKnown(code))
    }

    @Test(arguments: [
        ("nacha.ordr", ["nacha.order"]), ("NACHA.ORDER", ["nacha.order"]), ("fedwire.cod", ["fedwire.code"]),
        ("t43", []), ("T4", []), ("order", []), ("", []), ("cbpr.", []), ("unheard-of.rule", []),
    ])
    func `a code that no rule has is not known, and the nearest is suggested`(code: String, nearest: [String]) {
        #expect(!FindingCodes.isKnown(code))
        #expect(FindingCodes.suggestions(for: code) == nearest)
    }

    @Test func `where nothing is near the codes of the format are suggested`() {
        let suggestions = FindingCodes.suggestions(for: "bai2.something-else")
        #expect(suggestions.count == 10 && suggestions.allSatisfy { $0.hasPrefix("bai2.") })
    }
}
