package import Canonical

/// The formats that routes can read and write, by name.
package enum Formats {
    /// The names that ``codec(named:limits:)`` knows, sorted.
    package static let names = ["json", "mt"]

    /// The codec of that name.
    ///
    /// - Parameters:
    ///   - name: the format's name as configurations write it.
    ///   - limits: the bounds on what it reads.
    /// - Returns: the codec.
    /// - Throws: `configuration.invalid`, with the names there are.
    package static func codec(named name: String, limits: Limits = .standard) throws(Fault) -> any Codec {
        switch name {
        case "json": return JSONCodec(limits: limits)
        case "mt": return FINCodec(limits: limits)
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
