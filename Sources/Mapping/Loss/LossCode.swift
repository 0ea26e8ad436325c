/// What can happen to content on its way through a mapping: the closed set that is counted per route.
///
/// A route can turn a code into a fault, such as "never cut a name".
package enum LossCode: String, CaseIterable, Sendable {
    /// A text was longer than its target and lost its end.
    case cut
    /// A source field has no place in the target.
    case dropped
    /// The target has a value that the source did not have.
    case defaulted
    /// Characters that the target cannot hold were written by others.
    case transliterated
    /// The bus made an identifier.
    case generated
    /// One text became several lines or fields.
    case split
}
