import Canonical
import Conformance
import Mapping
import Testing

/// Whatever the bytes are, every function comes to an end and keeps its promise.
@Suite struct HostileTextTests {
    private static let words = [
        "Müller", "张三", "ＡＢＣ", "（中国）", "ｶﾞ", "Щ", "Αθήνα", "e\u{301}", "\u{200B}", "\u{FEFF}", "\r\n", "\t", " ", "  ",
        "/INS/", "//", "1/", "3/DE/", "?20", "EREF+", "/EREF/", "DE", "-", ":", ",", "60311", "260131", "12:30:00",
        "+01:00",
        "1234,5", "1234.50", "GB", "London", "&", "_", "{", "€", "\u{1F600}", "\u{0}", "ﬁ", "ß", "Þ", "T", "Z", ".",
    ]

    private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            switch Int.random(in: 0...9, using: &random) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
            case 1: bytes.append(UInt8.random(in: 0x80...0xFF, using: &random))
            default: bytes.append(contentsOf: random.pick(words).utf8)
            }
        }
        return bytes
    }

    private static let transliterations: [Transliteration] = TextCharacterSet.all.flatMap { set in
        Transliteration.Umlauts.allCases.flatMap { umlauts in
            [Transliteration.Policy.fullStop, .drop, .refuse, .replace(by: UInt8(ascii: "~"))]
                .map {
                    Transliteration(into: set, umlauts: umlauts, signs: $0, letters: $0)
                }
        }
    }

    /// Functions that change a text and leave it alone the second time.
    private typealias Normaliser = @Sendable (Span<UInt8>, inout [UInt8]) -> TextChange

    private static let normalisers: [(String, Normaliser)] = [
        ("trim", { Spaces.trim($0, into: &$1) }),
        ("fold", { Spaces.fold($0, into: &$1) }),
        ("tidy", { Spaces.tidy($0, into: &$1) }),
        ("narrow", { CharacterWidth.narrow($0, into: &$1) }),
        ("narrow but parentheses", { CharacterWidth.narrow($0, parentheses: .keep, into: &$1) }),
        ("widenKatakana", { CharacterWidth.widenKatakana($0, into: &$1) }),
        ("cut", { Lines.cut($0, to: 7, mark: .plus, into: &$1) }),
        ("replace", { TextCharacterSet.swiftX.replaceMisfits(in: $0, by: 0x3F, into: &$1) }),
    ]

    @Test func `a normaliser has nothing to do the second time`() {
        var random = SeededGenerator(seed: 61)
        for _ in 0..<3_000 {
            let bytes = Self.bytes(&random)
            for (name, normalise) in Self.normalisers {
                var once: [UInt8] = []
                let change = normalise(bytes.span, &once)
                var twice: [UInt8] = []
                #expect(normalise(once.span, &twice).isNone && once == twice, "\(name)")
                #expect(change.isNone == (once == bytes), "\(name)")
                #expect(String(validating: once, as: UTF8.self) != nil, "\(name)")
            }
        }
    }

    @Test(arguments: transliterations)
    func `what is written for a channel fits it`(_ transliteration: Transliteration) {
        var random = SeededGenerator(seed: 67)
        let set = transliteration.set
        for _ in 0..<300 {
            let bytes = Self.bytes(&random)
            var replaced: [UInt8] = []
            let change = set.replaceMisfits(in: bytes.span, by: 0x2E, into: &replaced)
            #expect(set.firstMisfit(in: replaced.span) == nil)
            #expect(change.isNone == set.fits(bytes.span))
            #expect(change.first == set.firstMisfit(in: bytes.span))
            var output: [UInt8] = []
            do throws(ValueRefusal) {
                let change = try transliteration.apply(bytes.span, into: &output)
                #expect(set.firstMisfit(in: output.span) == nil)
                #expect(change.isNone == (output == bytes))
                var again: [UInt8] = []
                #expect(try transliteration.apply(output.span, into: &again).isNone && again == output)
            } catch {
                #expect(output.isEmpty && error.rule == .characters)
                #expect(transliteration.letters == .refuse)
            }
        }
    }

    @Test func `every function ends for any arguments`() {
        var random = SeededGenerator(seed: 71)
        for function in CleansingFunctions.all {
            for _ in 0..<200 {
                var arguments = random.pick(function.examples).arguments
                for index in arguments.indices where index == 0 || Bool.random(using: &random) {
                    arguments[index] = random.pick(["0", "1", "38", "99999999999", "1.5", "-1", ""])
                    guard index == 0 || Bool.random(using: &random) else { continue }
                    arguments[index] = String(decoding: Self.bytes(&random), as: UTF8.self)
                }
                var output: [UInt8] = [0x61]
                do throws(ValueRefusal) {
                    _ = try function.run(arguments, into: &output)
                    #expect(String(validating: output, as: UTF8.self) != nil, "\(function.name)")
                } catch {
                    #expect(output == [0x61], "\(function.name)")
                }
            }
        }
    }

    /// A function that is not linear needs minutes for this.
    @Test(.timeLimit(.minutes(1)))
    func `long texts take time in proportion`() {
        let pieces = ["a", "word ", "/", "//", "+", "EREF+", "/EREF/", "?20", ":", "-", "é", " ", "\n", "1/x\n", "12"]
        for piece in pieces {
            let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
            for function in CleansingFunctions.all {
                var arguments = function.examples[0].arguments
                arguments[0] = text
                var output: [UInt8] = []
                _ = try? function.run(arguments, into: &output)  // refused, as it may be
            }
        }
    }

    @Test func `readers of structure end for any bytes`() {
        var random = SeededGenerator(seed: 73)
        for _ in 0..<3_000 {
            let bytes = Self.bytes(&random)
            let lines = LineList(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
            var list = LineList()
            list.append(bytes.span)
            for lines in [lines, list] {
                _ = CodeWords.read(lines)
                _ = NumberedParty(lines)
                _ = Addresses.structure(lines.texts, country: "DE")
            }
            _ = SlashWords.read(bytes.span)
            _ = SEPAWords.read(bytes.span)
            if let details = StatementDetails(bytes.span) { _ = details.purpose }
            for form in DateForm.allCases { _ = form.read(bytes.span) }
            _ = Decimals.read(bytes.span)
            for kind in Masking.Kind.allCases {
                var output: [UInt8] = []
                Masking.mask(bytes.span, as: kind, into: &output)
                #expect(!output.isEmpty)
            }
        }
    }

    @Test func `a reader drops no letter`() {
        var random = SeededGenerator(seed: 79)
        for _ in 0..<1_000 {
            let texts = (0..<Int.random(in: 1...5, using: &random))
                .map { _ in random.pick(["a", "/REC/b", "//c", "1/d", "e"]) }
            let letters = texts.joined().filter { "abcde".contains($0) }.sorted()
            let words = CodeWords.read(LineList(texts)).map(\.text).joined().filter { "abcde".contains($0) }.sorted()
            #expect(words == letters)
        }
    }
}
