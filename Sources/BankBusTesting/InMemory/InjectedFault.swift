/// What a test makes happen to one publication.
package enum InjectedFault: Sendable, Hashable, CaseIterable {
    /// The broker has it, but the publisher does not learn so.
    case loseConfirm
    /// It is lost on the way, and the publisher does not learn so.
    case loseMessage
    /// The broker refuses it.
    case reject
}
