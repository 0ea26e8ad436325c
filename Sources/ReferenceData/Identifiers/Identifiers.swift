package import Canonical

/// All kinds of identifiers that can be checked, by name.
package enum Identifiers {
    /// Every kind that needs no list from outside, in the order of the documentation.
    package static let kinds: [IdentifierKind] =
        [.iban, .bic, .lei, .isin, .iso11649, .currency, .country] + bankKinds + securityKinds + accountKinds
        + chineseKinds + checkDigitKinds

    private static let bankKinds: [IdentifierKind] = [.cnaps, .aba, .pan]
    private static let securityKinds: [IdentifierKind] = [.cusip, .sedol, .figi, .cfi]
    private static let accountKinds: [IdentifierKind] = [.cbu, .czechAccount, .newZealandAccount, .swissReference]
    private static let chineseKinds: [IdentifierKind] = [.chineseResident, .uscc]
    private static let checkDigitKinds: [IdentifierKind] = [
        .luhn, .verhoeff, .damm, .mod11And2, .mod11And10, .mod37And2, .mod37And36, .mod97And10,
    ]

    /// The kind of that name.
    ///
    /// - Parameters:
    ///   - name: the name of one of ``kinds``, or the name of a code list.
    ///   - lists: the code lists, each of which is a kind too.
    /// - Returns: the kind.
    /// - Throws: `reference.unknown`, with the names there are.
    package static func kind(_ name: String, lists: ExternalCodeLists = .none) throws(Fault) -> IdentifierKind {
        if let kind = kinds.first(where: { $0.name == name }) ?? lists.kind(name) { return kind }
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no kind of identifier \(name).",
            advice: "The kinds are: \((kinds.map(\.name) + lists.names).joined(separator: ", "))."
        )
    }

    /// Checks a value as an identifier of a kind; see ``kind(_:lists:)``.
    package static func check(
        _ kind: String,
        _ value: String,
        lists: ExternalCodeLists = .none
    ) throws(Fault) -> IdentifierVerdict {
        try self.kind(kind, lists: lists).check(value)
    }
}
