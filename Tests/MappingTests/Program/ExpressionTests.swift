import Canonical
import Testing

@testable import Mapping

@Suite struct ExpressionTests {
    let sample = """
        {"a": "A", "empty": "", "null": null, "yes": true, "no": false, "n": 12.50, "d": "7.25",
         "list": [{"k": "1", "v": "one"}, {"k": "2"}, {"k": "3", "v": "three"}], "o": {"p": {"q": "Q"}}, "one": ["x"]}
        """

    @Test func `a field is what is there, and absent where anything on the way is`() throws {
        #expect(try result(.field("a"), of: sample) == #""A""#)
        #expect(try result(.field("o.p.q"), of: sample) == #""Q""#)
        #expect(try result(.field("o.x.q"), of: sample) == "absent")
        #expect(try result(.field("a.b"), of: sample) == "absent")
        #expect(try result(.field("null"), of: sample) == "null")
        #expect(try result(.field("null.b"), of: sample) == "absent")
        #expect(try result(.field("empty"), of: sample) == #""""#)
        #expect(try result(.field("n"), of: sample) == "12.50")
    }

    @Test func `elements are read by place, and absent where there is none`() throws {
        #expect(try result(.field("list.#1.v"), of: sample) == #""one""#)
        #expect(try result(.field("list.#2.v"), of: sample) == "absent")
        #expect(try result(.field("list.#4.k"), of: sample) == "absent")
        #expect(try result(.field("list.last.k"), of: sample) == #""3""#)
        #expect(try result(.of(.only(.field("one", .any))), of: sample) == #""x""#)
        #expect(faultCode(checked(put("x", .of(.only(.field("list", .any))), .any)), sample) == "mapping.only /x")
    }

    @Test func `a choice takes the first that is there`() throws {
        #expect(try result(.field("x").or(else: .field("a")), of: sample) == #""A""#)
        #expect(try result(.field("empty").or(else: .field("a")), of: sample) == #""""#)
        #expect(try result(.field("null").or(else: .field("a")), of: sample) == "null")
        #expect(try result(.field("x").or(default: .text("D")), of: sample) == #""D""#)
        #expect(try result(.field("a").or(fault: "AM10"), of: sample) == #""A""#)
        #expect(faultCode(checked(put("x", .field("y").or(fault: "AM10"))), sample) == "AM10 /x")
    }

    @Test(arguments: [
        ("a", Expression.Comparison.is, "A", "true"), ("a", .isNot, "A", "false"), ("a", .is, "B", "false"),
        ("a", .less, "B", "true"), ("a", .greater, "B", "false"), ("a", .lessOrEqual, "A", "true"),
        ("a", .greaterOrEqual, "AA", "false"), ("x", .is, "A", "false"), ("x", .isNot, "A", "true"),
        ("x", .less, "A", "false"), ("null", .is, "A", "false"), ("null", .isNot, "A", "true"),
        ("empty", .is, "", "true"), ("empty", .less, "A", "true"), ("yes", .is, "A", "false"),
    ])
    func `texts are compared by their bytes`(field: String, how: Expression.Comparison, with: String, gives: String)
        throws
    {
        #expect(try result(.field(field).compares(how, .text(with)), of: sample) == gives)
    }

    @Test(arguments: [
        ("n", Expression.Comparison.is, "12.5", "true"), ("n", .less, "12.51", "true"),
        ("n", .greater, "-12.51", "true"),
        ("d", .is, "7.250", "true"), ("d", .greaterOrEqual, "7.26", "false"), ("n", .less, "1e300", "true"),
        ("x", .is, "1", "false"), ("x", .isNot, "1", "true"),
    ])
    func `numbers are compared exactly`(field: String, how: Expression.Comparison, with: String, gives: String) throws {
        #expect(try result(.field(field).compares(how, .number(with)), of: sample) == gives)
    }

    @Test func `a text that is no number where one is compared breaks the source's type`() {
        let comparison = CheckedExpression.field("a").compares(.less, .number("1"))
        #expect(faultCode(checked(put("x", comparison, .boolean)), sample) == "mapping.source-invalid /a")
    }

    @Test func `points in time are compared across zones`() throws {
        let instant = DocumentShape.text(TextShape(.dateTime))
        let left = CheckedExpression.field("t", instant)
        let right = CheckedExpression.of(.constant(.text("2026-03-01T08:15:00Z")), instant)
        #expect(try result(left.compares(.is, right), of: #"{"t": "2026-03-01T09:15:00+01:00"}"#) == "true")
        #expect(try result(left.compares(.less, right), of: #"{"t": "2026-03-01T08:14:59Z"}"#) == "true")
    }

    @Test func `conditions are joined, and what is absent does not hold`() throws {
        let (yes, no, absent) = (
            CheckedExpression.field("yes", .boolean), CheckedExpression.field("no", .boolean),
            CheckedExpression.field("x", .boolean)
        )
        func holds(_ kind: CheckedExpression.Kind) throws -> String { try result(.of(kind, .boolean), of: sample) }
        #expect(try holds(.and(yes, yes)) == "true")
        #expect(try holds(.and(yes, no)) == "false")
        #expect(try holds(.or(no, yes)) == "true")
        #expect(try holds(.or(yes, no)) == "true")
        #expect(try holds(.or(no, absent)) == "false")
        #expect(try holds(.not(absent)) == "true")
        #expect(try holds(.not(yes)) == "false")
        #expect(try holds(.not(.of(.or(no, .of(.and(yes, no), .boolean)), .boolean))) == "true")
    }

    @Test func `presence tells absent, null and empty apart`() throws {
        for (field, present, null) in [("x", "false", "false"), ("null", "true", "true"), ("empty", "true", "false")] {
            #expect(try result(.field(field).isPresence(.present), of: sample) == present)
            #expect(try result(.field(field).isPresence(.absent), of: sample) == (present == "true" ? "false" : "true"))
            #expect(try result(.field(field).isPresence(.null), of: sample) == null)
        }
    }

    @Test func `membership is of texts, numbers and booleans`() throws {
        func isIn(_ field: String, _ set: Set<Literal>) throws -> String {
            try result(.of(.membership(.field(field), set), .boolean), of: sample)
        }
        #expect(try isIn("a", [.text("B"), .text("A")]) == "true")
        #expect(try isIn("a", [.text("AA"), .text("a long text of more than eight")]) == "false")
        #expect(try isIn("x", [.text("A")]) == "false")
        #expect(try isIn("n", [.number("12.5")]) == "true")
        #expect(try isIn("yes", [.boolean(true)]) == "true")
        #expect(try isIn("no", [.boolean(true)]) == "false")
        #expect(try isIn("empty", [.text("")]) == "true")
    }

    @Test func `conditionals without an else are absent`() throws {
        let yes = CheckedExpression.field("yes", .boolean)
        #expect(try result(.of(.conditional(yes, then: .text("A"), otherwise: nil)), of: sample) == #""A""#)
        #expect(try result(.of(.conditional(yes.negated, then: .text("A"), otherwise: nil)), of: sample) == "absent")
        #expect(
            try result(.of(.conditional(yes.negated, then: .text("A"), otherwise: .text("B"))), of: sample) == #""B""#
        )
    }

    @Test(arguments: [
        (Expression.Arithmetic.plus, "1.10", "2.2", "3.30"), (.minus, "1", "2.25", "-1.25"),
        (.times, "1.5", "1.50", "2.250"),
        (.plus, "-1", "1", "0"), (.times, "99999999999999999999", "9", "899999999999999999991"),
        (.plus, "007", ".5", "7.5"),
    ])
    func `decimals are exact`(how: Expression.Arithmetic, left: String, right: String, gives: String) throws {
        let sum = CheckedExpression.field("l").calculated(how, .field("r"))
        #expect(try result(sum, of: #"{"l": "\#(left)", "r": "\#(right)"}"#) == "\"\(gives)\"")
        #expect(try result(sum, of: #"{"l": "\#(left)"}"#) == "absent")
        #expect(try result(sum, of: #"{"l": "\#(left)", "r": null}"#) == "absent")
    }

    @Test func `a result of more than 38 digits is a fault`() {
        let nines = String(repeating: "9", count: 38)
        let product = CheckedExpression.field("l").calculated(.times, .field("l"))
        #expect(faultCode(checked(put("x", product)), #"{"l": "\#(nines)"}"#) == "mapping.overflow /x")
        let sum = CheckedExpression.field("l").calculated(.plus, .number("1"))
        #expect(faultCode(checked(put("x", sum)), #"{"l": "\#(nines)"}"#) == "mapping.overflow /x")
    }

    @Test func `texts are joined, and absent if one is`() throws {
        #expect(
            try result(.field("a").calculated(.joined, .text("-")).calculated(.joined, .field("d")), of: sample)
                == #""A-7.25""#
        )
        #expect(try result(.field("a").calculated(.joined, .field("x")), of: sample) == "absent")
    }

    @Test func `lists are filtered, mapped and put together`() throws {
        let list = CheckedExpression.field("list", .any)
        let filtered = CheckedExpression.of(
            .filtered(list, variable: 5, .variable(5).at("k").compares(.isNot, .text("2"))),
            .any
        )
        #expect(try result(filtered, of: sample) == #"[{"k":"1","v":"one"},{"k":"3","v":"three"}]"#)
        #expect(try result(.of(.last(filtered), .any).at("v"), of: sample) == #""three""#)
        let values = CheckedExpression.of(
            .each(list, variable: 5, condition: nil, result: .variable(5).at("v")),
            .any
        )
        #expect(try result(values, of: sample) == #"["one","three"]"#)
        #expect(try result(.of(.list([.field("a"), .field("x"), .field("d")]), .any), of: sample) == #"["A","7.25"]"#)
        let nested = CheckedExpression.of(
            .each(
                list,
                variable: 5,
                condition: nil,
                result: .of(
                    .filtered(list, variable: 6, .variable(6).at("k").compares(.less, .variable(5).at("k"))),
                    .any
                )
            ),
            .any
        )
        #expect(try result(nested, of: sample) == #"[[],[{"k":"1","v":"one"}],[{"k":"1","v":"one"},{"k":"2"}]]"#)
    }

    @Test func `a fold carries a value through, within its bound`() throws {
        func fold(bound: Int) -> CheckedExpression {
            .of(
                .fold(
                    .field("list", .any),
                    variable: 5,
                    total: 6,
                    bound: bound,
                    start: .number("0.5"),
                    next: .variable(6).calculated(.plus, .variable(5).at("k"))
                )
            )
        }
        #expect(try result(fold(bound: 3), of: sample) == #""6.5""#)
        #expect(try result(fold(bound: 3), of: "{}") == "0.5")
        #expect(faultCode(checked(put("x", fold(bound: 2))), sample) == "mapping.fold /x")
    }

    @Test func `what is no list is none to go through`() {
        let loop = CheckedExpression.of(
            .each(.field("a", .any), variable: 5, condition: nil, result: .variable(5)),
            .any
        )
        #expect(faultCode(checked(put("x", loop, .any)), sample) == "mapping.source-invalid /a")
    }

    @Test func `lists that grow in lists end in a fault`() {
        func grown(_ next: [CheckedExpression]) -> CheckedMapping {
            let fold = CheckedExpression.of(
                .fold(
                    .field("l", .any),
                    variable: 5,
                    total: 6,
                    bound: 100_000,
                    start: .text("x"),
                    next: .of(.list(next), .any)
                ),
                .any
            )
            return checked(put("x", fold, .any))
        }
        let list = "[" + [String](repeating: "1", count: 5_000).joined(separator: ",") + "]"
        #expect(
            faultCode(grown([.variable(6), .variable(5)]), #"{"l": \#(list)}"#)?.hasPrefix("mapping.limit") == true
        )
    }
}
