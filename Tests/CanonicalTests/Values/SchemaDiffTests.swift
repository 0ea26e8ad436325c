import Canonical
import Testing

/// Which versions of a type read each other's documents.
@Suite struct SchemaDiffTests {
    private static let a = DocumentMember("a", .text)

    private static func diff(_ old: DocumentShape, _ new: DocumentShape) -> SchemaDiff {
        SchemaDiff(
            from: DocumentDescription(name: "t.v1", summary: "", root: old),
            to: DocumentDescription(name: "t.v2", summary: "", root: new)
        )
    }

    private static func object(_ members: DocumentMember..., isOpen: Bool = false) -> DocumentShape {
        .object(members, isOpen: isOpen)
    }

    private static func text(_ shape: TextShape) -> DocumentShape { .text(shape) }

    /// Old, new, and what still holds.
    static let cases: [(old: DocumentShape, new: DocumentShape, compatibility: SchemaCompatibility)] = [
        (.any, .any, .full), (.text, .any, .backward), (.any, .text, .forward), (.text, .boolean, .none),
        (.number(isInteger: true), .number(isInteger: false), .backward),
        (.number(isInteger: false), .number(isInteger: true), .forward),
        (object(a), object(a), .full),
        (object(a), object(a, DocumentMember("b", .text)), .backward),
        (object(a), object(a, DocumentMember("b", .text, isRequired: true)), .none),
        (object(a, isOpen: true), object(a, DocumentMember("b", .text), isOpen: true), .forward),
        (object(a), object(), .forward),
        (object(DocumentMember("a", .text, isRequired: true)), object(), .none),
        (object(a, isOpen: true), object(isOpen: true), .backward),
        (object(a), object(DocumentMember("a", .text, isRequired: true)), .forward),
        (object(DocumentMember("a", .text, isRequired: true)), object(a), .backward),
        (object(a), object(a, isOpen: true), .backward), (object(a, isOpen: true), object(a), .forward),
        (.map(.text), .map(.boolean), .none), (.map(.text), object(), .none),
        (.list(.text, min: 0, max: 3), .list(.text, min: 0, max: nil), .backward),
        (.list(.text, min: 0, max: 3), .list(.text, min: 1, max: 3), .forward),
        (.list(.text, min: 1, max: 3), .list(.text, min: 0, max: 2), .none),
        (text(TextShape(lengthMax: 35)), text(TextShape(lengthMax: 70)), .backward),
        (text(TextShape(lengthMax: 35)), text(TextShape(lengthMax: 16)), .forward),
        (.text, text(TextShape(lengthMin: 1)), .forward),
        (.text, text(TextShape(pattern: "a")), .forward), (text(TextShape(pattern: "a")), .text, .backward),
        (text(TextShape(pattern: "a")), text(TextShape(pattern: "b")), .none),
        (.text, text(TextShape(characters: "x")), .forward),
        (.text, text(TextShape(.code, codes: ["A"])), .forward),
        (text(TextShape(.code, codes: ["A"])), .text, .backward),
        (text(TextShape(.code, codes: ["LONG"])), text(TextShape(lengthMax: 3)), .none),
        (text(TextShape(.code, codes: ["A"])), text(TextShape(.code, codes: ["A", "B"])), .backward),
        (text(TextShape(.code, codes: ["A", "B"])), text(TextShape(.code, codes: ["B", "C"])), .none),
        (text(TextShape(.code, codes: ["A", "B"])), text(TextShape(.code, codes: ["B", "A"])), .full),
        (.text, text(TextShape(.date)), .forward), (text(TextShape(.date)), .text, .backward),
        (text(TextShape(.date)), text(TextShape(.dateTime)), .none),
        (.choice([.text, .null]), .choice([.text, .null, .boolean]), .backward),
        (.choice([.text, .null, .boolean]), .choice([.text, .null]), .forward),
        (.choice([.text, .null]), .choice([.text, .boolean]), .none),
    ]

    @Test(arguments: cases.indices) func `a change breaks the directions that it must`(number: Int) {
        let (old, new, compatibility) = Self.cases[number]
        let diff = Self.diff(old, new)
        #expect(diff.compatibility == compatibility, "\(old) to \(new): \(diff.changes)")
        #expect((compatibility == .full) == diff.changes.isEmpty)
        let back = Self.diff(new, old).compatibility
        #expect(back.isBackward == compatibility.isForward && back.isForward == compatibility.isBackward)
    }

    @Test func `each reason has the path that it is about`() {
        let old = Self.object(DocumentMember("x", .list(Self.object(Self.a), min: 0, max: nil)))
        let new = Self.object(
            DocumentMember(
                "x",
                .list(Self.object(DocumentMember("a", .boolean), DocumentMember("b", .text)), min: 0, max: nil)
            )
        )
        #expect(Self.diff(old, new).changes.map(\.path) == ["/x/*/a", "/x/*/b"])
    }

    @Test func `a change of the data class is told and breaks nothing`() {
        let old = Self.object(DocumentMember("a", .text, dataClass: .secret))
        let diff = Self.diff(old, Self.object(DocumentMember("a", .text, dataClass: .public)))
        #expect(diff.compatibility == .full)
        #expect(diff.changes.map(\.summary) == ["data class was secret, is public"])
    }

    @Test func `parts that contain themselves are compared once`() {
        func description(_ text: TextShape) -> DocumentDescription {
            let node = Self.object(DocumentMember("t", .text(text)), DocumentMember("next", .part("node")))
            return DocumentDescription(
                name: "t",
                summary: "",
                root: Self.object(DocumentMember("p", .part("node")), DocumentMember("q", .part("node"))),
                parts: ["node": node, "round": .part("round")]
            )
        }
        let diff = SchemaDiff(from: description(TextShape(lengthMax: 2)), to: description(TextShape(lengthMax: 1)))
        #expect(diff.changes.map(\.path) == ["/p/t"] && diff.compatibility == .forward)
        var round = description(TextShape())
        round.root = .part("round")
        #expect(SchemaDiff(from: round, to: round).compatibility == .full)
    }

    @Test func `lists and choices that lead back to themselves have an end`() {
        let description = DocumentDescription(
            name: "t",
            summary: "",
            root: .list(.part("a"), min: 0, max: nil),
            parts: [
                "a": .list(.part("a"), min: 0, max: nil), "b": .choice([.part("b"), .part("b")]),
            ],
            dataClass: .internal
        )
        #expect(description.dataClass(at: ["x"]) == nil)
        #expect(description.dataClass(at: ["0", "0", "x"]) == nil)
        var choice = description
        choice.root = .part("b")
        #expect(choice.dataClass(at: ["x"]) == nil)
        #expect(SchemaDiff(from: choice, to: choice).compatibility == .full)
    }

    @Test func `a long chain of parts is compared without end of the stack`() {
        func chain(_ end: DocumentShape) -> DocumentDescription {
            var parts: [String: DocumentShape] = ["p5000": end]
            for number in 0..<5_000 { parts["p\(number)"] = Self.object(DocumentMember("n", .part("p\(number + 1)"))) }
            return DocumentDescription(name: "t", summary: "", root: .part("p0"), parts: parts)
        }
        #expect(SchemaDiff(from: chain(.text), to: chain(.boolean)).compatibility == .none)
    }

    @Test func `classes are ordered by how sensitive they are`() {
        #expect(DataClass.allCases.sorted() == [.public, .internal, .personal, .secret])
        #expect(DataClass.secret > .personal && DataClass.public < .internal)
    }
}
