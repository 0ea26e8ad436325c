import Canonical

/// What of a source value is used: a tree that grows along the paths that a mapping names.
///
/// Elements of a list share the list's node; each alternative of a choice has its own, so that a field which only one
/// form of a party has counts as used only where that form is read.
final class SourceUse {
    private(set) var members: [String: SourceUse] = [:]
    private(set) var alternatives: [Int: SourceUse] = [:]
    /// Where the value was first used with all that it contains; nil if it was not.
    private(set) var used: SourcePosition?
    /// Whether a condition asks if it is there.
    private(set) var isTested = false
    /// Where it is said that it has no place in the target; nil if that is not said.
    private(set) var dropped: SourcePosition?

    /// The use of a member.
    func member(_ name: String) -> SourceUse {
        if let node = members[name] { return node }
        let node = SourceUse()
        members[name] = node
        return node
    }

    /// The use of an alternative.
    func alternative(_ number: Int) -> SourceUse {
        if let node = alternatives[number] { return node }
        let node = SourceUse()
        alternatives[number] = node
        return node
    }

    /// The value is used as it is.
    func use(at position: SourcePosition) {
        if used == nil { used = position }
    }

    /// A condition asks for it.
    func test() { isTested = true }

    /// It is left out on purpose.
    func drop(at position: SourcePosition) {
        if dropped == nil { dropped = position }
    }

    /// Whether nothing of it is used, carried, asked for or dropped.
    var isUntouched: Bool {
        used == nil && dropped == nil && !isTested && members.values.allSatisfy(\.isUntouched)
            && alternatives.values.allSatisfy(\.isUntouched)
    }

    /// The path to something within it that is used, as names; nil if nothing is.
    var firstUsed: [String]? {
        if used != nil { return [] }
        for (name, node) in members.sorted(by: { $0.key < $1.key }) {
            if let path = node.firstUsed { return [name] + path }
        }
        for (_, node) in alternatives.sorted(by: { $0.key < $1.key }) {
            if let path = node.firstUsed { return path }
        }
        return nil
    }
}
