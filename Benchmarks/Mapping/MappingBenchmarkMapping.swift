import Canonical
@testable import Mapping

/// The mapping of the benchmark, as the checker would make it.
struct MappingBenchmarkMapping {
    private let text35 = DocumentShape.text(TextShape(lengthMin: 1, lengthMax: 35))
    private let text140 = DocumentShape.text(TextShape(lengthMin: 1, lengthMax: 140))
    private let bic = DocumentShape.text(TextShape(pattern: "[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?"))
    private let iban = DocumentShape.text(TextShape(pattern: "[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}"))
    private let currency = DocumentShape.text(TextShape(.code, pattern: "[A-Z]{3}"))
    private let decimal = DocumentShape.text(TextShape(.decimal))
    private let date = DocumentShape.text(TextShape(.date))
    private let codes = DocumentShape.text(TextShape(.code, codes: ["DEBT", "CRED", "SHAR", "SLEV"]))

    private func of(_ kind: CheckedExpression.Kind, _ shape: DocumentShape = .any) -> CheckedExpression {
        CheckedExpression(kind, type: ValueType(shape, mayBeAbsent: true), at: MappingBenchmarkSample.here)
    }

    private func field(_ base: CheckedExpression, _ path: String..., shape: DocumentShape = .text) -> CheckedExpression
    {
        var expression = base
        for name in path { expression = of(.member(expression, name)) }
        expression.type.shape = shape
        return expression
    }

    private func put(_ name: String, _ value: CheckedExpression, _ shape: DocumentShape) -> CheckedMember {
        put(name, .value(value, shape: shape))
    }

    private func put(_ name: String, _ content: CheckedContent, if guardVariable: Int? = nil) -> CheckedMember {
        CheckedMember(
            name: name,
            guardVariable: guardVariable,
            content: content,
            path: "/\(name)",
            position: MappingBenchmarkSample.here
        )
    }

    private func object(_ members: CheckedMember...) -> CheckedContent {
        .object(CheckedObject(steps: [], members: members))
    }

    /// A party: name, lines of the address, account.
    private var party: CheckedPart {
        let p = of(.variable(0))
        let lines = field(p, "nameAndAddress", shape: .any)
        let content = object(
            put("name", of(.position(lines, 0), .text), text140),
            put(
                "address",
                object(
                    put("line1", of(.position(lines, 1), .text), text35),
                    put("line2", of(.position(lines, 2), .text), text35),
                    put("line3", of(.position(lines, 3), .text), text35),
                    put("country", of(.constant(.text("DE")), .text), .text(TextShape(pattern: "[A-Z]{2}")))
                )
            ),
            put(
                "account",
                object(put("iban", field(p, "account"), iban), put("currency", field(p, "currency"), currency))
            ),
            put("contact", object(put("phone", field(p, "phone"), text35)))
        )
        return CheckedPart(
            name: "party",
            parameters: [ValueType(.any)],
            result: ValueType(.any),
            frame: CheckedFrame(variableCount: 1, steps: [], outcome: .one(content))
        )
    }

    /// An agent: BIC, account, system.
    private var agent: CheckedPart {
        let p = of(.variable(0))
        let content = object(
            put("bic", field(p, "bic"), bic),
            put("name", field(p, "name"), text140),
            put(
                "clearing",
                object(
                    put("system", of(.constant(.text("DEBLZ")), .text), text35),
                    put("member", field(p, "account"), text35)
                )
            ),
            put("account", object(put("id", field(p, "account"), text35))),
            put("branch", object(put("id", field(p, "branch"), text35)))
        )
        return CheckedPart(
            name: "agent",
            parameters: [ValueType(.any)],
            result: ValueType(.any),
            frame: CheckedFrame(variableCount: 1, steps: [], outcome: .one(content))
        )
    }

    private func amount(_ base: CheckedExpression) -> CheckedContent {
        object(put("value", field(base, "amount"), decimal), put("currency", field(base, "currency"), currency))
    }

    var mapping: CheckedMapping {
        let f = of(.variable(1))
        let mt = of(.variable(0))
        let fault = MappingFault(code: Name("MISSING", at: MappingBenchmarkSample.here), sentence: "It is missing.")
        let charges = CheckedContent.each(
            variable: 2,
            list: field(f, "71F", shape: .any),
            condition: nil,
            steps: [],
            object(
                put("amount", amount(of(.variable(2)))),
                put("agent", object(put("name", of(.constant(.text("NOTPROVIDED")), .text), text140)))
            )
        )
        let isUrgent = of(.comparison(.is, field(mt, "block2", "priority"), of(.constant(.text("U")), .text)), .boolean)
        let root = CheckedObject(
            steps: [
                CheckedStep(
                    guardVariable: nil,
                    kind: .define(variable: 3, isUrgent),
                    position: MappingBenchmarkSample.here
                )
            ],
            members: [
                put(
                    "references",
                    object(
                        put("instruction", of(.mandatory(field(f, "20", "reference"), fault), .text), text35),
                        put(
                            "endToEnd",
                            of(
                                .alternative(field(f, "21", "reference"), of(.constant(.text("NOTPROVIDED")), .text)),
                                .text
                            ),
                            text35
                        ),
                        put("transaction", field(f, "20", "reference"), text35),
                        put(
                            "uetr",
                            field(mt, "block3", "121"),
                            .text(
                                TextShape(
                                    pattern: "[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}"
                                )
                            )
                        )
                    )
                ),
                put("instructedAmount", amount(field(f, "33B", shape: .any))),
                put(
                    "settlement",
                    object(
                        put("amount", amount(field(f, "32A", shape: .any))),
                        put("date", field(f, "32A", "date"), date),
                        put("method", of(.constant(.text("INDA")), .text), text35),
                        put("account", field(f, "53A", "account"), text35),
                        put(
                            "priority",
                            of(
                                .conditional(
                                    of(.variable(3), .boolean),
                                    then: of(.constant(.text("URGT")), .text),
                                    otherwise: of(.constant(.text("NORM")), .text)
                                ),
                                .text
                            ),
                            text35
                        ),
                        put(
                            "time",
                            object(
                                put("sent", field(of(.position(field(f, "13C", shape: .any), 0)), "time"), text35),
                                put("offset", field(of(.position(field(f, "13C", shape: .any), 0)), "offset"), text35)
                            )
                        )
                    )
                ),
                put("chargeBearer", of(.lookup(field(f, "71A", "code"), codes: 0, .fault), .text), codes),
                put("charges", charges),
                put("debtor", .part(0, arguments: [field(f, "50K", shape: .any)])),
                put("creditor", .part(0, arguments: [field(f, "59", shape: .any)])),
                put("debtorAgent", .part(1, arguments: [field(f, "52A", shape: .any)])),
                put("instructing", .part(1, arguments: [field(f, "53A", shape: .any)])),
                put("instructed", .part(1, arguments: [field(f, "54A", shape: .any)])),
                put("intermediary", .part(1, arguments: [field(f, "56A", shape: .any)])),
                put("creditorAgent", .part(1, arguments: [field(f, "57A", shape: .any)])),
                put(
                    "remittance",
                    object(put("text", .list([.value(field(f, "70", "narrative", shape: .any), shape: text140)])))
                ),
                put(
                    "instructions",
                    object(put("next", .list([.value(field(f, "72", "narrative", shape: .any), shape: text140)])))
                ),
                put(
                    "carried",
                    object(
                        put(
                            "mt",
                            object(
                                put("bankOperation", field(f, "23B", "code"), text35),
                                put("instruction", .copy(field(f, "23E", shape: .any)))
                            )
                        )
                    )
                ),
            ]
        )
        let source = DocumentDescription(name: "mt.103", summary: "", root: .any)
        return CheckedMapping(
            name: "benchmark",
            version: 1,
            inputs: [CheckedInput(name: "mt", description: source, key: nil, missing: .fault)],
            target: DocumentDescription(name: "payment", summary: "", root: .any),
            givens: [],
            frame: CheckedFrame(
                variableCount: 4,
                steps: [
                    CheckedStep(
                        guardVariable: nil,
                        kind: .define(variable: 1, field(mt, "block4", shape: .any)),
                        position: MappingBenchmarkSample.here
                    ),
                    CheckedStep(
                        guardVariable: nil,
                        kind: .drop(
                            field(mt, "block1", "applicationId"),
                            path: "/block1/applicationId",
                            reason: "It says nothing of the payment."
                        ),
                        position: MappingBenchmarkSample.here
                    ),
                ],
                outcome: .one(.object(root))
            ),
            parts: [party, agent],
            codes: [
                CheckedCodes(
                    name: "details-of-charges",
                    version: "2025",
                    codes: ["OUR": "DEBT", "SHA": "SHAR", "BEN": "CRED"]
                )
            ],
            decisions: []
        )
    }
}
