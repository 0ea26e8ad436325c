import Canonical

/// The faults of copybooks and of the format's options: all `configuration.invalid`, with file, line and column.
enum CopybookFault {
    @inline(never)
    static func definition(_ place: CopybookPlace, _ reason: String, _ advice: String? = nil) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: place.line),
            reason: "\(place.file), line \(place.line), column \(place.column): \(reason)",
            advice: advice
        )
    }

    @inline(never)
    static func setting(_ reason: String, _ advice: String? = nil) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason, advice: advice)
    }

    /// A document that cannot be written, at a path of it.
    @inline(never)
    static func document(_ path: String, _ reason: String, _ advice: String? = nil) -> Fault {
        Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: Place(path: path),
            reason: reason,
            advice: advice
        )
    }
}
