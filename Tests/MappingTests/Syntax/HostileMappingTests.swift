import Conformance
import Mapping
import Testing

/// Whatever the bytes, the parser ends soon, never traps, and says where something is wrong.
@Suite struct HostileMappingTests {
    /// Parses, checks what holds of every result, and prints what was read without a problem.
    @discardableResult
    private func parse(_ bytes: [UInt8], prints: Bool = false) -> [MappingProblem] {
        let (file, problems) = MappingParser.parse(bytes, file: "x.map")
        #expect(problems.count <= MappingSyntaxLimits().problemsMax)
        #expect(problems.isEmpty == false || file != nil)
        #expect(problems.allSatisfy { $0.position.line > 0 && $0.position.column > 0 && $0.length > 0 })
        #expect(zip(problems, problems.dropFirst()).allSatisfy { !($1 < $0) })
        if prints, let file {
            let printed = MappingPrinter.print(file)
            if problems.isEmpty { #expect(MappingParser.parse(printed, file: "x.map").problems.isEmpty, "\(printed)") }
        }
        return problems
    }

    @Test func `a file cut off at each byte`() {
        let bytes = Array(MappingSyntaxSample.oneWay.utf8)
        for count in bytes.indices { parse(Array(bytes[..<count])) }
    }

    @Test(arguments: [3, 5, 7, 11])
    func `changed files`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("(){}[]<>=-|.,:;?\"\\# \n\taé0".utf8) + [0, 0xFF, 0x80]
        for _ in 0..<300 {
            let text = random.pick(MappingSyntaxSample.all)
            parse(random.mutate(Array(text.utf8), alphabet: alphabet), prints: true)
        }
    }

    @Test(arguments: [
        "(", "[", "{", "x = {", "f(", "not ", "a else ", "only ", "if a then ", "each e in l => ", "x { ", ")", "}",
        "'", "“",
        "a & ", "a.", "a | f ", "list of ", "\"", "\\", "#", "\n", "\r", "\t", "=", "\u{0}", "é", "match a { else => ",
        "a where ", "a or ", "if a { } else ", "-> ", "a = b; ", "\n}", "if a {\n",
    ])
    func `one thing again and again`(piece: String) {
        let start = Array("mapping a version 1 \"A.\"\nto b\nx = ".utf8)
        for count in [70, 300] {
            let repeated = Array(String(repeating: piece, count: count).utf8)
            parse(start + repeated)
            parse(repeated)
            parse(start + Array("\npart p(a: ".utf8) + repeated)
        }
        parse(start + Array(String(repeating: piece, count: 20_000).utf8))
    }

    @Test func `a mebibyte of anything`() {
        var random = SeededGenerator(seed: 17)
        let alphabets = [
            Array(UInt8.min...UInt8.max), Array("(){}[] \nab=.".utf8), Array("“”'é \n".utf8), Array("a = b\n{}".utf8),
        ]
        for alphabet in alphabets {
            let bytes = (0..<(1 << 20)).map { _ in random.pick(alphabet) }
            #expect(!parse(bytes).isEmpty)
            #expect(!parse(Array("mapping a version 1 \"A.\"\n".utf8) + bytes.dropLast(100)).isEmpty)
        }
        #expect(parse(Array(repeating: 0x20, count: 1 << 20 + 1)).first?.message.contains("bytes") == true)
    }

    @Test func `each limit has a problem of its own`() throws {
        func first(_ text: String, _ change: (inout MappingSyntaxLimits) -> Void = { _ in }) -> String {
            var limits = MappingSyntaxLimits()
            change(&limits)
            let start = "mapping a version 1 \"A.\"\nto b\n"
            return MappingParser.parse(start + text, file: "", limits: limits).problems.first?.message ?? ""
        }
        let codes = "codes c version \"1\" { }\n"
        #expect(first(codes + codes + codes) { $0.declarationsMax = 2 }.contains("2 declarations"))
        #expect(first("x = a\n") { $0.tokensMax = 8 }.contains("8 words"))
        #expect(
            first("x = " + String(repeating: "(", count: 80) + "a" + String(repeating: ")", count: 80)).contains("64")
        )
        #expect(first("x = a" + String(repeating: " & a", count: 300)).contains("256"))
        #expect(first("x = a" + String(repeating: ".a", count: 300)).contains("256"))
        #expect(first("x = a" + String(repeating: " & a", count: 200)) == "")
        let many = MappingParser.parse(String(repeating: "x y\n", count: 500), file: "").problems
        #expect(many.count <= 100)
    }

    @Test func `bytes that are not UTF-8`() {
        for text in ["x = \"a\u{1}b\"", "x = é", "# é"] {
            var bytes = Array("mapping a version 1 \"A.\"\nto b\n\(text)\n".utf8)
            for index in bytes.indices.reversed() where bytes[index] >= 0x80 || bytes[index] == 1 {
                bytes[index] = 0xFF
                break
            }
            #expect(parse(bytes).contains { $0.message.contains("UTF-8") })
        }
    }
}
