package import Canonical

/// All formats, by name.
package enum FormatKinds {
    /// The kinds in the order of `formats list`.
    package static let all: [FormatKind] = [
        .mt,
        .mtField,
        .iso20022,
        .iso8583,
        .copybook,
        .fixed,
        .delimited,
        .json,
        .nacha,
        .fedwire,
        .bai2,
        .edifact,
        .x12,
    ]

    /// The kind of that name.
    ///
    /// - Throws: `configuration.invalid`, with the names there are.
    package static func kind(named name: String) throws(Fault) -> FormatKind {
        if let kind = all.first(where: { $0.name == name }) { return kind }
        throw Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "There is no format of this name.",
            advice: "The formats are: \(all.map(\.name).joined(separator: ", "))."
        )
    }
}
