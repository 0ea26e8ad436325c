import Canonical

/// What a program says at one place of the mapping, where a fault or a loss occurs.
struct ProgramSite: Sendable, Equatable {
    /// The fault's code; for losses, the code of the loss.
    var code: String
    /// The sentence for people.
    var sentence: String
    /// The loss, if it is one.
    var loss: LossCode?
    /// The path, where it is known before any message; else it is that of the target at run time.
    var path: String?
    /// The member of the target that is being made, which is not open yet; nil where there is none.
    var member: String?
    /// Where the mapping says it.
    var position: SourcePosition

    /// What the advice of a fault says.
    var advice: String { "It is line \(position.line) of \(position.file) that says so." }
}
