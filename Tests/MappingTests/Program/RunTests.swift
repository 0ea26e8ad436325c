import Canonical
import Testing

@testable import Mapping

/// The function that makes identifiers.
private let generatedUUID = IdentifierFunctions.generatedUUID

@Suite struct RunTests {
    /// A mapping that has a bit of everything.
    static let mapping = checked(
        put("a", .field("a").or(default: .text("D"))),
        put(
            "b",
            .of(
                .fitted(
                    .field("b"),
                    TextShape(lengthMax: 3),
                    CheckedFit(length: .cut, characters: .fits, refusesOthers: false)
                )
            )
        ),
        put(
            "l",
            .each(
                variable: 1,
                list: .field("l", .any),
                condition: nil,
                steps: [],
                object(put("k", .variable(1).at("k")), put("p", .part(0, arguments: [.variable(1)])))
            )
        ),
        put("u", .of(.function(generatedUUID, [.text("u")]))),
        put("c", .copy(.field("c", .any))),
        put(
            "f",
            .of(.filtered(.field("l", .any), variable: 2, .variable(2).at("k").compares(.less, .text("b"))), .any),
            .any
        ),
        parts: [
            CheckedPart(
                name: "p",
                parameters: [ValueType(.any)],
                result: ValueType(.any),
                frame: CheckedFrame(
                    variableCount: 1,
                    steps: [],
                    outcome: .one(object(put("q", .variable(0).at("q.r"))))
                )
            )
        ]
    )
    static let json = #"{"b": "12345", "l": [{"k": "a", "q": {"r": "R"}}, {"k": "z"}], "c": {"x": [1]}}"#

    @Test func `losses are counted and reported with their paths`() throws {
        var findings = Findings()
        let compiled = try CompiledMapping(Self.mapping)
        var run = compiled.makeRun()
        let identity = MessageIdentity(message: []) { _ in Digest128(high: .max, low: .max) }
        let outcome = try compiled.map([document(Self.json)], identity: identity, run: &run, into: &findings)
        #expect(
            String(decoding: outcome.targets[0].jsonBytes(), as: UTF8.self) == """
                {"a":"D","b":"123","l":[{"k":"a","p":{"q":"R"}},{"k":"z"}],"u":"ffffffff-ffff-4fff-bfff-ffffffffffff",\
                "c":{"x":[1]},"f":[{"k":"a","q":{"r":"R"}}]}
                """
        )
        #expect(
            findings.all.map { "\($0.code) \($0.place.path ?? "")" } == [
                "loss.defaulted /a", "loss.cut /b", "loss.generated /u",
            ]
        )
        #expect(run.losses.counts[.cut] == 1)
        #expect(run.losses.counts[.dropped] == 0)
        _ = try compiled.map([document(#"{"a": "1"}"#)], identity: identity, run: &run)
        #expect(run.losses.counts[.cut] == 0)
        #expect(run.losses.counts[.generated] == 1)
    }

    @Test func `a route turns a loss into a fault`() throws {
        let compiled = try CompiledMapping(Self.mapping)
        var run = compiled.makeRun()
        run.policy = LossPolicy(faults: [.cut])
        let identity = MessageIdentity(message: []) { _ in Digest128(high: 0, low: 0) }
        let input = try document(Self.json)
        let fault = #expect(throws: Fault.self) { _ = try compiled.map([input], identity: identity, run: &run) }
        #expect(fault?.code.name == "loss.cut")
        #expect(fault?.place?.path == "/b")
        #expect(fault?.family == .message)
    }

    @Test func `a run that ended with a fault is as new`() throws {
        let mapping = checked(
            put(
                "l",
                .each(
                    variable: 1,
                    list: .field("l", .any),
                    condition: nil,
                    steps: [],
                    object(put("k", .variable(1).at("k").or(fault: "AC01")))
                )
            )
        )
        let compiled = try CompiledMapping(mapping)
        var run = compiled.makeRun()
        let bad = try document(#"{"l": [{"k": "1"}, {}]}"#)
        let fault = #expect(throws: Fault.self) { _ = try compiled.map([bad], run: &run) }
        #expect(fault?.place?.path == "/l/1/k")
        let outcome = try compiled.map([document(#"{"l": [{"k": "1"}]}"#)], run: &run)
        #expect(String(decoding: outcome.targets[0].jsonBytes(), as: UTF8.self) == #"{"l":[{"k":"1"}]}"#)
    }

    @Test func `a retry makes the same bytes, on any thread`() async throws {
        let compiled = try CompiledMapping(Self.mapping)
        let input = try document(Self.json)
        let results = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var run = compiled.makeRun()
                    var last: [UInt8] = []
                    for turn in 0..<200 {
                        let identity = MessageIdentity(message: [7]) { Digest128(high: UInt64($0.count), low: 3) }
                        let bytes = try compiled.map([input], identity: identity, run: &run).targets[0].jsonBytes()
                        #expect(turn == 0 || bytes == last)
                        last = bytes
                    }
                    return last
                }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(results.count == 1)
    }

    @Test func `identifiers differ by label, target and message`() throws {
        let id = CheckedExpression.of(.function(try #require(MappingFunctions.named("generated-uuid")), [.text("a")]))
        let other = CheckedExpression.of(
            .function(try #require(MappingFunctions.named("generated-uuid")), [.text("b")])
        )
        let mapping = checked(
            .each(
                variable: 1,
                list: .field("l", .any),
                condition: nil,
                steps: [],
                .one(object(put("a", id), put("b", other), put("c", id)))
            )
        )
        let compiled = try CompiledMapping(mapping)
        var run = compiled.makeRun()
        func ids(_ message: UInt8, _ run: inout MappingRun) throws -> [String] {
            let identity = MessageIdentity(message: [message]) { bytes in
                var sum: UInt64 = 14
                for index in bytes.indices { sum = sum &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bytes[index]) }
                return Digest128(high: sum, low: sum &* 31)
            }
            let outcome = try compiled.map([document(#"{"l": [1, 2]}"#)], identity: identity, run: &run)
            return outcome.targets.flatMap { target in ["a", "b", "c"].compactMap { target.root[$0]?.text } }
        }
        let first = try ids(1, &run)
        #expect(first.count == 6)
        #expect(first[0] == first[2])
        #expect(Set(first).count == 4)
        #expect(try ids(1, &run) == first)
        #expect(try Set(ids(2, &run)).isDisjoint(with: first))
        for id in first { #expect(id.utf8.count == 36 && Array(id)[14] == "4" && "89ab".contains(Array(id)[19])) }
    }

    @Test func `what a message may use is bounded`() throws {
        let compiled = try CompiledMapping(Self.mapping)
        let input = try document(Self.json)
        let identity = MessageIdentity(message: []) { _ in Digest128(high: 0, low: 0) }
        let limits: [WritableKeyPath<MappingLimits, Int>] = [
            \.bytesMax, \.valuesMax, \.targetValuesMax, \.targetsMax, \.turnsMax,
        ]
        for limit in limits {
            var run = compiled.makeRun()
            run.limits[keyPath: limit] = 0
            let fault = #expect(throws: Fault.self) { _ = try compiled.map([input], identity: identity, run: &run) }
            #expect(fault?.code.name == "mapping.limit")
        }
    }

    @Test func `a mapping that makes identifiers has to be given what they are made of`() throws {
        let compiled = try CompiledMapping(Self.mapping)
        var run = compiled.makeRun()
        let input = try document(Self.json)
        let fault = #expect(throws: Fault.self) { _ = try compiled.map([input], run: &run) }
        #expect(fault?.family == .programmer)
    }

    @Test func `documents of any shape end in a target or a message fault`() throws {
        let compiled = try CompiledMapping(Self.mapping)
        var run = compiled.makeRun()
        let identity = MessageIdentity(message: []) { _ in Digest128(high: 0, low: 0) }
        var random = RandomTrees(seed: 4711)
        for _ in 0..<3_000 {
            let input = Document(random.value(depth: 0))
            do {
                let targets = try compiled.map([input], identity: identity, run: &run).targets
                for target in targets {
                    #expect(
                        try document(String(decoding: target.jsonBytes(), as: UTF8.self)).nodes.count
                            == target.nodes.count
                    )
                }
            } catch let fault as Fault {
                #expect(fault.family == .message)
            }
        }
    }
}

/// Random trees with the names that the mapping reads, in places where it does not expect them.
struct RandomTrees {
    private var state: UInt64
    private static let names = ["a", "b", "l", "k", "q", "r", "c", "x", "other"]

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func value(depth: Int) -> DocumentValue {
        switch next(depth > 4 ? 5 : depth == 0 ? 9 : 8) {
        case 0: return .null
        case 1: return .boolean(next(2) == 0)
        case 2: return .number(Number(Int64(next(1_000))))
        case 3: return .text("")
        case 4: return .text(["äöüß", "A", "12.5", "12345"][next(4)])
        case 5, 6:
            let count = next(4)
            return .list((0..<count).map { _ in value(depth: depth + 1) })
        default:
            var object = DocumentObject()
            for _ in 0..<next(6) { object[Self.names[next(Self.names.count)]] = value(depth: depth + 1) }
            return .object(object)
        }
    }
}
