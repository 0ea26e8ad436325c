import Mapping
import Testing

/// Structured texts of real messages are read, and written again as they were.
@Suite(.enabled(if: Corpora.isPresent)) struct StructuredTextCorpusTests {
    /// The fields of a tag in a file: the lines of each.
    private func fields(_ tags: Set<Substring>, in bytes: [UInt8]) -> [[String]] {
        var fields: [[String]] = []
        var isOpen = false
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("-") { isOpen = false }
            if line.first == ":", let end = line.dropFirst().firstIndex(of: ":"), line[..<end].utf8.count <= 4 {
                isOpen = tags.contains(line[..<end].dropFirst())
                if isOpen { fields.append([String(line[line.index(after: end)...])]) }
            } else if isOpen {
                fields[fields.count - 1].append(String(line))
            }
        }
        return fields
    }

    @Test func `sub-fields of statements are written as they were`() throws {
        var structured = 0
        for name in Corpora.files(in: "mt940-wolph", suffix: ".sta") {
            for lines in fields(["86"], in: try Corpora.bytes("mt940-wolph/\(name)")) {
                let text = Array(lines.joined().utf8)
                guard let details = StatementDetails(text.span) else { continue }
                structured += 1
                var written: [UInt8] = []
                details.write(into: &written)
                #expect(written == Array(lines.joined().drop { $0 == " " }.utf8), "\(name)")
            }
        }
        #expect(structured > 20)
    }

    @Test func `parties in numbered lines are written as they were`() throws {
        var parties = 0
        for folder in Corpora.folders(in: "ballerina-mt-to-mx") {
            let bytes = try Corpora.bytes("ballerina-mt-to-mx/\(folder)/input.fin")
            for field in fields(["50F", "59F"], in: bytes) {
                let numbered = field.filter { !$0.hasPrefix("/") }
                    .map { String($0.reversed().drop { $0 == " " }.reversed()) }
                let party = NumberedParty(LineList(numbered))
                guard party.defects.isEmpty else { continue }
                parties += 1
                var lines = LineList()
                #expect(party.lines(into: &lines).cut == 0)
                #expect(lines.texts == numbered, "\(folder)")
            }
        }
        #expect(parties > 5)
    }
}
