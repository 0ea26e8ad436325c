/// Values made unreadable for logs, listings and explanations.
///
/// Never more than half of a value is shown, but for card numbers, for which the rule is PCI DSS. The number of stars
/// is the same for all values of a kind, so that the length of a name or of an account is not given away.
package enum Masking {
    /// What a value is, and so what of it helps to find it again.
    package enum Kind: String, CaseIterable, Sendable {
        /// Nothing is shown.
        case text
        /// An account number or IBAN: the last four characters, and the country where two letters begin it.
        case account
        /// A card number: the first six and the last four digits, the most that PCI DSS 3.4 allows.
        case card
        /// A name: the first letter of each word.
        case name
    }

    private static let stars: [UInt8] = Array("***".utf8)
    private static let initialsMax = 6

    /// Writes a value as those may see it who see personal values masked and secret ones never.
    ///
    /// A card number is masked as `card` only where its class is not `secret`.
    package static func mask(
        _ text: Span<UInt8>,
        of dataClass: DataClass,
        as kind: Kind = .text,
        into output: inout [UInt8]
    ) {
        switch dataClass {
        case .public, .internal: output.append(text: text)
        case .personal: mask(text, as: kind, into: &output)
        case .secret: output.append(contentsOf: stars)
        }
    }

    /// Writes a value masked.
    package static func mask(_ text: Span<UInt8>, as kind: Kind, into output: inout [UInt8]) {
        switch kind {
        case .text: output.append(contentsOf: stars)
        case .account: maskAccount(text, &output)
        case .card: maskCard(text, &output)
        case .name: maskName(text, &output)
        }
    }

    private static func maskAccount(_ text: Span<UInt8>, _ output: inout [UInt8]) {
        guard text.isASCII, text.count >= 8 else { return output.append(contentsOf: stars) }
        let hasCountry = text.count >= 12 && (0..<2).allSatisfy { (0x41...0x5A).contains(text[$0]) }
        if hasCountry { output.append(bytes: text.extracting(0..<2)) }
        output.append(contentsOf: stars)
        output.append(bytes: text.extracting(text.count - 4..<text.count))
    }

    private static func maskCard(_ text: Span<UInt8>, _ output: inout [UInt8]) {
        let isCard = (13...19).contains(text.count) && text.indices.allSatisfy { text[$0].isDigit }
        guard isCard else { return output.append(contentsOf: stars) }
        output.append(bytes: text.extracting(0..<6))
        output.append(contentsOf: stars)
        output.append(bytes: text.extracting(text.count - 4..<text.count))
    }

    /// The first letter of each word that has at least two of them.
    private static func maskName(_ text: Span<UInt8>, _ output: inout [UInt8]) {
        var cursor = UTF8Cursor()
        let start = output.count
        var first: UInt32?
        var letters = 0
        var words = 0
        func endWord(_ output: inout [UInt8]) {
            guard letters > 0, words < initialsMax else { return }
            if output.count > start { output.append(0x20) }
            if letters > 1, let first { output.append(scalar: first) }
            output.append(contentsOf: stars)
            words += 1
        }
        while let scalar = cursor.next(text) {
            if WhiteSpace.of(scalar) != nil {
                endWord(&output)
                letters = 0
            } else {
                if letters == 0 { first = scalar }
                letters += 1
            }
        }
        endWord(&output)
        if output.count == start { output.append(contentsOf: stars) }
    }
}

extension Masking {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "mask",
            "Makes a value unreadable by its data class and its kind; a secret is never shown.",
            parameters: [
                "value": "any text", "class": DataClass.allCases.map(\.rawValue).joined(separator: ", "),
                "kind": Kind.allCases.map(\.rawValue).joined(separator: ", "),
            ],
            examples: [
                .init("DE89370400440532013000", "personal", "account", gives: "DE***3000"),
                .init("12345678", "personal", "account", gives: "***5678"),
                .init("1234", "personal", "account", gives: "***"),
                .init("4000001234567899", "personal", "card", gives: "400000***7899"),
                .init("Anna Maria Muster", "personal", "name", gives: "A*** M*** M***"),
                .init("张三", "personal", "name", gives: "张***"),
                .init("Invoice 12", "personal", gives: "***"),
                .init("4000001234567899", "secret", "card", gives: "***"),
                .init("EUR", "public", gives: "EUR"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (dataClass, kind) = (try arguments.option(1, DataClass.self), try arguments.option(2, Kind.self))
            mask(arguments.text(0).utf8.span, of: dataClass, as: kind, into: &output)
            return .none
        }
    ]
}
