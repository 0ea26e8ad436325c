import Canonical
import Mapping

/// Small document types of our own invention: an order of an old system, and a payment as a canonical type.
struct InventedTypes: DocumentTypes {
    let names = ["order.v1", "order.v2", "payment.v1", "payment.v2", "codes.v1", "note.v1", "note.v2", "memo.v1"]

    func description(of type: String) throws(Fault) -> DocumentDescription {
        switch type {
        case "order.v1": Self.order(isNew: false)
        case "order.v2": Self.order(isNew: true)
        case "payment.v1": Self.payment(isNew: false)
        case "payment.v2": Self.payment(isNew: true)
        case "codes.v1": Self.codes
        case "note.v1": InventedNotes.note(isNew: false)
        case "note.v2": InventedNotes.note(isNew: true)
        case "memo.v1": InventedNotes.memo
        default:
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "There is no type of this name.")
        }
    }

    func components(system: String, name: String) throws(Fault) -> [DocumentDescription] {
        let owners =
            switch system {
            case "old": [Self.order(isNew: true), InventedNotes.note(isNew: false), InventedNotes.note(isNew: true)]
            case "new": [Self.payment(isNew: true), InventedNotes.memo]
            default: [DocumentDescription]()
            }
        let found = owners.filter { $0.parts[name] != nil }
        guard !found.isEmpty else {
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "There is no component of this name.")
        }
        return found.map { owner in
            DocumentDescription(
                name: "\(system):\(name)",
                summary: "A component.",
                root: .part(name),
                parts: owner.parts
            )
        }
    }

    func isComponent(_ shape: DocumentShape, _ parts: ShapeParts, system: String, name: String) -> Bool {
        if case .part(name) = shape { return true }
        guard let part = Self.order(isNew: true).parts[name] else { return false }
        let known = Set(parts.alternatives(of: part))
        return parts.alternatives(of: shape).allSatisfy { known.contains($0) }
    }

    func format(of type: String) -> String? {
        ["order", "note", "old:"].contains { type.hasPrefix($0) }
            ? "old" : type.hasPrefix("codes") ? "codes" : "canonical"
    }

    func admitsEmpty(_ shape: DocumentShape) -> Bool { shape != .part("kindChoice") }

    // MARK: - The types

    private static func text(_ max: Int?, in set: String? = nil) -> DocumentShape {
        .text(TextShape(lengthMax: max, characters: set))
    }

    private static func code(_ codes: String...) -> DocumentShape { .text(TextShape(.code, codes: codes)) }

    private static func object(_ members: DocumentMember...) -> DocumentShape { .object(members, isOpen: false) }

    static func order(isNew: Bool) -> DocumentDescription {
        var members = [
            DocumentMember("id", text(16, in: "x"), isRequired: true),
            DocumentMember("note", text(140)),
            DocumentMember("date", .text(TextShape(.date))),
            DocumentMember("amount", .part("money")),
            DocumentMember("bearer", code("OUR", "SHA", "BEN"), isRequired: true),
            DocumentMember("party", .part("party")),
            DocumentMember("charges", .list(.part("charge"), min: 1, max: nil)),
            DocumentMember("marks", .list(text(4, in: "c"), min: 1, max: 2)),
            DocumentMember("place", .part("place")),
            DocumentMember("layout", .object([], isOpen: true)).with(.layout),
            DocumentMember("broken", .text).with(.irregular),
        ]
        if isNew { members.append(DocumentMember("purpose", text(35), isRequired: true)) }
        return DocumentDescription(
            name: isNew ? "order.v2" : "order.v1",
            summary: "An order.",
            root: .object(members, isOpen: false),
            parts: [
                "money": object(
                    DocumentMember("value", .text(TextShape(.decimal)), isRequired: true),
                    DocumentMember("currency", .text(TextShape(pattern: "[A-Z]{3,3}")), isRequired: true)
                ),
                "party": .choice([
                    object(
                        DocumentMember("option", code("A"), isRequired: true),
                        DocumentMember("account", text(34, in: "x")),
                        DocumentMember("bic", text(11, in: "c"), isRequired: true)
                    ),
                    object(
                        DocumentMember("option", code("K"), isRequired: true),
                        DocumentMember("account", text(34, in: "x")),
                        DocumentMember("lines", .list(text(35, in: "x"), min: 1, max: 4), isRequired: true)
                    ),
                    object(DocumentMember("text", .text, isRequired: true).with(.irregular)),
                ]),
                "charge": object(
                    DocumentMember("code", text(4), isRequired: true),
                    DocumentMember("amount", .part("money"), isRequired: true),
                    DocumentMember("after", .text).with(.layout)
                ),
                "place": object(
                    DocumentMember("town", text(35)),
                    DocumentMember("street", text(70)),
                    DocumentMember("building", text(35))
                ),
            ]
        )
    }

    static func payment(isNew: Bool) -> DocumentDescription {
        var members = [
            DocumentMember("reference", text(35), isRequired: true),
            DocumentMember("short", text(10)),
            DocumentMember("single", text(35, in: "x")),
            DocumentMember("when", .text(TextShape(.date))),
            DocumentMember("sum", .part("amount")),
            DocumentMember("bearer", code("DEBT", "SHAR", "CRED")),
            DocumentMember("debtor", .part("party")),
            DocumentMember("charges", .list(.part("charge"), min: 0, max: nil)),
            DocumentMember("lines", .list(text(10, in: "x"), min: 0, max: 2)),
            DocumentMember("few", .list(text(35, in: "x"), min: 0, max: 2)),
            DocumentMember("flag", .boolean),
            DocumentMember("count", .number(isInteger: true)),
            DocumentMember("address", .part("address")),
            DocumentMember(
                "form",
                .choice([
                    object(
                        DocumentMember("option", code("A"), isRequired: true),
                        DocumentMember("bic", text(11), isRequired: true)
                    ),
                    object(
                        DocumentMember("option", code("K"), isRequired: true),
                        DocumentMember("name", text(35), isRequired: true)
                    ),
                ])
            ),
            DocumentMember("carried", object(DocumentMember("old", .object([], isOpen: true)))),
            DocumentMember(
                "variant",
                .choice([
                    object(
                        DocumentMember("option", code("F"), isRequired: true),
                        DocumentMember(
                            "lines",
                            .list(
                                object(DocumentMember("number", text(4)), DocumentMember("details", text(10))),
                                min: 1,
                                max: nil
                            )
                        )
                    ),
                    object(
                        DocumentMember("option", code("K"), isRequired: true),
                        DocumentMember("lines", .list(text(35, in: "x"), min: 1, max: nil))
                    ),
                ])
            ),
        ]
        if isNew { members.append(DocumentMember("purpose", text(35))) }
        return DocumentDescription(
            name: isNew ? "payment.v2" : "payment.v1",
            summary: "A payment.",
            root: .object(members, isOpen: false),
            parts: [
                "amount": object(
                    DocumentMember("value", .text(TextShape(.decimal)), isRequired: true),
                    DocumentMember("currency", .text(TextShape(lengthMax: 3, pattern: "^[A-Z]{3}$")), isRequired: true)
                ),
                "party": object(
                    DocumentMember("name", text(70)),
                    DocumentMember("bic", text(11)),
                    DocumentMember(
                        "account",
                        object(DocumentMember("number", text(34), isRequired: true), DocumentMember("type", text(4)))
                    )
                ),
                "charge": object(
                    DocumentMember("amount", .part("amount"), isRequired: true),
                    DocumentMember("code", text(4))
                ),
                "address": object(
                    DocumentMember("town", text(35)),
                    DocumentMember("street", text(70)),
                    DocumentMember("carried", object(DocumentMember("old", .object([], isOpen: true))))
                ),
            ]
        )
    }

    static let codes = DocumentDescription(
        name: "codes.v1",
        summary: "Codes.",
        root: object(DocumentMember("bearer", code("DEBT", "SHAR"), isRequired: true))
    )
}

/// Functions for tests of the checker, which never runs them.
enum InventedFunctions {
    private static func function(
        _ name: String,
        _ parameters: [MappingFunction.Parameter],
        _ result: @escaping @Sendable ([ValueType?], [Literal?]) -> ValueType
    ) -> MappingFunction {
        MappingFunction(
            name,
            "For tests.",
            parameters: parameters,
            result: result,
            run: { (_: inout FunctionCall) throws(Fault) in }
        )
    }

    private static func parameter(
        _ name: String,
        _ shape: DocumentShape?,
        isOptional: Bool = false,
        isConstant: Bool = false
    ) -> MappingFunction.Parameter {
        MappingFunction.Parameter(name: name, shape: shape, isOptional: isOptional, isConstant: isConstant)
    }

    static let all = [
        function("trim", [parameter("text", .text)]) { types, _ in
            types.first.flatMap { $0 } ?? ValueType(.text)
        },
        function("join-lines", [parameter("lines", .list(.text, min: 0, max: nil))]) { _, _ in ValueType(.text) },
        function("to-date", [parameter("text", .text)]) { _, _ in
            ValueType(.text(TextShape(.date)), mayBeAbsent: true)
        },
        function(
            "round",
            [
                parameter("number", .text(TextShape(.decimal))),
                parameter("scale", .text(TextShape(.decimal)), isOptional: true, isConstant: true),
            ]
        ) { _, _ in ValueType(.text(TextShape(.decimal))) },
    ]
}
