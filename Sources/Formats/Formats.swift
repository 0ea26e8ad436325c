package import Canonical

/// The formats that routes can read and write, by name.
package enum Formats {
    /// The names that ``codec(named:library:limits:)`` knows, sorted.
    package static let names = ["json", "mt"]

    /// The codec of that name.
    ///
    /// - Parameters:
    ///   - name: the format's name as configurations write it.
    ///   - library: the definitions that come with the bus.
    ///   - limits: the bounds on what it reads.
    /// - Returns: the codec.
    /// - Throws: `configuration.invalid`, with the names there are; what reading the format's definitions throws.
    package static func codec(
        named name: String,
        library: any DefinitionLibrary,
        limits: Limits = .standard
    ) throws(Fault) -> any Codec {
        switch name {
        case "json": return JSONCodec(limits: limits)
        case "mt": return FormatCodec(try FormatKind.mt.format(FormatSettings(limits: limits, library: library)))
        default:
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                reason: "There is no format of this name.",
                advice: "The formats are: \(names.joined(separator: ", "))."
            )
        }
    }
}
