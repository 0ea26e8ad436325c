import Canonical
import Formats

/// Finds out which format an input has, where the user has not said it.
struct FormatRecogniser {
    private let formats: [any Format]

    /// Makes the formats that can do without a definition; with one, the user has to name the format.
    init(_ settings: FormatSettings) throws(Fault) {
        var formats: [any Format] = []
        for kind in FormatKinds.all {
            var own = settings
            own.options = [:]
            own.ruleSets = settings.ruleSets.intersection(kind.ruleSets)
            // A format that needs a definition or an option cannot be recognised without.
            guard let format = try? kind.format(own) else { continue }
            formats.append(format)
        }
        self.formats = formats
    }

    /// The format that recognises the beginning most surely; nil if none does.
    func format(of beginning: [UInt8]) -> (any Format)? {
        let judged = formats.map { ($0, $0.recognises(beginning.span)) }
        guard let best = judged.map(\.1).max(), best > .no else { return nil }
        return judged.first { $0.1 == best }?.0
    }
}
