import Conformance
import Mapping
import Testing

/// Lines keep to their rule whatever the text, and give the text again when they are joined.
@Suite struct LineTests {
    private static let alphabet: [UInt8] = Array("ABCdef 012  /:-+,.ü张\t\n".utf8) + [0xFF, 0xC3]

    private func text(_ random: inout SeededGenerator, hostile: Bool) -> [UInt8] {
        let alphabet = hostile ? Self.alphabet : Array("ABCdef012+,.   ".utf8)
        return (0..<Int.random(in: 0...120, using: &random)).map { _ in random.pick(alphabet) }
    }

    @Test(arguments: [LineRule.Starts.block4, .block4NoSlash, .any], ["", "//"])
    func `no line breaks the rule`(_ starts: LineRule.Starts, _ prefix: String) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1_000 {
            let width = Int.random(in: 4...20, using: &random)
            let count = Int.random(in: 1...5, using: &random)
            let rule = try #require(LineRule(lines: count, of: width, starts: starts, nextPrefix: prefix))
            let bytes = text(&random, hostile: true)
            var lines = LineList()
            let split = Lines.split(bytes.span, rule, into: &lines)
            #expect(lines.count <= count)
            #expect((split.rest != nil) == (split.change.cut > 0))
            for (index, line) in lines.texts.enumerated() {
                #expect(line.unicodeScalars.count <= width)
                if starts != .any, index > 0 { #expect(!line.hasPrefix(":") && !line.hasPrefix("-")) }
                if starts == .block4NoSlash, prefix.isEmpty { #expect(!line.hasPrefix("/")) }
                if index > 0 { #expect(line.hasPrefix(prefix)) }
            }
        }
    }

    @Test func `split lines joined again are the text`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let width = Int.random(in: 2...20, using: &random)
            let rule = try #require(LineRule(lines: 200, of: width))
            let bytes = text(&random, hostile: false)
            var tidy: [UInt8] = []
            _ = Spaces.tidy(bytes.span, into: &tidy)
            var lines = LineList()
            let split = Lines.split(bytes.span, rule, into: &lines)
            var joined: [UInt8] = []
            Lines.join(lines, fullAt: width, into: &joined)
            #expect(joined == tidy, "\(width): \(String(decoding: bytes, as: UTF8.self))")
            #expect(split.rest == nil && split.change.cut == 0)
        }
    }

    @Test func `what finds no room can go on elsewhere`() throws {
        let rule = try #require(LineRule(lines: 2, of: 10))
        let bytes = Array("one two three four five".utf8)
        var lines = LineList()
        let rest = try #require(Lines.split(bytes.span, rule, into: &lines).rest)
        #expect(lines.texts == ["one two", "three"])
        #expect(String(decoding: bytes[rest...], as: UTF8.self) == "four five")
    }

    @Test func `four full lines are 140 characters`() {
        let line = String(repeating: "A", count: 35)
        var joined: [UInt8] = []
        Lines.join(LineList([line, line, line, line]), fullAt: 35, into: &joined)
        #expect(joined.count == 140)
    }

    @Test func `a rule without room is no rule`() {
        #expect(LineRule(lines: 1, of: 1) == nil)
        #expect(LineRule(lines: 0, of: 10) == nil)
        #expect(LineRule(lines: 1, of: 7, firstPrefix: "/INST/") == nil)
        #expect(LineRule(lines: Int.max, of: 10) == nil)
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func `no length is too strange`(_ length: Int) {
        let text = Array("one two".utf8)
        var output: [UInt8] = []
        _ = Lines.cut(text.span, to: length, mark: .plus, into: &output)
        #expect(output == (length > 0 ? text : []))
        var lines = LineList()
        _ = CodeWords.write([CodeWord("INS", "A")], lines: length, of: length, into: &lines)
        _ = NumberedParty(LineList(["1/A", "2/B", "3/DE/C"])).lines(length, of: length, into: &lines)
        _ = Addresses.lines(of: PostalAddress(town: "A", country: "DE"), count: length, of: length, into: &lines)
        #expect(lines.isEmpty || length > 0)
        #expect(LineRule(lines: length, of: length) == nil && (FixedWidth(length) == nil) == (length != 0))
    }

    @Test func `a cut text is as long as asked`() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<2_000 {
            let bytes = text(&random, hostile: true)
            let limit = Int.random(in: 0...40, using: &random)
            for mark in Lines.Mark.allCases {
                var output: [UInt8] = []
                let change = Lines.cut(bytes.span, to: limit, mark: mark, into: &output)
                let count = String(decoding: output, as: UTF8.self).unicodeScalars.count
                #expect(count <= limit)
                if change.cut > 0 { #expect(count == limit) }
            }
        }
    }

    @Test func `a field of fixed width is as wide as it says`() throws {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<2_000 {
            let bytes = text(&random, hostile: true)
            let width = Int.random(in: 0...40, using: &random)
            let field = try #require(FixedWidth(width, alignment: random.pick([.left, .right])))
            var output: [UInt8] = [1]
            _ = try field.write(bytes.span, into: &output) { character, output in
                // Two bytes for what is not ASCII, as in GB18030.
                for _ in 0..<min(character.count, 2) { output.append(character[0]) }
                return true
            }
            #expect(output.count == width + 1)
        }
    }

    @Test func `a character without a code refuses the field`() throws {
        let field = try #require(FixedWidth(4))
        var output: [UInt8] = [1]
        #expect(throws: ValueRefusal(.characters, at: 1)) {
            let text = Array("aü".utf8)
            _ = try field.write(text.span, into: &output) { character, output in
                if character.count == 1 { output.append(character[0]) }
                return character.count == 1
            }
        }
        #expect(output == [1])
    }
}
