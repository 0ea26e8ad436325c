import Canonical
import Testing

@testable import Mapping

@Suite struct ContentTests {
    @Test func `an object or list that gets nothing is not there`() throws {
        let mapping = checked(
            put("a", object(put("b", object(put("c", .field("x")))))),
            put("l", .list([.value(.field("x"), shape: .text), object(put("d", .field("y")))])),
            put("e", .field("e"))
        )
        #expect(try run(mapping, #"{"e": ""}"#) == #"{"e":""}"#)
        #expect(try run(mapping, #"{"x": "1"}"#) == #"{"a":{"b":{"c":"1"}},"l":["1"]}"#)
        #expect(try run(mapping, #"{"y": "2"}"#) == #"{"l":[{"d":"2"}]}"#)
        #expect(faultCode(mapping, "{}") == "mapping.target-empty ")
    }

    @Test func `members under guards and steps that are worked out once, in order`() throws {
        let mapping = checked(
            put("t", .variable(3), if: 2),
            put("t", .text("no"), if: 4),
            steps: [
                .define(2, .field("x").compares(.is, .text("1"))),
                .define(4, .variable(2, .boolean).negated),
                .define(3, .field("y").calculated(.joined, .text("!")), if: 2),
            ]
        )
        #expect(try run(mapping, #"{"x": "1", "y": "Y"}"#) == #"{"t":"Y!"}"#)
        #expect(try run(mapping, #"{"x": "2", "y": "Y"}"#) == #"{"t":"no"}"#)
    }

    @Test func `a variable of a turn is not that of the turn before`() throws {
        let list = CheckedContent.each(
            variable: 1,
            list: .field("l", .any),
            condition: nil,
            steps: [
                .define(2, .variable(1).at("k").compares(.is, .text("1"))),
                .define(3, .variable(1).at("v").calculated(.joined, .text("!")), if: 2),
                .define(5, .of(.only(.variable(1).at("o", .any)), .any)),
            ],
            object(put("k", .variable(1).at("k")), put("v", .variable(3)), put("o", .variable(5).at("p")))
        )
        let json = #"{"l": [{"k": "1", "v": "A", "o": {"p": "P"}}, {"k": "2", "v": "B"}, {"v": "C"}, {"k": "1"}]}"#
        #expect(try run(checked(put("l", list)), json) == #"{"l":[{"k":"1","v":"A!","o":"P"},{"k":"2"},{"k":"1"}]}"#)
    }

    @Test func `elements of several kinds make one list`() throws {
        let mapping = checked(
            put(
                "l",
                .list([
                    .value(.text("first"), shape: .text),
                    .each(
                        variable: 1,
                        list: .field("a", .any),
                        condition: .variable(1).compares(.isNot, .text("2")),
                        steps: [],
                        .value(.variable(1, .text), shape: .text)
                    ),
                    .value(.field("b", .any), shape: .text),
                    .copy(.field("c", .any)),
                    .conditional(
                        .field("yes", .boolean),
                        then: .list([.value(.text("x"), shape: .text), .value(.text("y"), shape: .text)]),
                        otherwise: .value(.text("z"), shape: .text)
                    ),
                ])
            )
        )
        let json = #"{"a": ["1", "2", "3"], "b": ["4", "5"], "c": [{"d": null}], "yes": true}"#
        #expect(try run(mapping, json) == #"{"l":["first","1","3","4","5",{"d":null},"x","y"]}"#)
        #expect(try run(mapping, "{}") == #"{"l":["first","z"]}"#)
    }

    @Test func `choices between contents look at what was written`() throws {
        let first = object(put("a", .field("a")))
        let second = object(put("b", .field("b")))
        let mapping = checked(put("x", .alternative(first, second)), put("end", .boolean(true), .boolean))
        #expect(try run(mapping, #"{"a": "1", "b": "2"}"#) == #"{"x":{"a":"1"},"end":true}"#)
        #expect(try run(mapping, #"{"b": "2"}"#) == #"{"x":{"b":"2"},"end":true}"#)
        #expect(try run(mapping, "{}") == #"{"end":true}"#)
        #expect(faultCode(checked(put("x", .mandatory(first, fault("AM10")))), "{}") == "AM10 /x")
        var findings = Findings()
        let defaulted = checked(put("x", .defaulted(first, object(put("c", .text("C"))))))
        #expect(try run(defaulted, "{}", findings: &findings) == #"{"x":{"c":"C"}}"#)
        #expect(findings.all.map(\.code) == ["loss.defaulted"])
        #expect(findings.all.map(\.place.path) == ["/x"])
    }

    @Test func `more elements than fit are cut or refused`() throws {
        let list = CheckedContent.each(
            variable: 1,
            list: .field("l", .any),
            condition: nil,
            steps: [],
            .value(.variable(1, .text), shape: .text)
        )
        let json = #"{"l": ["1", "2", "3"]}"#
        var findings = Findings()
        let cut = checked(put("x", .bounded(list, max: 2, isCut: true)), put("y", .text("Y")))
        #expect(try run(cut, json, findings: &findings) == #"{"x":["1","2"],"y":"Y"}"#)
        #expect(findings.all.map(\.code) == ["loss.cut"])
        #expect(faultCode(checked(put("x", .bounded(list, max: 2, isCut: false))), json) == "mapping.too-many /x/3")
        let some = CheckedContent.list([.value(.text("0"), shape: .text), .bounded(list, max: 1, isCut: true)])
        #expect(try run(checked(put("x", some)), json) == #"{"x":["0","1"]}"#)
        let bounded = DocumentShape.object([DocumentMember("x", .list(.text, min: 0, max: 2))], isOpen: false)
        #expect(faultCode(checked(put("x", list), target: bounded), json) == "mapping.too-many /x/3")
    }

    @Test func `copies keep everything, under names that the mapping has never heard of as well`() throws {
        let json = #"{"o": {"a": [1, "2", null, true, {"deep": {"list": [[]]}}], "ü/~": {}}, "x": "X"}"#
        let mapping = checked(put("c", .copy(.field("o", .any))), put("x", .field("x")))
        #expect(try run(mapping, json) == #"{"c":{"a":[1,"2",null,true,{"deep":{"list":[[]]}}],"ü/~":{}},"x":"X"}"#)
    }

    @Test func `a copy that breaks the type of the source is refused where it breaks it`() throws {
        let shape = DocumentShape.object(
            [
                DocumentMember("a", .list(.text(TextShape(lengthMax: 2)), min: 0, max: 3)),
                DocumentMember("b", .boolean, isRequired: true),
            ],
            isOpen: false
        )
        let mapping = checked(put("c", .copy(.field("o", shape))))
        #expect(try run(mapping, #"{"o": {"a": ["1", "22"], "b": true}}"#) == #"{"c":{"a":["1","22"],"b":true}}"#)
        #expect(faultCode(mapping, #"{"o": {"a": ["1", "333"], "b": true}}"#) == "mapping.source-invalid /o/a/1")
        #expect(faultCode(mapping, #"{"o": {"a": ["1"]}}"#) == "mapping.source-invalid /o")
        #expect(faultCode(mapping, #"{"o": {"b": true, "z": 1}}"#) == "mapping.source-invalid /o/z")
    }

    @Test func `parts have variables of their own, and write under the name of their caller`() throws {
        let inner = CheckedPart(
            name: "inner",
            parameters: [ValueType(.any), ValueType(.text)],
            result: ValueType(.any),
            frame: CheckedFrame(
                variableCount: 3,
                steps: [.define(2, .variable(0).at("k").or(else: .variable(1)))],
                outcome: .one(object(put("k", .variable(2))))
            )
        )
        let outer = CheckedPart(
            name: "outer",
            parameters: [ValueType(.any)],
            result: ValueType(.any),
            frame: CheckedFrame(
                variableCount: 1,
                steps: [],
                outcome: .one(
                    object(
                        put("in", .part(0, arguments: [.variable(0).at("i", .any), .text("D")])),
                        put("looked", .of(.part(0, [.variable(0).at("i", .any), .text("E")]), .any).at("k"))
                    )
                )
            )
        )
        let simple = CheckedPart(
            name: "simple",
            parameters: [ValueType(.text)],
            result: ValueType(.text),
            frame: CheckedFrame(
                variableCount: 1,
                steps: [],
                outcome: .one(.value(.variable(0, .text).calculated(.joined, .text("!")), shape: .text))
            )
        )
        let mapping = checked(
            put("a", .part(1, arguments: [.field("a", .any)])),
            put("b", .list([.part(1, arguments: [.field("b", .any)]), .part(2, arguments: [.field("s")])])),
            put("c", .of(.part(2, [.of(.part(2, [.field("s")]))]))),
            parts: [inner, outer, simple]
        )
        let json = #"{"a": {"i": {"k": "1"}}, "b": {"i": {}}, "s": "S"}"#
        #expect(
            try run(mapping, json)
                == #"{"a":{"in":{"k":"1"},"looked":"1"},"b":[{"in":{"k":"D"},"looked":"E"},"S!"],"c":"S!!"}"#
        )
    }

    @Test func `layout for which the target has no place is left out of what is copied`() throws {
        let after = DocumentMember("after", .text).with(.layout)
        let source = DocumentShape.object(
            [
                DocumentMember("k", .text), after,
                DocumentMember(
                    "i",
                    .list(.object([DocumentMember("n", .text), after], isOpen: false), min: 0, max: nil)
                ),
            ],
            isOpen: false
        )
        func target(_ members: DocumentMember...) -> DocumentShape { .object(members, isOpen: false) }
        let inner = DocumentMember("i", .list(target(DocumentMember("n", .text)), min: 0, max: nil))
        func copied(_ target: DocumentShape) -> CheckedMapping {
            checked(put("c", .copy(.field("c", source), into: ValueType(target))), put("end", .boolean(true), .boolean))
        }
        let json = #"{"c": {"k": "1", "after": "A", "i": [{"after": "B", "n": "2"}, {"n": "3", "after": "C"}]}}"#
        #expect(
            try run(copied(target(DocumentMember("k", .text), inner)), json)
                == #"{"c":{"k":"1","i":[{"n":"2"},{"n":"3"}]},"end":true}"#
        )
        // The one of a choice that has a place for it keeps it.
        let choice = DocumentShape.choice([
            target(DocumentMember("x", .text)), target(DocumentMember("k", .text), after, inner),
        ])
        #expect(
            try run(copied(choice), json) == #"{"c":{"k":"1","after":"A","i":[{"n":"2"},{"n":"3"}]},"end":true}"#
        )
        // What is no layout is not left out.
        #expect(faultCode(copied(target(inner)), json) == "mapping.source-invalid /c/k")
    }

    @Test func `of a list that is copied, each element loses its layout`() throws {
        let element = DocumentShape.object(
            [DocumentMember("k", .text), DocumentMember("after", .text).with(.layout)],
            isOpen: false
        )
        let kept = DocumentShape.object([DocumentMember("k", .text)], isOpen: false)
        let list = DocumentShape.list(kept, min: 0, max: nil)
        let copy = CheckedContent.copy(.field("l", .list(element, min: 0, max: nil)), into: ValueType(list))
        let json = #"{"l": [{"k": "1", "after": "A"}, {"after": "B", "k": "2"}, {"k": "3"}]}"#
        #expect(try run(checked(put("l", copy)), json) == #"{"l":[{"k":"1"},{"k":"2"},{"k":"3"}]}"#)
        #expect(try run(checked(put("l", .list([copy]))), json) == #"{"l":[{"k":"1"},{"k":"2"},{"k":"3"}]}"#)
        #expect(
            try run(checked(put("l", .bounded(copy, max: 1, isCut: true))), json) == #"{"l":[{"k":"1"}]}"#
        )
    }

    @Test func `a part is not run without an argument that it needs`() throws {
        func part(_ optional: Bool) -> CheckedPart {
            CheckedPart(
                name: "tag",
                parameters: [ValueType(.text), ValueType(.text, mayBeAbsent: optional)],
                result: ValueType(.any),
                frame: CheckedFrame(
                    variableCount: 2,
                    steps: [],
                    outcome: .one(object(put("t", .variable(0, .text)), put("v", .variable(1, .text))))
                )
            )
        }
        for isOptional in [false, true] {
            let mapping = checked(
                put("a", .part(0, arguments: [.text("103"), .field("v")])),
                put("b", .of(.part(0, [.text("103"), .field("v")]), .any).at("t")),
                put(
                    "l",
                    .list([
                        .part(0, arguments: [.text("103"), .field("v")]),
                        .part(0, arguments: [.text("1"), .text("2")]),
                    ])
                ),
                parts: [part(isOptional)]
            )
            #expect(
                try run(mapping, "{}")
                    == (isOptional
                        ? #"{"a":{"t":"103"},"b":"103","l":[{"t":"103"},{"t":"1","v":"2"}]}"#
                        : #"{"l":[{"t":"1","v":"2"}]}"#)
            )
            #expect(
                try run(mapping, #"{"v": "X"}"#)
                    == #"{"a":{"t":"103","v":"X"},"b":"103","l":[{"t":"103","v":"X"},{"t":"1","v":"2"}]}"#
            )
        }
    }

    @Test func `a list among the values of a list brings its elements`() throws {
        let texts = DocumentShape.list(.text, min: 0, max: nil)
        let each = CheckedExpression.of(
            .each(.field("l", texts), variable: 1, condition: nil, result: .variable(1, .text)),
            texts
        )
        let list = CheckedExpression.of(.list([.field("a"), each, .field("l", texts)]), texts)
        #expect(try result(list, of: #"{"a": "", "l": ["1", "2"]}"#) == #"["","1","2","1","2"]"#)
        #expect(try result(list, of: #"{"l": ["1"]}"#) == #"["1","1"]"#)
    }

    @Test func `an object that is not there leaves no place in the list of a part`() throws {
        let part = CheckedPart(
            name: "words",
            parameters: [ValueType(.any)],
            result: ValueType(.list(.any, min: 0, max: nil)),
            frame: CheckedFrame(
                variableCount: 1,
                steps: [],
                outcome: .one(
                    .list([
                        .conditional(
                            .variable(0).at("k").compares(.is, .text("x")),
                            then: object(put("text", .variable(0).at("k"))),
                            otherwise: nil
                        )
                    ])
                )
            )
        )
        let mapping = checked(
            put(
                "o",
                object(
                    put("p", .copy(.variable(3, .any))),
                    put("t", .variable(3, .any).at("#1.text"), .text),
                    put("end", .boolean(true), .boolean),
                    steps: [.define(3, .of(.part(0, [.field("p", .any)]), .list(.any, min: 0, max: nil)))]
                )
            ),
            parts: [part]
        )
        #expect(
            try run(mapping, #"{"p": {"k": "x"}}"#) == #"{"o":{"p":[{"text":"x"}],"t":"x","end":true}}"#
        )
        #expect(try run(mapping, #"{"p": {"k": "y"}}"#) == #"{"o":{"end":true}}"#)
    }

    @Test func `only what is there is reported as dropped`() throws {
        func each(_ list: CheckedExpression, _ variable: Int, _ result: CheckedExpression) -> CheckedExpression {
            .of(.each(list, variable: variable, condition: nil, result: result), .any)
        }
        let inner = each(.variable(1).at("m", .any), 2, .variable(2).at("c"))
        let mapping = checked(
            put("end", .boolean(true), .boolean),
            steps: [.of(.drop(each(.field("l", .any), 1, inner), path: "/l/m/c", reason: "Test."))]
        )
        for (json, count) in [
            ("{}", 0), (#"{"l": []}"#, 0), (#"{"l": [{"m": []}, {}, {"m": [{"d": "1"}]}]}"#, 0),
            (#"{"l": [{"m": []}, {"m": [{"d": "1"}, {"c": "1"}]}]}"#, 1),
        ] {
            var findings = Findings()
            try run(mapping, json, findings: &findings)
            #expect(findings.all.count == count, "\(json)")
        }
    }

    @Test func `code tables and decision tables`() throws {
        let codes = CheckedCodes(name: "codes", version: "1", codes: ["OUR": "DEBT", "SHA": "SHAR"])
        func lookedUp(_ policy: CheckedLookupPolicy) -> CheckedMapping {
            checked(
                put("c", .of(.lookup(.field("c"), codes: 0, policy))),
                put("end", .boolean(true), .boolean),
                codes: [codes]
            )
        }
        #expect(try run(lookedUp(.fault), #"{"c": "OUR"}"#) == #"{"c":"DEBT","end":true}"#)
        #expect(try run(lookedUp(.fault), "{}") == #"{"end":true}"#)
        #expect(faultCode(lookedUp(.fault), #"{"c": "BEN"}"#) == "mapping.code-unknown /c")
        #expect(try run(lookedUp(.absent), #"{"c": "OUR"}"#) == #"{"c":"DEBT","end":true}"#)
        var findings = Findings()
        #expect(try run(lookedUp(.absent), #"{"c": "BEN"}"#, findings: &findings) == #"{"end":true}"#)
        #expect(findings.isEmpty)
        #expect(try run(lookedUp(.keep), #"{"c": "BEN"}"#) == #"{"c":"BEN","end":true}"#)
        #expect(try run(lookedUp(.default(.text("X"))), #"{"c": "BEN"}"#) == #"{"c":"X","end":true}"#)

        let table = CheckedDecision(
            name: "method",
            columns: ["a", "b"],
            rows: [
                .init(cells: [[.text("none")], nil], result: .text("INDA")),
                .init(cells: [[.text("own"), .text("other")], [.boolean(true)]], result: .variable(0, .text)),
            ]
        )
        let decided = checked(put("m", .of(.decision(0, [.field("a"), .field("b", .boolean)]))), decisions: [table])
        #expect(try run(decided, #"{"a": "none"}"#) == #"{"m":"INDA"}"#)
        #expect(try run(decided, #"{"a": "other", "b": true}"#) == #"{"m":"other"}"#)
        #expect(faultCode(decided, #"{"a": "other", "b": false}"#) == "mapping.no-row /m")
    }

    @Test func `one target for each element, nested, with elements left out, and none`() throws {
        let target = CheckedOutcome.one(object(put("o", .variable(1).at("k")), put("i", .variable(2, .text))))
        let inner = CheckedOutcome.each(
            variable: 2,
            list: .variable(1).at("l", .any),
            condition: .variable(2).compares(.isNot, .text("x")),
            steps: [.of(.filter(.variable(2).compares(.is, .text("f")), reason: "Not this one."))],
            target
        )
        let outer = CheckedOutcome.each(variable: 1, list: .field("l", .any), condition: nil, steps: [], inner)
        let end = CheckedOutcome.one(object(put("end", .field("end"))))
        let mapping = checked(.all([outer, end]))
        let json = #"{"l": [{"k": "1", "l": ["a", "x", "f", "b"]}, {"k": "2"}, {"k": "3", "l": ["c"]}], "end": "E"}"#
        #expect(
            try run(mapping, json) == #"{"o":"1","i":"a"},{"o":"1","i":"b"},{"o":"3","i":"c"},{"end":"E"}"#
        )
        #expect(try run(checked(outer), #"{"l": []}"#) == "")
        #expect(try run(checked(outer), #"{"l": [{"l": ["f"]}]}"#) == "filtered: Not this one.")
    }

    @Test func `checks, drops, filters and given values`() throws {
        let mapping = checked(
            put("g", .of(.given(1))),
            put("x", .field("x")),
            steps: [
                .of(.filter(.field("type").compares(.is, .text("ADV")), reason: "An advice.")),
                .of(.check(.field("x").isPresence(.present), fault("AC01"))),
                .of(.drop(.field("d"), path: "/d", reason: "it is not wanted")),
            ],
            givens: ["a", "b"]
        )
        var findings = Findings()
        #expect(
            try run(mapping, #"{"x": "1", "d": "D"}"#, givens: [nil, .text("B")], findings: &findings)
                == #"{"g":"B","x":"1"}"#
        )
        #expect(findings.all.map(\.code) == ["loss.dropped"])
        #expect(findings.all.map(\.place.path) == ["/d"])
        #expect(try run(mapping, #"{"x": "1"}"#) == #"{"x":"1"}"#)
        #expect(try run(mapping, #"{"type": "ADV"}"#) == "filtered: An advice.")
        #expect(faultCode(mapping, "{}") == "AC01 ")
    }

    @Test func `several inputs, one of which may be missing`() throws {
        let mapping = checked(
            put("a", .field("a")),
            put("b", .variable(1).at("b").or(default: .text("NOTPROVIDED"))),
            inputs: 2
        )
        var findings = Findings()
        #expect(try run(mapping, #"{"a": "1"}"#, #"{"b": "2"}"#, findings: &findings) == #"{"a":"1","b":"2"}"#)
        #expect(try run(mapping, #"{"a": "1"}"#, "", findings: &findings) == #"{"a":"1","b":"NOTPROVIDED"}"#)
        #expect(findings.all.map(\.code) == ["loss.defaulted"])
    }
}
