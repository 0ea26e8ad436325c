/// What the document at hand holds of a message.
enum Piece: Sendable {
    /// The message from its beginning: the whole of it, unless it is split.
    case head
    /// Nothing yet of a message that was split before.
    case fresh
    /// What stands between or behind entries.
    case between
    /// One entry.
    case entry
}
