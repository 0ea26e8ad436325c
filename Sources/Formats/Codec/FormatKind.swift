package import Canonical

/// A format by name, before it is made with settings: what `formats list` shows.
package struct FormatKind: Sendable {
    /// The format's name.
    package let name: String
    /// One sentence for people.
    package let summary: String
    /// The options that it takes.
    package let options: [FormatOption]
    /// The rule sets that it can check, beside its own.
    package let ruleSets: [String]
    /// Options with which a file takes less memory and gets the same verdict, as long as no rule set is asked for: what
    /// `validate` uses unless the user says otherwise.
    package let verdictOptions: [String: String]
    /// Makes the format; throws `configuration.invalid` for an option's value or a definition that it cannot use.
    private let make: @Sendable (FormatSettings) throws(Fault) -> any Format

    package init(
        name: String,
        summary: String,
        options: [FormatOption] = [],
        ruleSets: [String] = [],
        verdictOptions: [String: String] = [:],
        make: @escaping @Sendable (FormatSettings) throws(Fault) -> any Format
    ) {
        self.name = name
        self.summary = summary
        self.options = options
        self.ruleSets = ruleSets
        self.verdictOptions = verdictOptions
        self.make = make
    }

    /// Makes the format after checking that it has the options and rule sets asked for.
    ///
    /// - Throws: `configuration.invalid`, with the names there are.
    package func format(_ settings: FormatSettings) throws(Fault) -> any Format {
        for name in settings.options.keys.sorted() where !options.contains(where: { $0.name == name }) {
            throw unknown("option", name, known: options.map(\.name))
        }
        for name in settings.ruleSets.sorted() where !ruleSets.contains(name) {
            throw unknown("rule set", name, known: ruleSets)
        }
        return try make(settings)
    }

    private func unknown(_ what: String, _ name: String, known: [String]) -> Fault {
        let list = known.isEmpty ? "It has none." : "It has: \(known.joined(separator: ", "))."
        return Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "The format \(self.name) has no \(what) \(name).",
            advice: list
        )
    }
}
