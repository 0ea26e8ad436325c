import Canonical
import Testing

@testable import Mapping

/// Two-way mappings of several versions, checked and run.
@Suite struct TwoWayTests {
    /// The mapping from a type to another.
    private static func mapping(
        _ source: String,
        to target: String,
        text: String = InventedNotes.mapping,
        library: String = InventedNotes.library
    ) throws -> CheckedMapping {
        let check = MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(try CheckedSample.parsed(text), libraries: [try CheckedSample.parsed(library)])
        try #require(check.problems.isEmpty, "\(check.problems.map(\.description).joined(separator: "\n"))")
        return try #require(
            check.mappings.first { $0.inputs[0].description.name == source && $0.target.name == target }
        )
    }

    /// What becomes of a document, and the findings.
    private static func run(_ source: String, to target: String, _ json: String) throws -> (String, [String]) {
        var findings = Findings()
        let text = try MappingTests.run(mapping(source, to: target), json, findings: &findings)
        return (text, findings.all.map { "\($0.code) \($0.place.path ?? "")" })
    }

    @Test(arguments: [
        (#"{"head":{"id":"1"}}"#, #"{"Note":{"Head":{"Id":"1"}}}"#),
        // An object in between that the target needs is written empty where the one around it has something.
        (
            #"{"head":{"id":"1"},"owner":{"branch":{"id":"B"}}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Owner":{"Inst":{},"Branch":{"Id":"B"}}}}"#
        ),
        (
            #"{"head":{"id":"1"},"owner":{"name":"N"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Owner":{"Inst":{"Name":"N"}}}}"#
        ),
        (#"{"head":{"id":"1"},"owner":{}}"#, #"{"Note":{"Head":{"Id":"1"}}}"#),
        (
            #"{"head":{"id":"1"},"kind":{"own":"K","issuer":"I"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Kind":{"Choice":{"Own":"K"},"Issuer":"I"}}}"#
        ),
    ])
    func `objects in between are there where something is in what surrounds them`(_ memo: String, _ note: String) throws
    {
        #expect(try Self.run("memo.v1", to: "note.v2", memo).0 == note)
    }

    @Test(arguments: [
        (#"{"owner":{"name":"N"}}"#, "mapping.absent /Note/Head"),
        (#"{"head":{"when":"2026-01-01"}}"#, "mapping.absent /Note/Head/Id"),
        (#"{"head":{"id":"1"},"kind":{"issuer":"I"}}"#, "mapping.target-empty /Note/Kind/Choice"),
        (#"{}"#, "mapping.target-empty "),
    ])
    func `what the target needs and does not get is a fault where the line refuses it`(
        _ memo: String,
        _ fault: String
    ) throws {
        #expect(faultCode(try Self.mapping("memo.v1", to: "note.v2"), memo) == fault)
    }

    @Test func `what is superfluous in a library for some types is not said, nor what only some forms lack`() throws {
        let library =
            InventedNotes.library + "\npart any: old:owner | old:branch <-> new:memoBranch { Id? <-> id, cut }"
        let check = MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(try CheckedSample.parsed(library))
        #expect(check.problems.isEmpty, "\(check.problems.map(\.description).joined(separator: "\n"))")
    }

    @Test func `a part of a library that is wrong for each of its forms is refused with what is wrong for the first`()
        throws
    {
        let library = "library a version 1\n\"A.\"\npart any: old:owner | old:branch <-> new:memoBranch { Idd <-> id }"
        let check = MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(try CheckedSample.parsed(library))
        #expect(check.problems.contains { $0.message == "old:owner has no member Idd." })
        #expect(!check.problems.contains { $0.message.contains("old:branch has no") })
    }

    @Test(arguments: [
        // Two lines for one field: each takes the kind that it is for, and nothing else is reported.
        (
            "note.v1", "memo.v1", #"{"Note":{"Head":{"Id":"1"},"Type":"T"}}"#,
            #"{"head":{"id":"1"},"type":{"code":"T"}}"#, []
        ),
        (
            "note.v2", "memo.v1", #"{"Note":{"Head":{"Id":"1"},"Type":{"Own":"O"}}}"#,
            #"{"head":{"id":"1"},"type":{"own":"O"}}"#, []
        ),
        (
            "memo.v1", "note.v1", #"{"head":{"id":"1"},"type":{"code":"T"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Type":"T"}}"#, []
        ),
        (
            "memo.v1", "note.v2", #"{"head":{"id":"1"},"type":{"code":"T"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Type":{"Code":"T"}}}"#, []
        ),
        (
            "memo.v1", "note.v1", #"{"head":{"id":"1"},"type":{"own":"O"}}"#, #"{"Note":{"Head":{"Id":"1"}}}"#,
            ["loss.dropped /type/own"]
        ),
        // Two names of one field.
        (
            "memo.v1", "note.v1", #"{"head":{"id":"1"},"owner":{"bic":"B"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Owner":{"Inst":{"Bei":"B"}}}}"#, []
        ),
        (
            "memo.v1", "note.v2", #"{"head":{"id":"1"},"owner":{"bic":"B"}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Owner":{"Inst":{"Bic":"B"}}}}"#, []
        ),
        // What only one version carries.
        (
            "note.v2", "memo.v1", #"{"Note":{"Head":{"Id":"1"},"Extra":{"Text":"E"}}}"#,
            #"{"head":{"id":"1"},"carried":{"old":{"Extra":{"Text":"E"}}}}"#, []
        ),
        (
            "memo.v1", "note.v2", #"{"head":{"id":"1"},"carried":{"old":{"Extra":{"Text":"E"}}}}"#,
            #"{"Note":{"Head":{"Id":"1"},"Extra":{"Text":"E"}}}"#, []
        ),
        (
            "memo.v1", "note.v1", #"{"head":{"id":"1"},"carried":{"old":{"Extra":{"Text":"E"}}}}"#,
            #"{"Note":{"Head":{"Id":"1"}}}"#, ["loss.dropped /carried/old/Extra"]
        ),
        // One and a list.
        (
            "note.v1", "memo.v1", #"{"Note":{"Head":{"Id":"1"},"Service":{"Code":"S"}}}"#,
            #"{"head":{"id":"1"},"services":[{"code":"S"}]}"#, []
        ),
        ("note.v1", "memo.v1", #"{"Note":{"Head":{"Id":"1"}}}"#, #"{"head":{"id":"1"}}"#, []),
        (
            "memo.v1", "note.v1", #"{"head":{"id":"1"},"services":[{"code":"S"}]}"#,
            #"{"Note":{"Head":{"Id":"1"},"Service":{"Code":"S"}}}"#, []
        ),
        (
            "memo.v1", "note.v2", #"{"head":{"id":"1"},"services":[{"code":"S"},{"code":"T"}]}"#,
            #"{"Note":{"Head":{"Id":"1"},"Service":[{"Code":"S"},{"Code":"T"}]}}"#, []
        ),
    ])
    func `each version gets what it has a place for, and the rest is reported`(
        _ source: String,
        _ target: String,
        _ input: String,
        _ output: String,
        _ findings: [String]
    ) throws {
        let (made, found) = try Self.run(source, to: target, input)
        #expect(made == output)
        #expect(found == findings)
    }

    @Test func `several elements into a single one are a fault`() throws {
        let memo = #"{"head":{"id":"1"},"services":[{"code":"S"},{"code":"T"}]}"#
        let code = faultCode(try Self.mapping("memo.v1", to: "note.v1"), memo)
        #expect(code?.hasPrefix("mapping.only ") ?? false, "\(code ?? "")")
    }

    @Test func `a question mark behind what every version has is refused, in carry too`() throws {
        let text = InventedNotes.mapping.replacing("note.v1 | note.v2", with: "note.v2")
        let check = MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(try CheckedSample.parsed(text), libraries: [try CheckedSample.parsed(InventedNotes.library)])
        #expect(check.problems.contains { $0.message == "n.Note.Extra is in every version." })
        #expect(check.problems.allSatisfy { $0.message.hasSuffix("is in every version.") })
    }

    @Test func `needed objects in needed objects are empty in one another`() throws {
        let inner = CheckedMember(
            name: "c",
            content: object(put("d", .field("x"))),
            path: "/b/c",
            position: here,
            need: .empty
        )
        let outer = CheckedMember(name: "b", content: object(inner), path: "/b", position: here, need: .empty)
        let mapping = checked(put("a", object(outer, put("e", .field("y")))), put("f", .field("z")))
        #expect(try MappingTests.run(mapping, #"{"y": "1"}"#) == #"{"a":{"b":{"c":{}},"e":"1"}}"#)
        #expect(try MappingTests.run(mapping, #"{"z": "1"}"#) == #"{"f":"1"}"#)
        #expect(try MappingTests.run(mapping, #"{"x": "1"}"#) == #"{"a":{"b":{"c":{"d":"1"}}}}"#)
    }
}
