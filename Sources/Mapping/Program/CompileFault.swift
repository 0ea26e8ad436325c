import Canonical

/// Why a checked mapping cannot be compiled.
enum CompileFault {
    /// A fault of the set-up.
    static func because(_ reason: String) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason)
    }
}
