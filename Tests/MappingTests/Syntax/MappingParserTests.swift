import Mapping
import Testing

/// Files as people write them become the tree that the checker reads.
@Suite struct MappingParserTests {
    /// The value of `x = TEXT` in a mapping.
    private func value(_ text: String) throws -> Expression {
        let (file, problems) = MappingParser.parse("mapping a version 1 \"A.\"\nto b\nx = " + text, file: "a.map")
        #expect(problems.map(\.description) == [])
        guard case .assign(_, let value) = try #require(file?.body.first).kind else {
            Issue.record("no assignment")
            return Expression(.element, at: SourcePosition(file: "", line: 0, column: 0))
        }
        return value
    }

    /// The value with brackets around everything, by a second way than the house form.
    private func shape(_ value: Expression) -> String {
        switch value.kind {
        case .name(let name): name
        case .literal(.text(let text)): "'\(text)'"
        case .literal(.number(let digits)): digits
        case .element: "it"
        case .member(let base, let name): "\(shape(base)).\(name.text)"
        case .position(let base, let number): "\(shape(base))[\(number)]"
        case .alternative(let a, let b): "(\(shape(a)) else \(shape(b)))"
        case .mandatory(let a, let fault): "(\(shape(a)) fault \(fault.code.text))"
        case .defaulted(let a, let b): "(\(shape(a)) default \(shape(b)))"
        case .or(let a, let b): "(\(shape(a)) or \(shape(b)))"
        case .and(let a, let b): "(\(shape(a)) and \(shape(b)))"
        case .not(let a): "(not \(shape(a)))"
        case .comparison(let sign, let a, let b): "(\(shape(a)) \(sign.rawValue) \(shape(b)))"
        case .presence(let presence, let a): "(\(shape(a)) is \(presence.rawValue))"
        case .membership(let a, let list): "(\(shape(a)) in \(list.count))"
        case .arithmetic(let sign, let a, let b): "(\(shape(a)) \(sign.rawValue) \(shape(b)))"
        case .call(let name, let arguments):
            "\(name.text)("
                + arguments.map { ($0.word.map { $0.text + ":" } ?? "") + shape($0.value) }
                .joined(separator: ",") + ")"
        case .lookup(let a, let codes, _): "(\(shape(a)) through \(codes.text))"
        case .fitted(let a, _): "(\(shape(a)) fitted)"
        case .filtered(let a, let b): "(\(shape(a)) where \(shape(b)))"
        case .only(let a): "(only \(shape(a)))"
        case .each(let name, let list, let condition, let result):
            "(each \(name.text) \(shape(list)) \(condition.map(shape) ?? "-") \(shape(result)))"
        case .conditional(let condition, let then, let other):
            "(if \(shape(condition)) \(shape(then)) \(other.map(shape) ?? "-"))"
        default: "?"
        }
    }

    @Test(arguments: [
        ("a | trim else b", "(trim(a) else b)"),
        ("a else b else c default \"X\"", "(a else (b else (c default 'X')))"),
        ("a else b else fault \"F\"", "(a else (b fault F))"),
        ("a or b and not c is d & e + f * g", "(a or (b and (not (c is (d joined (e plus (f times g)))))))"),
        ("a | t * b & c", "((t(a) times b) joined c)"),
        ("f.32A.amount", "f.32A.amount"),
        ("f.20.reference", "f.20.reference"),
        ("f.23E[1].code", "f.23E[1].code"),
        ("f.\"Kunden-Nr.\"", "f.Kunden-Nr."),
        ("a - b - c", "((a minus b) minus c)"),
        ("a-b - c", "(a-b minus c)"),
        ("a - -5", "(a minus -5)"),
        (
            "l where .code is \"A\" and .x is present | first",
            "first((l where ((it.code is 'A') and (it.x is present))))"
        ),
        ("l where . is \"A\" where .b > 1", "((l where (it is 'A')) where (it.b greater 1))"),
        ("only l where .c is \"A\" else b", "((only (l where (it.c is 'A'))) else b)"),
        ("each c in l | m where c.x is absent => c.y else c.z", "(each c m(l) (c.x is absent) (c.y else c.z))"),
        ("if c then a else b else d", "(if c a (b else d))"),
        ("if c then a else fault \"F\"", "((if c a -) fault F)"),
        ("if c then if d then a else b else e", "(if c (if d a b) e)"),
        ("if c then (a else b) else e", "(if c (a else b) e)"),
        ("a through codes or fault | cut", "((a through codes) fitted)"),
        ("a through codes or absent else b", "((a through codes) else b)"),
        ("a through codes or b", "((a through codes) or b)"),
        ("a | cut(35) | cut", "(cut(a,35) fitted)"),
        ("f(a, word: b, c: 1)", "f(a,word:b,c:1)"),
        ("a is not null", "(not (a is null))"),
        ("a in [\"B\", 1, true]", "(a in 3)"),
    ])
    func `operators hold together as the grammar orders them`(text: String, expected: String) throws {
        #expect(shape(try value(text)) == expected)
    }

    @Test(arguments: [
        "a\n    else b", "a else\n    b", "a\n  | trim\n  | cut", "f(\n a,\n b\n)", "[\na\n,\nb\n]", "a\n and b\n or c",
        "a &\n b", "a\n & b", "a -\n b", "(a\n - b)", "l\n where .x\n is \"A\"",
    ])
    func `a line goes on with an operator or in brackets`(text: String) throws {
        _ = try value(text)
    }

    @Test func `what a file holds`() throws {
        let (parsed, problems) = MappingParser.parse(MappingSyntaxSample.oneWay, file: "a.map")
        let file = try #require(parsed)
        #expect(problems.map(\.description) == [])
        #expect(file.name.text == "old-transfer-to-new" && file.version == 3)
        #expect(file.summary == "A transfer of the \"old\" bank.")
        #expect(file.inputs.map(\.missing) == [.fault, .default, .wait])
        #expect(file.inputs.map(\.type.alternatives.count) == [2, 1, 6])
        #expect(file.uses.map(\.text) == ["mt-parties", "mt-codes"])
        #expect(file.givens.count == 3 && file.parts.count == 2 && file.codes.count == 1)
        #expect(file.tables.first?.rows.count == 3)
        #expect(file.examples.map(\.inputs.count) == [2, 1, 1])
        #expect(file.codes.first?.rows.map(\.isTwoWay) == [true, true, false])
        #expect(file.remarks.compactMap(\.text).count == 4)
        #expect(file.body.count == 36)
    }

    @Test func `two-way lines`() throws {
        let (parsed, problems) = MappingParser.parse(MappingSyntaxSample.twoWay, file: "a.map")
        let file = try #require(parsed)
        #expect(problems.map(\.description) == [])
        #expect(file.isTwoWay && file.target?.name?.text == "canonical")
        let lines = file.body.compactMap { statement -> TwoWayLine? in
            if case .twoWay(let line) = statement.kind { line } else { nil }
        }
        #expect(lines.map(\.leftIsOptionalByVersion) == [false, true, false, false])
        #expect(lines.map(\.through?.text) == [nil, nil, "party", nil])
        #expect(lines.map(\.policies.count) == [0, 0, 2, 2])
    }

    @Test func `the name of a component is kept whole, however long`() throws {
        let name = "BranchAndFinancialInstitutionIdentificationOfSomeKind"
        let text = "library a version 1 \"A.\"\npart p(x: iso:\(name)) gives text { result = x.Id }"
        let part = try #require(MappingParser.parse(text, file: "a.map").file?.parts.first)
        guard case .oneWay(let parameters, _) = part.signature,
            case .component(_, let component)? = parameters.first?.type
        else {
            Issue.record("A part of a component is expected.")
            return
        }
        #expect(component.text == name)
    }

    @Test func `fields may have the names of words`() {
        let text = """
            library a version 1 "A."
            part p(x: text) gives text {
                check = x; let.y = x; filter { part = x }
                table.example <-> from
                "default" = x; "else".b = x
            }
            """
        #expect(MappingParser.parse(text, file: "a.map").problems.map(\.description) == [])
    }

    @Test func `line ends of Windows and a byte order mark`() throws {
        let text = "\u{FEFF}" + MappingSyntaxSample.oneWay.replacing("\n", with: "\r\n")
        #expect(MappingParser.parse(text, file: "a.map").problems.map(\.description) == [])
    }
}
