import Conformance
import Mapping
import Testing

/// What is written with code words is read again, and what is read is not lost.
@Suite struct CodeWordTests {
    private func word(_ random: inout SeededGenerator, _ alphabet: String, _ lengths: ClosedRange<Int>) -> String {
        let letters = Array(alphabet)
        return String((0..<Int.random(in: lengths, using: &random)).map { _ in random.pick(letters) })
    }

    private func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in word(&random, "ABC12/:-+.", 1...18) }
            .joined(separator: " ")
    }

    @Test func `code words written are read again`() {
        var random = SeededGenerator(seed: 19)
        for _ in 0..<1_000 {
            let words = (0..<Int.random(in: 1...4, using: &random))
                .map { _ in
                    CodeWord(word(&random, "ABCDE12", 1...8), text(&random))
                }
            var lines = LineList()
            let change = CodeWords.write(words, lines: 1_000, into: &lines)
            #expect(change.cut == 0)
            #expect(CodeWords.read(lines) == words)
            #expect(lines.texts.allSatisfy { $0.unicodeScalars.count <= 35 })
        }
    }

    @Test func `sub-fields written are read again`() throws {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<1_000 {
            let fields = (0..<Int.random(in: 1...6, using: &random))
                .map { _ in
                    StatementDetails.Field(Int.random(in: 0...99, using: &random), word(&random, "AB 12+/", 0...27))
                }
            let details = StatementDetails(code: "166", fields: fields)
            var output: [UInt8] = []
            details.write(into: &output)
            #expect(StatementDetails(output.span) == details)
        }
    }

    @Test func `a purpose written in sub-fields is read again`() {
        var random = SeededGenerator(seed: 37)
        for _ in 0..<1_000 {
            let purpose = text(&random)
            var details = StatementDetails(code: "166", fields: [])
            #expect(details.appendPurpose(purpose.utf8.span).cut == 0)
            #expect(details.purpose == purpose)
        }
    }

    @Test func `a party written in numbered lines is read again`() {
        var random = SeededGenerator(seed: 29)
        for _ in 0..<1_000 {
            var party = NumberedParty()
            party.name = text(&random)
            party.country = "DE"
            party.town = word(&random, "ABCD", 1...20)
            party.address = (0..<Int.random(in: 0...2, using: &random)).map { _ in word(&random, "ABC 12", 1...30) }
                .filter { !$0.allSatisfy { $0 == " " } }
                .map { $0.split(separator: " ").joined(separator: " ") }
            if Bool.random(using: &random) { party.nationalId = "DE/\(word(&random, "123", 3...20))" }
            var lines = LineList()
            let change = party.lines(20, into: &lines)
            #expect(change.cut == 0 && change.dropped == 0)
            #expect(NumberedParty(lines) == party)
        }
    }

    @Test func `a party never has more lines than the field`() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<1_000 {
            var party = NumberedParty()
            party.name = text(&random)
            party.country = Bool.random(using: &random) ? "DE" : nil
            party.town = Bool.random(using: &random) ? text(&random) : nil
            party.address = (0..<Int.random(in: 0...4, using: &random)).map { _ in text(&random) }
            party.birthDate = Bool.random(using: &random) ? "19700101" : nil
            party.birthPlace = Bool.random(using: &random) ? "DE/BERLIN" : nil
            party.customerId = Bool.random(using: &random) ? text(&random) : nil
            var lines = LineList()
            _ = party.lines(into: &lines)
            #expect((1...4).contains(lines.count))
            #expect(lines.texts.allSatisfy { $0.unicodeScalars.count <= 35 })
            let numbers = lines.texts.map { $0.prefix(1) }
            #expect(numbers == numbers.sorted() && numbers.first == "1")
        }
    }

    @Test func `each breach of the numbering is named`() {
        #expect(NumberedParty(LineList(["2/A", "1/B"])).defects == [.firstIsNoName, .order, .addressAlone])
        #expect(NumberedParty(LineList(["1/A", "3/Berlin"])).defects == [.noCountry])
        #expect(NumberedParty(LineList(["1/A", "B", "3/DE/C"])).defects == [.notNumbered])
        #expect(NumberedParty(LineList(["1/A", "B", "3/DE/C"])).name == "A B")
        #expect(NumberedParty(LineList(["1/A", "6/DE/X/1", "8/2"])).customerId == "DE/X/12")
        #expect(NumberedParty(LineList(["1/A", "8/2"])).partyIdRest == "2")
    }
}
