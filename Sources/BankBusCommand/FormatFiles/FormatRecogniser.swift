import Canonical
import Formats

/// Finds out which format an input has, where the user has not said it.
struct FormatRecogniser {
    private let formats: [any Format]

    /// Makes the formats that can do without a definition, each with those of the options and rule sets that it has.
    ///
    /// - Parameters:
    ///   - settings: the user's settings.
    ///   - isForVerdicts: whether the formats only judge, so that they may read in pieces.
    /// - Throws: `configuration.invalid` if no format has one of the options or rule sets, or can use its value.
    init(_ settings: FormatSettings, isForVerdicts: Bool = false) throws(Fault) {
        var formats: [any Format] = []
        var unmet = Set(settings.options.keys).union(settings.ruleSets)
        var refusal: Fault?
        for kind in FormatKinds.all {
            var own = settings
            own.options = settings.options.filter { key, _ in kind.options.contains { $0.name == key } }
            own.ruleSets = settings.ruleSets.intersection(kind.ruleSets)
            do throws(Fault) {
                formats.append(try kind.format(isForVerdicts ? own.forVerdicts(of: kind) : own))
                unmet.subtract(own.options.keys)
                unmet.subtract(own.ruleSets)
            } catch {
                // A format that needs a definition or an option cannot be recognised without; but the user may have
                // meant this one.
                if !own.options.isEmpty || !own.ruleSets.isEmpty { refusal = refusal ?? error }
            }
        }
        if let name = unmet.sorted().first { throw refusal ?? Self.unknown(name) }
        self.formats = formats
    }

    /// The format that recognises the beginning most surely; nil if none does.
    func format(of beginning: [UInt8]) -> (any Format)? {
        let judged = formats.map { ($0, $0.recognises(beginning.span)) }
        guard let best = judged.map(\.1).max(), best > .no else { return nil }
        return judged.first { $0.1 == best }?.0
    }

    private static func unknown(_ name: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            reason: "No format has an option or a rule set \(name).",
            advice: "`bankbus formats describe FORMAT` lists those of a format."
        )
    }
}

extension FormatSettings {
    /// These settings with what makes judging lighter, where the user has not said otherwise.
    func forVerdicts(of kind: FormatKind) -> FormatSettings {
        guard ruleSets.isEmpty else { return self }
        var settings = self
        settings.options.merge(kind.verdictOptions) { said, _ in said }
        return settings
    }
}
