package import Canonical

/// The mappings that routes can use, by name.
package enum Mappings {
    /// The names that ``mapping(named:)`` knows, sorted.
    package static let names = all.map(\.name).sorted()

    private static let all: [any MessageMapping & IdentifiesMessages] = [
        MT103ToCreditTransfer(), PaymentEventToCreditTransfer(),
    ]

    /// The mapping of that name.
    ///
    /// - Parameter name: the mapping's name as configurations write it.
    /// - Returns: the mapping.
    /// - Throws: `configuration.invalid`, with the names there are.
    package static func mapping(named name: String) throws(Fault) -> any MessageMapping & IdentifiesMessages {
        guard let mapping = all.first(where: { $0.name == name }) else {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                reason: "There is no mapping of this name.",
                advice: "The mappings are: \(names.joined(separator: ", "))."
            )
        }
        return mapping
    }
}
