import Canonical
import Testing

@testable import Mapping

@Suite struct FunctionTests {
    private func call(_ name: String, _ arguments: CheckedExpression?..., on json: String = "{}") throws -> String {
        let function = try #require(MappingFunctions.named(name))
        return try result(.of(.function(function, arguments), .any), of: json)
    }

    @Test func `texts are looked into and taken apart`() throws {
        #expect(try call("length", .text("äöü")) == "3")
        #expect(try call("starts-with", .text("/ACC/X"), .text("/ACC/")) == "true")
        #expect(try call("starts-with", .text("/A"), .text("/ACC/")) == "false")
        #expect(try call("ends-with", .text("ABC"), .text("BC")) == "true")
        #expect(try call("contains", .text("ABCABD"), .text("ABD")) == "true")
        #expect(try call("contains", .text("ABC"), .text("")) == "true")
        #expect(try call("contains", .text("ABC"), .text("ABCD")) == "false")
        #expect(try call("before", .text("A//B//C"), .text("//")) == #""A""#)
        #expect(try call("before", .text("A"), .text("//")) == "absent")
        #expect(try call("after", .text("A//B//C"), .text("//")) == #""B//C""#)
        #expect(try call("between", .text("x(y)z"), .text("("), .text(")")) == #""y""#)
        #expect(try call("between", .text("x(y"), .text("("), .text(")")) == "absent")
        #expect(try call("cut-out", .text("äöüß"), .number("2"), .number("2")) == #""öü""#)
        #expect(try call("cut-out", .text("äöüß"), .number("3"), nil) == #""üß""#)
        #expect(try call("cut-out", .text("äöüß"), .number("5"), nil) == "absent")
        #expect(try call("cut-out", .text("äöüß"), .number("0"), nil) == "absent")
        #expect(try call("cut-out", .text("äöüß"), .number("2"), .number("999999999999")) == #""öüß""#)
        #expect(try call("upper", .text("aBcä")) == #""ABCä""#)
        #expect(try call("lower", .text("aBcÄ")) == #""abcÄ""#)
        #expect(try call("country-of-bic", .text("DEUTDEFF")) == #""DE""#)
    }

    @Test func `functions of something absent or null are absent`() throws {
        for function in MappingFunctions.all where function.parameters.first?.isOptional == false {
            let absent = [CheckedExpression?](repeating: .field("x", .any), count: function.parameters.count)
            #expect(try result(.of(.function(function, absent), .any)) == "absent")
            #expect(try result(.of(.function(function, absent), .any), of: #"{"x": null}"#) == "absent")
        }
    }

    @Test func `lists are counted, joined, added and put together`() throws {
        let json = #"{"l": ["1.5", "-2", "10"], "m": ["x"], "e": []}"#
        let (list, empty) = (CheckedExpression.field("l", .any), CheckedExpression.field("e", .any))
        #expect(try call("count", list, on: json) == "3")
        #expect(try call("count", empty, on: json) == "0")
        #expect(try call("first", list, on: json) == #""1.5""#)
        #expect(try call("first", empty, on: json) == "absent")
        #expect(try call("join", list, .text(", "), on: json) == #""1.5, -2, 10""#)
        #expect(try call("join", empty, nil, on: json) == "absent")
        #expect(try call("sum", list, on: json) == #""9.5""#)
        #expect(try call("sum", empty, on: json) == #""0""#)
        #expect(try call("min", list, on: json) == #""-2""#)
        #expect(try call("max", list, on: json) == #""10""#)
        #expect(try call("max", empty, on: json) == "absent")
        #expect(try call("concat", list, .field("m", .any), nil, on: json) == #"["1.5","-2","10","x"]"#)
        #expect(try call("lines", .text("a\r\nb\n\nc")) == #"["a","b","","c"]"#)
        let sum = CheckedExpression.of(.function(try #require(MappingFunctions.named("sum")), [.field("m", .any)]))
        #expect(faultCode(checked(put("x", sum)), json) == "mapping.number /x")
    }

    @Test func `functions survive arguments of any kind`() {
        let arguments = [#""""#, #""ä""#, "1", "true", "[]", #"["a", {}]"#, "{}", #"[[1]]"#, "-1", "1e300"]
        for function in MappingFunctions.all where function.name != "generated-uuid" {
            for first in arguments {
                for second in arguments {
                    let fields = function.parameters.indices.map { CheckedExpression.field($0 == 0 ? "a" : "b", .any) }
                    let mapping = checked(
                        put("x", .of(.function(function, fields), .any), .any),
                        put("end", .boolean(true), .boolean)
                    )
                    let code = faultCode(mapping, "{\"a\": \(first), \"b\": \(second)}")
                    #expect(code == nil || code?.hasPrefix("mapping.") == true)
                }
            }
        }
    }
}

@Suite struct CleansingCallTests {
    private func call(_ name: String, _ arguments: CheckedExpression?..., on json: String = "{}") throws -> String {
        let function = try #require(MappingFunctions.named(name))
        return try result(.of(.function(function, arguments), .any), of: json)
    }

    @Test func `cleansing is called with texts and lists`() throws {
        #expect(try call("trim", .text("  a b ")) == #""a b""#)
        #expect(try call("amount-from-comma", .text("1234,5")) == #""1234.5""#)
        #expect(try call("date", .text("261126"), .text("YYMMDD"), .text("YYYY-MM-DD")) == #""2026-11-26""#)
        #expect(try call("minor-units", .text("JPY")) == "0")
        #expect(try call("fits-currency", .text("1.5"), .text("JPY")) == "false")
        #expect(try call("fits-currency", .text("1.5"), .text("XAU")) == "absent")
        #expect(try call("multiply", .text("100.25"), .text("1.0825"), .text("2"), .text("halfUp")) == #""108.52""#)
        #expect(
            try call("split-lines", .text("Invoice 12 of May"), .text("4"), .text("10")) == #"["Invoice","12 of May"]"#
        )
        #expect(try call("join-lines", .field("l", .any), nil, on: #"{"l": ["AA", "BB"]}"#) == #""AA BB""#)
    }

    @Test func `a time has its offset, and gives it`() throws {
        #expect(
            try call("time", .text("0915"), .text("hhmm"), .text("hh:mm:ss"), .text("+0100")) == #""09:15:00+01:00""#
        )
        #expect(try call("time", .text("0915"), .text("hhmm"), .text("hh:mm:ss"), .field("o")) == #""09:15:00""#)
        #expect(try call("time-offset", .text("09:15:00+01:00")) == #""+01:00""#)
        var findings = Findings()
        let offset = CheckedExpression.of(
            .function(try #require(MappingFunctions.named("time-offset")), [.text("09:15:00")])
        )
        let time = CheckedExpression.of(
            .function(
                try #require(MappingFunctions.named("time")),
                [.text("09:15:00+01:00"), .text("hh:mm:ss"), .text("hhmm")]
            )
        )
        #expect(try run(checked(put("x", offset), put("t", time)), "{}", findings: &findings) == #"{"t":"0915"}"#)
        #expect(findings.isEmpty)
    }

    @Test func `what is written in the form of documents is a date or a time`() throws {
        func meaning(_ name: String, _ literals: String?...) throws -> TextShape.Meaning? {
            let function = try #require(MappingFunctions.named(name))
            let types = literals.map { _ in Optional(ValueType(.text)) }
            let result = function.result(types, literals.map { $0.map { .text($0) } })
            guard case .text(let text) = result.shape else { return nil }
            return text.meaning
        }
        #expect(try meaning("date", nil, "YYMMDD", "YYYY-MM-DD") == .date)
        #expect(try meaning("date", nil, "YYYY-MM-DD", "YYMMDD") == .plain)
        #expect(try meaning("time", nil, "hhmm", "hh:mm:ss", nil) == .time)
        #expect(try meaning("time", nil, "hh:mm:ss", "hhmm", nil) == .plain)
        #expect(try meaning("replace", nil, "x", "hh:mm:ss") == .plain)
    }

    @Test func `lists that are put together are of the type of all their elements`() throws {
        func list(_ lengthMax: Int, max: Int?, min: Int = 0) -> ValueType {
            ValueType(.list(.text(TextShape(lengthMax: lengthMax)), min: min, max: max), mayBeAbsent: min == 0)
        }
        let concat = try #require(MappingFunctions.named("concat"))
        let both = concat.result([list(70, max: 1, min: 1), list(35, max: 4), nil], [nil, nil, nil])
        let items = DocumentShape.choice([.text(TextShape(lengthMax: 70)), .text(TextShape(lengthMax: 35))])
        #expect(both.shape == .list(items, min: 1, max: 5))
        #expect(!both.mayBeAbsent)
        #expect(concat.result([list(9, max: 2), list(9, max: nil)], [nil, nil]).shape == list(9, max: nil).shape)
        let object = ValueType(.list(.part("a"), min: 0, max: 1), parts: ShapeParts(["a": .map(.text)]))
        let other = ValueType(.list(.part("a"), min: 0, max: 1), parts: ShapeParts(["a": .map(.text)]))
        #expect(concat.result([object, other], [nil, nil]).shape == .list(.any, min: 0, max: nil))

        let name = CheckedExpression.of(.list([.field("n")]), .list(.text, min: 0, max: 1))
        let lines = CheckedExpression.field("l", .list(.text, min: 0, max: nil))
        let joined = CheckedExpression(
            .function(concat, [name, lines, nil]),
            type: concat.result([name.type, lines.type, nil], [nil, nil, nil]),
            at: here
        )
        #expect(
            try run(checked(put("x", .copy(joined))), #"{"n": "N", "l": ["1", "2"]}"#) == #"{"x":["N","1","2"]}"#
        )
    }

    @Test func `a value that is refused is absent and reported`() throws {
        let function = try #require(MappingFunctions.named("date"))
        let date = CheckedExpression.of(.function(function, [.text("261340"), .text("YYMMDD"), .text("YYYY-MM-DD")]))
        var findings = Findings()
        #expect(try run(checked(put("x", date.or(else: .text("E")))), "{}", findings: &findings) == #"{"x":"E"}"#)
        #expect(findings.all.map(\.code) == ["loss.dropped"])
        #expect(faultCode(checked(put("x", date.or(fault: "DT01"))), "{}") == "DT01 /x")
    }

    @Test func `texts are taken apart into objects`() throws {
        let json =
            #"{"f": ["1/ANNA EXAMPLE", "2/LONG STREET 12", "3/DE/FRANKFURT"], "w": ["/ACC/SAVINGS", "//OF A CHILD", "/INS/BANKDEFF"]}"#
        let party = try call("numbered-party", .field("f", .any), on: json)
        #expect(party.contains(#""name":"ANNA EXAMPLE""#))
        #expect(party.contains(#""country":"DE""#))
        let words = CheckedExpression.of(
            .function(try #require(MappingFunctions.named("code-words")), [.field("w", .any)]),
            .any
        )
        #expect(try result(.of(.last(words), .any).at("code"), of: json) == #""INS""#)
        #expect(
            try call("structured-address", .field("l", .any), nil, on: #"{"l": ["60311 FRANKFURT"]}"#).hasPrefix("{")
        )
    }

    @Test func `characters outside a set are written by letters of it`() throws {
        let fit = CheckedFit(length: .fits, characters: .transliterate, refusesOthers: false)
        let mapping = checked(put("x", .of(.fitted(.field("x"), TextShape(characters: "x"), fit))))
        var findings = Findings()
        #expect(try run(mapping, #"{"x": "Grüße"}"#, findings: &findings) == #"{"x":"Gruse"}"#)
        #expect(findings.all.map(\.code) == ["loss.transliterated"])
    }
}
