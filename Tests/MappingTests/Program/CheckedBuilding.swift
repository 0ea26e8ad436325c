import Canonical
import Testing

@testable import Mapping

// Checked mappings by hand: what the checker makes of a file, without a file.

let here = SourcePosition(file: "test.map", line: 1, column: 1)

func fault(_ code: String, _ sentence: String = "A sentence.") -> MappingFault {
    MappingFault(code: Name(code, at: here), sentence: sentence)
}

extension CheckedExpression {
    /// An expression of any type, or of the one given.
    static func of(_ kind: Kind, _ shape: DocumentShape = .text) -> CheckedExpression {
        CheckedExpression(kind, type: ValueType(shape, mayBeAbsent: true), at: here)
    }

    static func text(_ text: String) -> CheckedExpression { .of(.constant(.text(text))) }
    static func number(_ digits: String) -> CheckedExpression {
        .of(.constant(.number(digits)), .number(isInteger: false))
    }
    static func boolean(_ value: Bool) -> CheckedExpression { .of(.constant(.boolean(value)), .boolean) }
    static func variable(_ number: Int, _ shape: DocumentShape = .any) -> CheckedExpression {
        .of(.variable(number), shape)
    }
    /// A path below the first input.
    static func field(_ path: String, _ shape: DocumentShape = .text) -> CheckedExpression {
        variable(0).at(path, shape)
    }

    /// A path below this; numbers are places from 1, `last` is the last one.
    func at(_ path: String, _ shape: DocumentShape = .text) -> CheckedExpression {
        var expression = self
        for part in path.split(separator: ".").map(String.init) {
            if part == "last" {
                expression = .of(.last(expression), .any)
            } else if part.hasPrefix("#"), let place = Int(part.dropFirst()) {
                expression = .of(.position(expression, place - 1), .any)
            } else {
                expression = .of(.member(expression, part), .any)
            }
        }
        expression.type.shape = shape
        return expression
    }

    func or(else other: CheckedExpression) -> CheckedExpression { .of(.alternative(self, other), type.shape) }
    func or(fault code: String) -> CheckedExpression { .of(.mandatory(self, fault(code)), type.shape) }
    func or(default other: CheckedExpression) -> CheckedExpression { .of(.defaulted(self, other), type.shape) }
    func compares(_ comparison: Expression.Comparison, _ other: CheckedExpression) -> CheckedExpression {
        .of(.comparison(comparison, self, other), .boolean)
    }
    func isPresence(_ presence: Expression.Presence) -> CheckedExpression { .of(.presence(presence, self), .boolean) }
    var negated: CheckedExpression { .of(.not(self), .boolean) }
    func calculated(_ operation: Expression.Arithmetic, _ other: CheckedExpression) -> CheckedExpression {
        .of(.arithmetic(operation, self, other))
    }
}

extension CheckedStep {
    static func define(_ variable: Int, _ value: CheckedExpression, if guardVariable: Int? = nil) -> CheckedStep {
        CheckedStep(guardVariable: guardVariable, kind: .define(variable: variable, value), position: here)
    }
    static func of(_ kind: Kind) -> CheckedStep { CheckedStep(guardVariable: nil, kind: kind, position: here) }
}

/// A member that holds a value.
func put(
    _ name: String,
    _ value: CheckedExpression,
    _ shape: DocumentShape = .text,
    if guardVariable: Int? = nil
) -> CheckedMember {
    put(name, .value(value, shape: shape), if: guardVariable)
}

func put(_ name: String, _ content: CheckedContent, if guardVariable: Int? = nil) -> CheckedMember {
    CheckedMember(name: name, guardVariable: guardVariable, content: content, path: "/" + name, position: here)
}

func object(_ members: CheckedMember..., steps: [CheckedStep] = []) -> CheckedContent {
    .object(CheckedObject(steps: steps, members: members))
}

/// A mapping with one input of any type and one target.
func checked(
    _ members: CheckedMember...,
    steps: [CheckedStep] = [],
    target: DocumentShape = .any,
    inputs: Int = 1,
    givens: [String] = [],
    parts: [CheckedPart] = [],
    codes: [CheckedCodes] = [],
    decisions: [CheckedDecision] = []
) -> CheckedMapping {
    let content = CheckedContent.object(CheckedObject(steps: steps, members: members))
    return checked(
        .one(content),
        target: target,
        inputs: inputs,
        givens: givens,
        parts: parts,
        codes: codes,
        decisions: decisions
    )
}

func checked(
    _ outcome: CheckedOutcome,
    steps: [CheckedStep] = [],
    target: DocumentShape = .any,
    inputs: Int = 1,
    givens: [String] = [],
    parts: [CheckedPart] = [],
    codes: [CheckedCodes] = [],
    decisions: [CheckedDecision] = []
) -> CheckedMapping {
    let source = DocumentDescription(name: "source", summary: "", root: .any)
    return CheckedMapping(
        name: "test",
        version: 1,
        inputs: (0..<inputs)
            .map {
                CheckedInput(name: $0 == 0 ? "message" : "input\($0)", description: source, key: nil, missing: .default)
            },
        target: DocumentDescription(name: "target", summary: "", root: target),
        givens: givens.map { CheckedGiven(name: $0, type: ValueType(.text)) },
        frame: CheckedFrame(variableCount: 20, steps: steps, outcome: outcome),
        parts: parts,
        codes: codes,
        decisions: decisions
    )
}

/// A document from JSON.
func document(_ json: String) throws -> Document { try Document(json: Array(json.utf8)) }

/// What a mapping makes of a document, as JSON; several targets one after the other with a comma.
@discardableResult
func run(
    _ mapping: CheckedMapping,
    _ json: String...,
    givens: [DocumentValue?] = [],
    findings: inout Findings
) throws -> String {
    let compiled = try CompiledMapping(mapping)
    var run = compiled.makeRun()
    let inputs = try json.map { $0.isEmpty ? nil : try document($0) }
    let identity = MessageIdentity(message: [1, 2, 3]) { bytes in
        var sum: UInt64 = 0
        for index in bytes.indices { sum = sum &* 31 &+ UInt64(bytes[index]) }
        return Digest128(high: sum &* 0x9E37_79B9_7F4A_7C15, low: ~sum)
    }
    let outcome = try compiled.map(inputs, givens: givens, identity: identity, run: &run, into: &findings)
    if let reason = outcome.filteredBecause { return "filtered: \(reason)" }
    return outcome.targets.map { String(decoding: $0.jsonBytes(), as: UTF8.self) }.joined(separator: ",")
}

@discardableResult
func run(_ mapping: CheckedMapping, _ json: String, givens: [DocumentValue?] = []) throws -> String {
    var findings = Findings()
    return try run(mapping, json, givens: givens, findings: &findings)
}

/// What one expression comes to: written as a member of any kind.
func result(_ value: CheckedExpression, of json: String = "{}") throws -> String {
    let mapping = checked(put("x", value, .any), put("end", .boolean(true), .boolean))
    let text = try run(mapping, json)
    return text == #"{"end":true}"# ? "absent" : String(text.dropFirst(5).dropLast(12))
}

/// The code of the fault that a run ends with.
func faultCode(_ mapping: CheckedMapping, _ json: String) -> String? {
    do {
        try run(mapping, json)
        return nil
    } catch let fault as Fault {
        return "\(fault.code.name) \(fault.place?.path ?? "")"
    } catch {
        return "another error"
    }
}
