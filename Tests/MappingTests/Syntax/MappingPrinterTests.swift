import Conformance
import Mapping
import Testing

/// What the printer writes is read as the same file, and printed again as it is.
@Suite struct MappingPrinterTests {
    /// Tokens without what a layout may change: blanks, brackets around operands, separators and quotation marks.
    private func content(_ text: String) -> [Character] {
        text.filter { !" \n;()\"".contains($0) }
    }

    @Test(arguments: MappingSyntaxSample.all)
    func `a printed file is the same file`(text: String) throws {
        let first = MappingPrinter.print(try #require(MappingParser.parse(text, file: "a.map").file))
        let (file, problems) = MappingParser.parse(first, file: "a.map")
        #expect(problems.map(\.description) == [], "\(first)")
        #expect(MappingPrinter.print(try #require(file)) == first)
        #expect(content(first).sorted() == content(text).sorted())
    }

    @Test func `comments and empty lines stay`() throws {
        let text = """
            # Before.
            mapping a version 1
            "A."
            from x: text  # behind the header
            to b

            # About y.
            y = x  # why

            z {  # opens
                # inside
                q = x
            }
            w = { a = x; b = x }

            """
        #expect(MappingPrinter.print(try #require(MappingParser.parse(text, file: "a.map").file)) == text)
    }

    @Test func `random expressions keep their shape`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<1_000 {
            let text = "mapping a version 1\n\"A.\"\nto b\nx = " + expression(5, &random) + "\n"
            let (file, problems) = MappingParser.parse(text, file: "a.map")
            guard problems.isEmpty, let file else { continue }
            let first = MappingPrinter.print(file)
            let again = MappingParser.parse(first, file: "a.map")
            #expect(again.problems.map(\.description) == [], "\(text)\(first)")
            #expect(dumped(file) == dumped(try #require(again.file)), "\(text)\(first)")
        }
    }

    /// The whole tree as text, without positions.
    private func dumped(_ file: MappingFile) -> String {
        var text = ""
        dump(file.body, to: &text)
        return text.split(separator: "\n")
            .filter { line in
                !["position", "line:", "column:", "file:", "height"].contains { line.contains($0) }
            }
            .joined(separator: "\n")
    }

    /// Forms of expressions, in which each `%` is another.
    private static let forms = [
        "(%)", "% else %", "% default %", "% else fault \"F\" \"Why.\"", "% or %", "% and %", "not %", "(%) is (%)",
        "% is not absent", "% in [1, \"x\"]", "% & %", "% + %", "% - %", "% * %", "% | f", "% | f(%)", "% | cut",
        "% through c or keep", "% through c or absent", "% through c or default b", "% where %",
        "each e in % where % => %", "each e in % => %",
        "only %", "fold e in % up to 9 with t = % => %", "if % then % else %", "if % then %",
        "match % { \"A\" => %; else => % }", "{ p = %; q.r = % }", "[%, %]", "g(%, w: %)", "table t(%)",
    ]
    private static let leaves = ["a", "b.c", ".", ".x", "\"t\"", "1.5", "-2", "f.20", "true", "l[1]", "l[last].y"]

    private func expression(_ depth: Int, _ random: inout SeededGenerator) -> String {
        let pieces = random.pick(depth > 0 ? Self.forms : Self.leaves)
            .split(separator: "%", omittingEmptySubsequences: false)
        var text = String(pieces[0])
        for piece in pieces.dropFirst() {
            text += expression(Int.random(in: 0..<depth, using: &random), &random) + piece
        }
        return text
    }
}
