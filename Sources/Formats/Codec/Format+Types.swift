import Canonical

extension Format {
    /// Refuses a name that is none of the format's types.
    ///
    /// - Throws: `reference.unknown` with the names there are.
    func requireType(_ type: String?) throws(Fault) {
        guard let type, !documentTypes.contains(type) else { return }
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "The format \(name) has no type of this name.",
            advice: "It has: \(documentTypes.joined(separator: ", ")). Or leave the type out."
        )
    }
}
