/// What may happen to a value on its way through a mapping, beyond being carried as it is.
///
/// The set is closed: findings carry one of these, they are counted per route, and a route may turn each of them into a
/// fault ("never cut a name"). What has none of these codes arrived complete.
package enum LossCode: String, CaseIterable, Sendable {
    /// A text was longer than its target and the end is missing.
    case cut
    /// A value, or some of its characters, had no place in the target and is missing.
    case dropped
    /// The source had no value; the target has one that the mapping names.
    case defaulted
    /// Characters that the target cannot carry were written as others; the original cannot be made of them again.
    case transliterated
    /// The target has a value that nobody sent: an identifier or a time made by the bus.
    case generated
    /// A text stands in several lines or fields of the target. Nothing is missing, but the borders are the bus's own.
    case split
}
