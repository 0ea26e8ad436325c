import Canonical

/// A position in a content model: the place of one element or wildcard, and what may follow it.
///
/// Positions are the states of the automaton (Glushkov's construction; the schema's own rule of unique particle
/// attribution makes it deterministic): a reader is at the position of the child that it read last. Each complex type
/// begins with a position of its own that stands before all children.
struct ContentPosition: Sendable {
    /// What stands at a position.
    enum Item: Sendable, Hashable {
        /// Before all children.
        case start
        /// The element of that number.
        case element(Int)
        /// Whatever the wildcard of that number takes.
        case wildcard(Int)
    }

    /// What stands here.
    var item: Item
    /// The key of the element's name; of other items one that no name has.
    var key: NameKey
    /// The type of the element: a simple type from 0 on, a complex type as the complement of its number.
    var child: Int32
    /// Least number of times in a row.
    var min: Int32
    /// Greatest number of times in a row; ``unbounded`` without a bound.
    var max: Int32
    /// Whether documents hold a list here, because the element may occur more than once.
    var isList: Bool
    /// Whether the element may be the last child.
    var isLast: Bool
    /// The element's name in documents.
    var name: DocumentName
    /// The part of ``CompiledDefinition/follows`` that lists the positions which may come next.
    var followStart: Int32
    var followEnd: Int32

    static let unbounded = Int32.max
}
