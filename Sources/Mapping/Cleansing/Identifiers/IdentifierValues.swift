import ReferenceData

/// Identifiers as predicates and in their normal form: IBAN, BIC, LEI and all other kinds of `ReferenceData`.
package enum IdentifierValues {
    /// Whether a text is an IBAN as it travels electronically.
    package static func isIBAN(_ text: Span<UInt8>) -> Bool { IBAN.check(utf8: text) == nil }
    /// Whether a text is a BIC of 8 or 11 characters; `NOTPROVIDED` is none.
    package static func isBIC(_ text: Span<UInt8>) -> Bool { BIC.check(utf8: text) == nil }
    /// Whether a text is a country code of two letters.
    package static func isCountry(_ text: Span<UInt8>) -> Bool { Country.isCode(utf8: text) }
    /// Whether a text is a currency code.
    package static func isCurrency(_ text: Span<UInt8>) -> Bool { Currency.isCode(utf8: text) }

    /// Whether a text is an identifier of a kind by its name; nil where there is no such kind.
    package static func isValid(_ text: Span<UInt8>, kind name: String) -> Bool? {
        switch name {
        case "iban": isIBAN(text)
        case "bic": isBIC(text)
        default: kinds[name].map { $0.check(text.string).isValid }
        }
    }

    /// Writes an identifier as it travels electronically: capital letters, without spaces and hyphens.
    ///
    /// - Throws: `argument` where there is no such kind, `characters` where the text is no identifier of it.
    package static func normalise(
        _ text: Span<UInt8>,
        kind name: String,
        into output: inout [UInt8]
    ) throws(ValueRefusal) -> TextChange {
        guard let kind = kinds[name] else { throw ValueRefusal(.argument, at: 1) }
        let given = text.string
        let unprefixed = name == "iban" ? withoutPrefix(given) : given
        guard let normal = kind.check(unprefixed).normalForm else { throw ValueRefusal(.characters) }
        output.append(contentsOf: normal.utf8)
        var change = TextChange.none
        if normal != given { change.note(.normalised, at: 0) }
        return change
    }

    /// People write `IBAN` in front of an IBAN.
    private static func withoutPrefix(_ text: String) -> String {
        let trimmed = text.drop { $0 == " " }
        guard trimmed.prefix(4).uppercased() == "IBAN" else { return text }
        return String(trimmed.dropFirst(4).drop { $0 == " " || $0 == ":" })
    }

    private static let kinds: [String: IdentifierKind] = Dictionary(
        Identifiers.kinds.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )
}

extension IdentifierValues {
    private static let names = Identifiers.kinds.map(\.name).joined(separator: ", ")

    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "isIdentifier",
            "Says whether a text is an identifier of a kind, check digits included.",
            parameters: ["text": "any text", "kind": names],
            examples: [
                .init("DE89370400440532013000", "iban", gives: "true"),
                .init("DE89370400440532013001", "iban", gives: "false"),
                .init("NOTPROVIDED", "bic", gives: "false"),
                .init("X", "nothing", refuses: .argument),
            ]
        ) { arguments, output throws(ValueRefusal) in
            guard let isValid = isValid(arguments.text(0).utf8.span, kind: arguments.text(1)) else {
                throw ValueRefusal(.argument, at: 1)
            }
            output.append(contentsOf: "\(isValid)".utf8)
            return .none
        },
        FunctionDescription(
            "identifier",
            "Writes an identifier as it travels electronically: capital letters, without spaces.",
            parameters: ["text": "any text", "kind": names],
            examples: [
                .init(
                    "IBAN de89 3704 0044 0532 0130 00",
                    "iban",
                    gives: "DE89370400440532013000",
                    "1 normalised, from 0"
                ),
                .init("DE89370400440532013000", "iban", gives: "DE89370400440532013000"),
                .init("not an iban", "iban", refuses: .characters),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try normalise(arguments.text(0).utf8.span, kind: arguments.text(1), into: &output)
        },
    ]
}
