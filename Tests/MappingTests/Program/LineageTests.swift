import Canonical
import Testing

@testable import Mapping

@Suite struct LineageTests {
    @Test func `each field of the target names what is behind it`() throws {
        let codes = CheckedCodes(name: "codes", version: "7", codes: ["A": "B"])
        let mapping = checked(
            put("a", .variable(2)),
            put("b", .of(.lookup(.field("o.c"), codes: 0, .keep)), if: 3),
            put(
                "l",
                .each(
                    variable: 1,
                    list: .field("l", .any),
                    condition: nil,
                    steps: [],
                    object(put("k", .variable(1).at("k")))
                )
            ),
            put("w", .copy(.field("w", .any))),
            steps: [
                .define(2, .field("a").or(else: .of(.given(0)))),
                .define(3, .field("flag").compares(.is, .text("Y"))),
            ],
            givens: ["g"],
            codes: [codes]
        )
        let lineage = MappingLineage(mapping)
        #expect(
            lineage.entries.map { "\($0.path): " + $0.sources.map { "\($0.kind) \($0.label)" }.joined(separator: ", ") }
                == [
                    "/a: field message:/a, given g, presence message:/a",
                    #"/b: codes codes version 7, constant "Y", field message:/flag, field message:/o/c"#,
                    "/l/k: field message:/l/k, presence message:/l",
                    "/w: field message:/w",
                ]
        )
        #expect(lineage.entry(for: "/w/x/y")?.path == "/w")
        #expect(lineage.document.jsonBytes().count > 100)
        let input = try document(#"{"l": [{"k": "1"}, {"k": "2"}], "w": {"x": ["W", 1]}}"#)
        let compiled = try CompiledMapping(mapping)
        var run = compiled.makeRun()
        let targets = try compiled.map([input], givens: [.text("G")], run: &run).targets
        let explanation = MappingExplanation(lineage, inputs: [("message", input)], targets: targets) { path, value in
            path == "/w" ? "*" : value
        }
        #expect(
            explanation.entries.map { "\($0.path): \($0.values)" } == [
                #"/a: ["G"]"#, #"/l/k: ["1", "2"]"#, #"/w: ["*", "*"]"#,
            ]
        )
        #expect(explanation.entries[1].sources[0].values == ["1", "2"])
    }

    /// A field of the input is taken out: whatever changes in the target has to name it.
    @Test(arguments: 0..<300)
    func `taking a field out of the input changes only what names it`(seed: Int) throws {
        var random = RandomMappings(seed: UInt64(seed) &* 977 &+ 5)
        let mapping = random.mapping()
        let lineage = MappingLineage(mapping)
        let compiled = try CompiledMapping(mapping)
        var run = compiled.makeRun()
        let value = random.input()
        guard let before = try? compiled.map([Document(value)], givens: [.text("G")], run: &run).targets.map(\.value)
        else { return }
        for (path, smaller) in value.withoutEachField() {
            guard
                let after = try? compiled.map([Document(smaller)], givens: [.text("G")], run: &run).targets.map(\.value)
            else { continue }
            for changed in changedPaths(before, after) {
                let entry = lineage.entry(for: changed)
                let names = entry?.sources.contains { $0.isTouched(byDeleting: path, of: "message") } ?? false
                #expect(names, "\(changed) changed without \(path)")
            }
        }
    }

    private func changedPaths(_ before: [DocumentValue], _ after: [DocumentValue]) -> [String] {
        func leaves(_ values: [DocumentValue]) -> [String: [String]] {
            values.reduce(into: [:]) { $1.collectLeaves("", into: &$0) }
        }
        let (old, new) = (leaves(before), leaves(after))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }
}

extension DocumentValue {
    /// The values by path without places.
    func collectLeaves(_ path: String, into leaves: inout [String: [String]]) {
        switch self {
        case .object(let object):
            for member in object.members { member.value.collectLeaves("\(path)/\(member.name)", into: &leaves) }
        case .list(let items): for item in items { item.collectLeaves(path, into: &leaves) }
        default: leaves[path, default: []].append(String(decoding: jsonBytes(), as: UTF8.self))
        }
    }

    /// This value without one field or element, for each there is; with its path without places.
    func withoutEachField() -> [(path: String, value: DocumentValue)] {
        switch self {
        case .object(let object):
            var all: [(path: String, value: DocumentValue)] = []
            for member in object.members {
                var smaller = object
                smaller[member.name] = nil
                all.append(("/" + member.name, .object(smaller)))
                for (path, value) in member.value.withoutEachField() {
                    var changed = object
                    changed[member.name] = value
                    all.append(("/\(member.name)\(path)", .object(changed)))
                }
            }
            return all
        case .list(let items):
            var all: [(path: String, value: DocumentValue)] = []
            for index in items.indices {
                var smaller = items
                smaller.remove(at: index)
                all.append(("", .list(smaller)))
                for (path, value) in items[index].withoutEachField() {
                    var changed = items
                    changed[index] = value
                    all.append((path, .list(changed)))
                }
            }
            return all
        default: return []
        }
    }
}

/// Random mappings over a source of fixed names.
struct RandomMappings {
    private var random: RandomTrees
    private var variables = 1
    private static let leaves = ["a", "b", "o.c", "o.d", "o.p.e", "l.#1.k", "l.last.v"]
    private static let parts = [
        CheckedPart(
            name: "p",
            parameters: [ValueType(.any), ValueType(.text)],
            result: ValueType(.any),
            frame: CheckedFrame(
                variableCount: 2,
                steps: [],
                outcome: .one(
                    object(put("x", .variable(0).at("c")), put("y", .variable(1)), put("z", .variable(0).at("p.e")))
                )
            )
        )
    ]
    private static let codes = [CheckedCodes(name: "codes", version: "1", codes: ["1": "one", "2": "two"])]

    init(seed: UInt64) { random = RandomTrees(seed: seed) }

    mutating func mapping() -> CheckedMapping {
        var steps: [CheckedStep] = []
        var members: [CheckedMember] = []
        for number in 0..<8 {
            let guardVariable: Int?
            if random.next(3) == 0 {
                guardVariable = newVariable()
                steps.append(.define(guardVariable ?? 0, condition(2)))
            } else {
                guardVariable = nil
            }
            members.append(put("m\(number)", content(2), if: guardVariable))
        }
        return checked(
            .one(.object(CheckedObject(steps: [], members: members))),
            steps: steps,
            givens: ["g"],
            parts: Self.parts,
            codes: Self.codes
        )
    }

    mutating func input() -> DocumentValue {
        var object = DocumentObject()
        func text() -> DocumentValue { .text(["1", "2", "3"][random.next(3)]) }
        func some(_ value: DocumentValue) -> DocumentValue? { random.next(4) == 0 ? nil : value }
        object["a"] = some(text())
        object["b"] = some(text())
        var inner = DocumentObject()
        inner["c"] = some(text())
        inner["d"] = some(text())
        var deep = DocumentObject()
        deep["e"] = some(text())
        inner["p"] = some(.object(deep))
        object["o"] = some(.object(inner))
        var items: [DocumentValue] = []
        for _ in 0..<random.next(4) {
            var item = DocumentObject()
            item["k"] = some(text())
            item["v"] = some(text())
            items.append(.object(item))
        }
        object["l"] = .list(items)
        return .object(object)
    }

    private mutating func newVariable() -> Int {
        variables += 1
        return variables
    }

    private mutating func leaf() -> CheckedExpression { .field(Self.leaves[random.next(Self.leaves.count)]) }

    private mutating func condition(_ depth: Int) -> CheckedExpression {
        switch random.next(depth > 0 ? 6 : 3) {
        case 0: leaf().isPresence(.present)
        case 1: leaf().compares(.less, leaf())
        case 2: .of(.membership(leaf(), [.text("1")]), .boolean)
        case 3: condition(depth - 1).negated
        case 4: .of(.and(condition(depth - 1), condition(depth - 1)), .boolean)
        default: .of(.or(condition(depth - 1), condition(depth - 1)), .boolean)
        }
    }

    private mutating func value(_ depth: Int) -> CheckedExpression {
        switch random.next(depth > 0 ? 10 : 2) {
        case 0, 1: return leaf()
        case 2: return value(depth - 1).or(else: value(depth - 1))
        case 3:
            return .of(
                .conditional(
                    condition(1),
                    then: value(depth - 1),
                    otherwise: random.next(2) == 0 ? nil : value(depth - 1)
                )
            )
        case 4: return value(depth - 1).calculated(.joined, value(depth - 1))
        case 5: return .of(.lookup(leaf(), codes: 0, [.keep, .absent, .default(leaf())][random.next(3)]))
        case 6: return value(depth - 1).or(default: .of(.given(0)))
        case 7:
            let variable = newVariable()
            let list = CheckedExpression.of(
                .filtered(.field("l", .any), variable: variable, .variable(variable).at("k").compares(.isNot, leaf())),
                .any
            )
            return .of(.last(list), .any).at("v")
        case 8: return .of(.part(0, [.field("o", .any), leaf()]), .any).at("x")
        default:
            let (element, total) = (newVariable(), newVariable())
            return .of(
                .fold(
                    .field("l", .any),
                    variable: element,
                    total: total,
                    bound: 10,
                    start: leaf(),
                    next: .variable(total, .text).calculated(.joined, .variable(element).at("k").or(else: leaf()))
                )
            )
        }
    }

    private mutating func content(_ depth: Int) -> CheckedContent {
        switch random.next(depth > 0 ? 9 : 2) {
        case 0, 1: return .value(value(2), shape: .any)
        case 2: return .copy(.field(["o", "l", "a"][random.next(3)], .any))
        case 3: return object(put("x", content(depth - 1)), put("y", content(depth - 1)))
        case 4: return .alternative(content(depth - 1), content(depth - 1))
        case 5: return .conditional(condition(1), then: content(depth - 1), otherwise: content(depth - 1))
        case 6: return .part(0, arguments: [.field("o", .any), value(1)])
        case 7:
            let variable = newVariable()
            let list = CheckedContent.each(
                variable: variable,
                list: .field("l", .any),
                condition: random.next(2) == 0 ? nil : .variable(variable).at("k").compares(.isNot, leaf()),
                steps: [],
                object(put("k", .variable(variable).at("k")), put("z", content(depth - 1)))
            )
            return random.next(2) == 0 ? list : .bounded(list, max: 1, isCut: true)
        default: return .list([content(depth - 1), content(depth - 1)])
        }
    }
}
