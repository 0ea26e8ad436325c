/// Compares two versions of a type: whether each reads the other's documents, and every reason why not.
///
/// It says that a direction holds only if each document of the one version is valid by the other. What it cannot decide,
/// such as whether one pattern accepts all that another does, counts as broken: a reason too many makes somebody look, a
/// reason too few loses a message.
///
/// What a part says that several members share is reported once, at one of the paths that lead to it.
public struct SchemaDiff: Sendable {
    /// What has changed, sorted by path.
    public private(set) var changes: [SchemaChange] = []

    private let old: DocumentDescription
    private let new: DocumentDescription
    /// The pairs of parts that have been met: parts may contain themselves.
    private var met: Set<PartPair> = []
    /// The pairs that are still to be compared: one after the other, so that no chain of parts is too long.
    private var waiting: [(pair: PartPair, path: String)] = []

    private struct PartPair: Hashable {
        var old: String
        var new: String
    }

    /// Compares two versions.
    public init(from old: DocumentDescription, to new: DocumentDescription) {
        self.old = old
        self.new = new
        compareDataClass(old.dataClass, new.dataClass, "")
        compare(old.root, new.root, "")
        while let (pair, path) = waiting.popLast() {
            compareResolved(old.resolved(.part(pair.old)), new.resolved(.part(pair.new)), path)
        }
        changes.sort { $0.path < $1.path }
    }

    /// Which directions hold.
    public var compatibility: SchemaCompatibility {
        switch (changes.contains(where: \.breaksBackward), changes.contains(where: \.breaksForward)) {
        case (false, false): .full
        case (false, true): .backward
        case (true, false): .forward
        case (true, true): .none
        }
    }

    /// Notes a change that makes the new version accept less (`narrowed`), more (`widened`), or other documents.
    mutating func note(_ path: String, _ summary: String, narrowed: Bool = false, widened: Bool = false) {
        changes.append(
            SchemaChange(
                path: path.isEmpty ? "/" : path,
                summary: summary,
                breaksBackward: narrowed,
                breaksForward: widened
            )
        )
    }

    // MARK: - Shapes

    private mutating func compare(_ old: DocumentShape, _ new: DocumentShape, _ path: String) {
        if case .part(let oldName) = old, case .part(let newName) = new {
            let pair = PartPair(old: oldName, new: newName)
            if met.insert(pair).inserted { waiting.append((pair, path)) }
            return
        }
        compareResolved(self.old.resolved(old), self.new.resolved(new), path)
    }

    private mutating func compareResolved(_ old: DocumentShape, _ new: DocumentShape, _ path: String) {
        switch (old, new) {
        case (.any, .any), (.boolean, .boolean), (.null, .null): break
        case (.any, _): note(path, "any value was allowed", narrowed: true)
        case (_, .any): note(path, "any value is allowed", widened: true)
        case (.object(let old, let wasOpen), .object(let new, let isOpen)):
            compareObjects(old, wasOpen, new, isOpen, path)
        case (.map(let old), .map(let new)): compare(old, new, "\(path)/*")
        case (.list(let old, let oldMin, let oldMax), .list(let new, let newMin, let newMax)):
            compareBounds((oldMin, oldMax), (newMin, newMax), "items", path)
            compare(old, new, "\(path)/*")
        case (.text(let old), .text(let new)): compareTexts(old, new, path)
        case (.number(let old), .number(let new)): compareNumbers(wasInteger: old, isInteger: new, path)
        case (.choice(let old), .choice(let new)): compareChoices(old, new, path)
        case (let old, let new):
            note(path, "was \(old.kind), is \(new.kind)", narrowed: true, widened: true)
        }
    }

    private mutating func compareNumbers(wasInteger: Bool, isInteger: Bool, _ path: String) {
        if wasInteger && !isInteger { note(path, "may have a fraction", widened: true) }
        if !wasInteger && isInteger { note(path, "must not have a fraction", narrowed: true) }
    }

    /// Compares alternatives one by one where there are as many as before; otherwise only equal ones are the same.
    private mutating func compareChoices(_ old: [DocumentShape], _ new: [DocumentShape], _ path: String) {
        if old.count == new.count {
            for (old, new) in zip(old, new) { compare(old, new, path) }
            return
        }
        if old.contains(where: { !new.contains($0) }) { note(path, "an alternative is gone", narrowed: true) }
        if new.contains(where: { !old.contains($0) }) { note(path, "an alternative was added", widened: true) }
    }

    // MARK: - Objects

    private mutating func compareObjects(
        _ old: [DocumentMember],
        _ wasOpen: Bool,
        _ new: [DocumentMember],
        _ isOpen: Bool,
        _ path: String
    ) {
        if wasOpen && !isOpen { note(path, "other members are not allowed any more", narrowed: true) }
        if !wasOpen && isOpen { note(path, "other members are allowed", widened: true) }
        for member in old {
            if let counterpart = new.first(where: { $0.name == member.name }) {
                compareMembers(member, counterpart, "\(path)/\(member.name)")
            } else {
                noteRemoved(member, isOpen: isOpen, "\(path)/\(member.name)")
            }
        }
        for member in new where !old.contains(where: { $0.name == member.name }) {
            noteAdded(member, wasOpen: wasOpen, "\(path)/\(member.name)")
        }
    }

    private mutating func compareMembers(_ old: DocumentMember, _ new: DocumentMember, _ path: String) {
        if !old.isRequired && new.isRequired { note(path, "is required now", narrowed: true) }
        if old.isRequired && !new.isRequired { note(path, "is not required any more", widened: true) }
        compareDataClass(old.dataClass, new.dataClass, path)
        compare(old.shape, new.shape, path)
    }

    private mutating func noteRemoved(_ member: DocumentMember, isOpen: Bool, _ path: String) {
        let kind = member.isRequired ? "required" : "optional"
        // An open object still accepts it, and then with any value, which the old version may refuse.
        note(path, "\(kind) member removed", narrowed: !isOpen, widened: member.isRequired || isOpen)
    }

    private mutating func noteAdded(_ member: DocumentMember, wasOpen: Bool, _ path: String) {
        let kind = member.isRequired ? "required" : "optional"
        note(path, "\(kind) member added", narrowed: member.isRequired || wasOpen, widened: !wasOpen)
    }

    /// A class breaks nobody's reading, but who keeps logs has to know of it.
    private mutating func compareDataClass(_ old: DataClass?, _ new: DataClass?, _ path: String) {
        guard old != new else { return }
        note(path, "data class was \(old?.rawValue ?? "inherited"), is \(new?.rawValue ?? "inherited")")
    }
}

extension DocumentShape {
    /// What kind of value it is, for people.
    fileprivate var kind: String {
        switch self {
        case .object, .map: "an object"
        case .list: "a list"
        case .text: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .choice: "one of several"
        case .part, .any: "any value"
        }
    }
}
