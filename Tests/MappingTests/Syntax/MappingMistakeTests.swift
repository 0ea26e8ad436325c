import Mapping
import Testing

/// Mistakes that people make, each with the place and the advice that they get.
@Suite struct MappingMistakeTests {
    /// A mistake in the lines behind a header of three lines: the first line of the text is line 4.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        /// Words of the description.
        var says: [String]

        init(_ text: String, _ line: Int, _ column: Int, _ says: String...) {
            self.text = text
            self.line = line
            self.column = column
            self.says = says
        }

        var testDescription: String { text }
    }

    static let mistakes = [
        Mistake("if a == \"X\" { b = c }", 4, 6, "== is not a sign", "Write is."),
        Mistake("if a = \"X\" { b = c }", 4, 6, "does not compare", "Write is."),
        Mistake("check a != b else fault \"F\"", 4, 9, "Write is not."),
        Mistake("x = a && b", 4, 7, "Write and."),
        Mistake("x = a || b", 4, 7, "Write or."),
        Mistake("x = !a", 4, 5, "Write not."),
        Mistake("x = null", 4, 5, "null is not a value", "Leave the field out"),
        Mistake("x = nil", 4, 5, "nil is not a value"),
        Mistake("x = 'a'", 4, 5, "straight double", "\""),
        Mistake("x = “a”", 4, 5, "straight double"),
        Mistake("x = \"a", 4, 5, "does not end on its line"),
        Mistake("x = \"a\\q\"", 4, 7, "escape is not known"),
        Mistake("x = \"\\u{110000}\"", 4, 6, "no character of Unicode"),
        Mistake("x {\n\ty = a\n}", 5, 1, "tab", "four"),
        Mistake("x = a // why", 4, 7, "Begin it with #"),
        Mistake("x = a#why", 4, 6, "Put a blank before #"),
        Mistake("x = a esle b", 4, 7, "esle does not follow", "Did you mean else?"),
        Mistake("drop a becuase \"W\"", 4, 8, "because is expected", "Did you mean because?"),
        Mistake("dorp a because \"W\"", 4, 1, "does not begin with dorp", "Did you mean drop?"),
        Mistake("drop a", 4, 7, "because is expected", "the file ends"),
        Mistake("var y = a", 4, 1, "Write let."),
        Mistake("x = each c in l -> c.a", 4, 17, "=> is expected", "Write =>"),
        Mistake("x = match a { \"A\" -> b }", 4, 19, "=> is expected", "Write =>"),
        Mistake("match a { \"A\" = { b = c } }", 4, 15, "=> is expected"),
        Mistake("x => a", 4, 3, "= is expected", "Write ="),
        Mistake("x -> a", 4, 3, "Write <-> for both directions"),
        Mistake("x =\ny = a", 4, 4, "A value is expected after =", "the line ends"),
        Mistake("x = a +\ny = a", 4, 8, "A value is expected after +"),
        Mistake(
            "x {\n    y = a\n\npart p(a: text) gives text { result = a }",
            5,
            10,
            "} is missing",
            "line 4, column 3"
        ),
        Mistake("x {\n    y {\n        z = a\n}", 6, 14, "} is missing", "line 5, column 7"),
        Mistake("x = f(a\ny = b", 4, 8, ") is missing", "line 4, column 6"),
        Mistake("x = l[1\ny = b", 4, 8, "] is missing"),
        Mistake("x = a }", 4, 7, "closes nothing"),
        Mistake("x = { a = b  c = d }", 4, 14, "second statement", "Put ;"),
        Mistake("x = a & b | cut", 4, 11, "not clear", "Put ( )"),
        Mistake("x = a is b is c", 4, 12, "Two comparisons", "and"),
        Mistake("x = a not in [\"B\"]", 4, 7, "Write not VALUE"),
        Mistake("x = a in [b]", 4, 11, "constant is expected", "\"b\""),
        Mistake("x = a else fault", 4, 17, "code of the fault"),
        Mistake("x = a else fault \"F\" | cut", 4, 22, "Nothing follows else fault"),
        Mistake("x = if a { b = c }", 4, 10, "then is expected", "Write then."),
        Mistake("if a then { b = c }", 4, 6, "Remove then."),
        Mistake("x = l[0]", 4, 7, "from 1"),
        Mistake("x[1] = a", 4, 2, "no position", "each"),
        Mistake("x = f.", 4, 6, "member is missing"),
        Mistake("x = f.Straße", 4, 7, "letters A to Z", "quotation marks"),
        Mistake("let else = a", 4, 5, "word of the language"),
        Mistake("x = a | ", 4, 8, "function"),
        Mistake("a <-> b, ctu", 4, 10, "does not fit is expected", "cut"),
        Mistake("a <-> b | cut", 4, 9, "comma before cut"),
        Mistake("codes c version \"1\" { \"A\" -> \"B\" }", 4, 27, "=> is expected"),
        Mistake("codes c version 1 { }", 4, 17, "quotation marks"),
        Mistake("part p(a: text) -> text { }", 4, 17, "Write gives."),
        Mistake("part p(a) gives text { }", 4, 9, ": is expected"),
        Mistake("part p(a: pacs.008.001.13..08) gives text { }", 4, 28, "range of versions"),
        Mistake("table t(a: boolean) gives text {\n    true : \"x\"\n}", 5, 10, "=> is expected"),
        Mistake("example \"e\"\n    input \"f\"", 4, 1, "what comes out"),
        Mistake("example \"e\"\n    output \"f\"\n    fault \"F\"", 6, 5, "two outcomes"),
        Mistake("x = a\nuse b", 5, 1, "beginning of the file"),
        Mistake("x = fold c in l with t = 0 => t", 4, 17, "up is expected"),
        Mistake("yield c in l { }", 4, 7, "each is expected"),
        Mistake("filter a because \"W\"", 4, 8, "when is expected"),
        Mistake("x = a ≤ b", 4, 7, "Write <="),
        Mistake("x = a @ b", 4, 7, "no meaning"),
        Mistake("x = a\n    - b", 5, 5, "End the line before with -"),
        Mistake("-> -> x = a", 4, 4, "one direction"),
        Mistake("x { part p(a: text) gives text { } }", 4, 5, "top of a file"),
    ]

    @Test(arguments: mistakes)
    func `a mistake has one place and an advice`(mistake: Mistake) throws {
        let text = "mapping a version 1\n\"A.\"\nto b\n" + mistake.text
        let found = MappingParser.parse(text, file: "a.map").problems
        let first = try #require(found.first)
        #expect(found.count == 1, "\(found.map(\.description))")
        #expect(first.position == SourcePosition(file: "a.map", line: mistake.line, column: mistake.column), "\(first)")
        for words in mistake.says { #expect(first.description.contains(words), "\(first)") }
    }

    @Test func `all mistakes of a file are found in one run`() {
        let text = """
            mapping a version 1
            "A."
            frmo x: text
            to b
            x = = a
            y = a
            z {
                q = (a
                r = a b
                s = a
            }
            codes c version "1" {
                "A" <-> "B"
                "C" -> "D"
                E => "F"
            }
            part p(x text) gives text { result = x }
            v = a | cut |
            """
        let lines = MappingParser.parse(text, file: "a.map").problems.map(\.position.line)
        #expect(lines == [3, 5, 8, 9, 14, 15, 17, 18])
    }

    @Test(arguments: [
        ("maping a version 1", 1, "Did you mean mapping?"), ("", 1, "Write mapping NAME"),
        ("mapping version 1 \"A.\"\nto b", 17, "version is expected"), ("mapping a\n\"A.\"\nto b", 10, "version"),
        ("mapping a version 0 \"A.\"\nto b", 19, "from 1"), ("mapping a version 1\nto b", 20, "quotation marks"),
        ("mapping a version 1 \"A.\"", 1, "where it leads"),
    ])
    func `mistakes of the first line`(text: String, column: Int, says: String) throws {
        let first = try #require(MappingParser.parse(text, file: "a.map").problems.first)
        #expect(first.position.line == 1 && first.position.column == column, "\(first)")
        #expect(first.description.contains(says), "\(first)")
    }

    @Test func `a problem says place, sentence and advice`() {
        let place = SourcePosition(file: "a.map", line: 3, column: 7)
        let problem = MappingProblem(at: place, "This is wrong.", suggestion: "Write that.")
        #expect(problem.description == "a.map:3:7: This is wrong. Write that.")
    }

    @Test(arguments: [
        ("becuase", "because"), ("esle", "else"), ("pstlAdr", "PstlAdr"), ("amnt", "amount"), ("zzz", nil), ("", nil),
        ("refernce", "reference"), ("a", nil),
    ])
    func `the nearest name`(name: String, nearest: String?) {
        let names = ["because", "else", "PstlAdr", "amount", "reference", "is", "if"]
        #expect(NearestName.nearest(to: name, in: names) == nearest)
        #expect(NearestName.nearest(to: String(repeating: "a", count: 10_000), in: names) == nil)
    }
}
